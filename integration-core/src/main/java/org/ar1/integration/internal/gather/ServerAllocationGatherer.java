package org.ar1.integration.internal.gather;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ar1.integration.internal.client.ServiceClients;
import org.ar1.integration.internal.fetch.Read;
import org.ar1.integration.internal.fetch.Reading;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.join.ServerAllocationJoin;
import org.ar1.integration.internal.join.ServerAllocationJoin.Inputs;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/** Gathers a server allocation report. Thread-safe. */
public final class ServerAllocationGatherer {

    /**
     * So long the allocations wait for the catalogue before their names are resolved without it. Both lists are asked at
     * once, so that a catalogue in good health is there by then, and no call is made for a type that is none.
     */
    private static final Duration CATALOGUE_GRACE = Duration.ofMillis(250);

    private final Gathering gathering;
    private final ServiceClients clients;

    public ServerAllocationGatherer(Gathering gathering) {
        this.gathering = gathering;
        this.clients = gathering.clients();
    }

    /**
     * Gathers the report.
     *
     * @param labType the lab type to report on; null for all
     */
    public CompletableFuture<ServerAllocationReport> gather(@Nullable String labType) {
        return new Report(labType).gather();
    }

    /** What the allocations name, as far as the catalogue helped. */
    private record Named(List<String> labTypes, List<Long> serverIds) {}

    /** What the other side knows of a lab type. */
    private record OtherSide(
            Sourced<UsageTrends> trends, Sourced<List<PopularLab>> popular, Sourced<List<LabUtilization>> utilization) {

        Existence vouchFor(Existence existence) {
            return existence
                    .consult(trends)
                    .consult(popular, PopularLab::name)
                    .consult(utilization, LabUtilization::name);
        }
    }

    /** One report under way; its lists are asked when it is made. */
    private final class Report {

        private final Deadline deadline = gathering.deadline();
        private final @Nullable String labType;
        private final Predicate<String> wanted;
        private final Reading<LabCatalogue> catalogue = clients.userProgress().catalogue(deadline);
        private final Reading<List<Allocation>> allocations =
                clients.resourceAllocation().allocations(deadline);
        private final CompletableFuture<Read<List<Server>>> servers =
                clients.resourceAllocation().servers(deadline);
        private final CompletableFuture<Read<ServerStatistics>> statistics =
                clients.performance().statistics(deadline);

        Report(@Nullable String labType) {
            this.labType = labType;
            this.wanted = Gathering.wanted(labType);
        }

        CompletableFuture<ServerAllocationReport> gather() {
            CompletableFuture<Read<LabCatalogue>> labs = catalogue.by(deadline);
            CompletableFuture<Read<List<Allocation>>> rows = allocations.by(deadline);
            CompletableFuture<Map<String, Sourced<LabPerformance>>> performance = performance();
            CompletableFuture<Map<Long, Sourced<List<PeakTime>>>> peaks = peaks();
            CompletableFuture<Optional<OtherSide>> otherSide = otherSideIfUnknown();
            return Gathering.all(List.of(labs, rows, servers, statistics, performance, peaks, otherSide))
                    .thenCompose(done -> withExistence(
                            new Inputs(
                                    labs.join().sourced(),
                                    rows.join().sourced(),
                                    servers.join().sourced(),
                                    statistics.join().sourced(),
                                    performance.join(),
                                    peaks.join(),
                                    List.of()),
                            otherSide.join()))
                    .thenApplyAsync(
                            inputs -> ServerAllocationJoin.join(
                                    inputs,
                                    gathering.resolver(),
                                    labType == null,
                                    wanted,
                                    gathering.reader().now(),
                                    gathering.retryAfter()),
                            gathering.callbacks());
        }

        private CompletableFuture<Named> named(
                CompletableFuture<Read<List<Allocation>>> rows, CompletableFuture<Read<LabCatalogue>> labs) {
            return rows.thenCombine(labs, (allocated, known) -> {
                LabTypes<String> types = new LabTypes<>(gathering.resolver(), known.sourced(), Function.identity());
                List<Allocation> found = allocated.sourced().asOptional().orElse(List.of()).stream()
                        .filter(allocation -> wanted.test(types.named(allocation.labName())))
                        .toList();
                return new Named(
                        found.stream()
                                .map(allocation -> types.named(allocation.labName()))
                                .toList(),
                        found.stream().map(Allocation::serverId).distinct().toList());
            });
        }

        /** What the allocations name, with no more than the grace for the catalogue. */
        private CompletableFuture<Named> namedSoon(CompletableFuture<Read<List<Allocation>>> rows) {
            return named(
                    rows, rows.thenCompose(read -> catalogue.by(deadline.half().atMost(CATALOGUE_GRACE))));
        }

        /** Of the types of the catalogue and of the allocations, whichever comes first, within half the time. */
        private CompletableFuture<Map<String, Sourced<LabPerformance>>> performance() {
            PerTypeCalls<LabPerformance> calls = new PerTypeCalls<>(
                    clients.performanceReporting()::labPerformance,
                    clients.userProgress(),
                    catalogue,
                    wanted,
                    gathering.config().refreshPatience(),
                    deadline);
            CompletableFuture<Void> ofAllocations =
                    namedSoon(allocations.by(deadline.half())).thenAccept(names -> calls.start(names.labTypes()));
            CompletableFuture<Void> ofCatalogue = catalogue
                    .by(deadline.half())
                    .thenAccept(read -> read.sourced().asOptional().ifPresent(known -> calls.start(known.labTypes())));
            return ofAllocations.thenCombine(ofCatalogue, (a, c) -> calls).thenCompose(PerTypeCalls::settle);
        }

        /** Of the servers that the allocations name; of one lab type a slow catalogue may tell later which they are. */
        private CompletableFuture<Map<Long, Sourced<List<PeakTime>>>> peaks() {
            ConcurrentMap<Long, CompletableFuture<Read<List<PeakTime>>>> calls = new ConcurrentHashMap<>();
            CompletableFuture<Void> soon = namedSoon(allocations.by(deadline)).thenAccept(names -> start(names, calls));
            CompletableFuture<Void> later = named(allocations.by(deadline), catalogue.by(deadline.half()))
                    .thenAccept(names -> start(names, calls));
            return Gathering.all(List.of(soon, later))
                    .thenCompose(started -> Gathering.all(calls.values()))
                    .thenApply(done -> {
                        Map<Long, Sourced<List<PeakTime>>> peaks = new HashMap<>();
                        calls.forEach((id, read) -> peaks.put(id, read.join().sourced()));
                        return peaks;
                    });
        }

        private void start(Named names, ConcurrentMap<Long, CompletableFuture<Read<List<PeakTime>>>> calls) {
            for (long server : names.serverIds()) {
                calls.computeIfAbsent(server, id -> clients.performance().peaks(id, deadline));
            }
        }

        /** Asks the other side's lists too when by half the time nothing of this side knows the lab type. */
        private CompletableFuture<Optional<OtherSide>> otherSideIfUnknown() {
            String inQuestion = labType;
            if (inQuestion == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return catalogue
                    .by(deadline.half())
                    .thenCombine(
                            allocations.by(deadline.half()),
                            (labs, rows) -> existence(inQuestion, labs.sourced(), rows.sourced()))
                    .thenCompose(existence -> existence.isKnown()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : otherSide().thenApply(Optional::of));
        }

        private CompletableFuture<OtherSide> otherSide() {
            CompletableFuture<Read<UsageTrends>> trends = clients.usageAnalytics()
                    .trends(Gathering.TREND_DAYS, deadline)
                    .by(deadline);
            CompletableFuture<Read<List<PopularLab>>> popular =
                    clients.labMonitoring().popular(deadline).by(deadline);
            CompletableFuture<Read<List<LabUtilization>>> utilization =
                    clients.labMonitoring().utilization(deadline).by(deadline);
            return Gathering.all(List.of(trends, popular, utilization))
                    .thenApply(done -> new OtherSide(
                            trends.join().sourced(),
                            popular.join().sourced(),
                            utilization.join().sourced()));
        }

        private Existence existence(String inQuestion, Sourced<LabCatalogue> labs, Sourced<List<Allocation>> rows) {
            return new Existence(inQuestion, gathering.resolver(), labs).consult(rows, Allocation::labName);
        }

        /** Makes sure that the lab type exists, by the other side when nothing of this side knows it. */
        private CompletableFuture<Inputs> withExistence(Inputs inputs, Optional<OtherSide> asked) {
            if (labType == null) {
                return CompletableFuture.completedFuture(inputs);
            }
            Existence existence = existence(labType, inputs.catalogue(), inputs.allocations());
            if (existence.isKnown()) {
                return CompletableFuture.completedFuture(inputs);
            }
            return asked.map(CompletableFuture::completedFuture)
                    .orElseGet(this::otherSide)
                    .thenApply(other -> {
                        other.vouchFor(existence)
                                .requireKnown(gathering.reader().now(), gathering.retryAfter());
                        return inputs.with(List.of(other.trends(), other.popular(), other.utilization()));
                    });
        }
    }
}
