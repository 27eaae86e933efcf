package org.ar1.integration.internal.gather;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

    /** The types that the allocations name, each with the servers that it stands on. */
    private record Named(List<String> labTypes, List<Long> serverIds) {}

    /**
     * Gathers the report.
     *
     * @param labType the lab type to report on; null for all
     */
    public CompletableFuture<ServerAllocationReport> gather(@Nullable String labType) {
        Deadline deadline = gathering.deadline();
        Predicate<String> wanted = Gathering.wanted(labType);
        Reading<LabCatalogue> catalogueReading = clients.userProgress().catalogue(deadline);
        CompletableFuture<Read<LabCatalogue>> catalogue = catalogueReading.by(deadline);
        CompletableFuture<Read<List<Allocation>>> allocations =
                clients.resourceAllocation().allocations(deadline);
        CompletableFuture<Read<List<Server>>> servers =
                clients.resourceAllocation().servers(deadline);
        CompletableFuture<Read<ServerStatistics>> statistics =
                clients.performance().statistics(deadline);
        CompletableFuture<Named> named =
                allocations.thenCompose(read -> named(read.sourced(), catalogueReading, wanted, deadline));
        CompletableFuture<Map<String, Sourced<LabPerformance>>> performance =
                performance(named, catalogueReading, wanted, deadline);
        CompletableFuture<Map<Long, Sourced<List<PeakTime>>>> peaks =
                named.thenCompose(names -> peaks(names.serverIds(), deadline));
        return Gathering.all(List.of(catalogue, allocations, servers, statistics, performance, peaks))
                .thenApply(done -> new Inputs(
                        catalogue.join().sourced(),
                        allocations.join().sourced(),
                        servers.join().sourced(),
                        statistics.join().sourced(),
                        performance.join(),
                        peaks.join(),
                        List.of()))
                .thenCompose(inputs -> withExistence(inputs, labType, deadline))
                .thenApply(inputs -> ServerAllocationJoin.join(
                        inputs,
                        gathering.resolver(),
                        labType == null,
                        wanted,
                        gathering.reader().now(),
                        gathering.retryAfter()));
    }

    private CompletableFuture<Named> named(
            Sourced<List<Allocation>> allocations,
            Reading<LabCatalogue> catalogue,
            Predicate<String> wanted,
            Deadline deadline) {
        Deadline grace = deadline.half().atMost(CATALOGUE_GRACE);
        return catalogue.by(grace).thenApply(read -> {
            LabTypes types = new LabTypes(gathering.resolver(), read.sourced());
            List<Allocation> found = allocations.asOptional().orElse(List.of()).stream()
                    .filter(allocation -> wanted.test(types.of(allocation.labName())))
                    .toList();
            return new Named(
                    found.stream()
                            .map(allocation -> types.of(allocation.labName()))
                            .toList(),
                    found.stream().map(Allocation::serverId).distinct().toList());
        });
    }

    /** Of the types of the catalogue and of the allocations, whichever comes first. */
    private CompletableFuture<Map<String, Sourced<LabPerformance>>> performance(
            CompletableFuture<Named> named,
            Reading<LabCatalogue> catalogue,
            Predicate<String> wanted,
            Deadline deadline) {
        PerTypeCalls<LabPerformance> calls = new PerTypeCalls<>(
                clients.performanceReporting()::labPerformance, clients.userProgress(), catalogue, wanted, deadline);
        CompletableFuture<Void> ofAllocations = named.thenAccept(names -> calls.start(names.labTypes()));
        CompletableFuture<Void> ofCatalogue = catalogue
                .by(deadline.half())
                .thenAccept(read -> read.sourced().asOptional().ifPresent(known -> calls.start(known.labTypes())));
        return ofAllocations.thenCombine(ofCatalogue, (a, c) -> calls).thenCompose(PerTypeCalls::settle);
    }

    private CompletableFuture<Map<Long, Sourced<List<PeakTime>>>> peaks(Collection<Long> serverIds, Deadline deadline) {
        Map<Long, CompletableFuture<Read<List<PeakTime>>>> calls = new HashMap<>();
        serverIds.forEach(id -> calls.put(id, clients.performance().peaks(id, deadline)));
        return Gathering.all(calls.values()).thenApply(done -> {
            Map<Long, Sourced<List<PeakTime>>> peaks = new HashMap<>();
            calls.forEach((id, read) -> peaks.put(id, read.join().sourced()));
            return peaks;
        });
    }

    /** Makes sure that the lab type exists; asks the other side's lists when nothing of this side knows it. */
    private CompletableFuture<Inputs> withExistence(Inputs inputs, @Nullable String labType, Deadline deadline) {
        if (labType == null) {
            return CompletableFuture.completedFuture(inputs);
        }
        Existence existence = new Existence(labType, gathering.resolver(), inputs.catalogue())
                .consult(inputs.allocations(), Allocation::labName);
        if (existence.isKnown()) {
            return CompletableFuture.completedFuture(inputs);
        }
        CompletableFuture<Read<UsageTrends>> trends =
                clients.usageAnalytics().trends(Gathering.TREND_DAYS, deadline).by(deadline);
        CompletableFuture<Read<List<PopularLab>>> popular =
                clients.labMonitoring().popular(deadline);
        CompletableFuture<Read<List<LabUtilization>>> utilization =
                clients.labMonitoring().utilization(deadline);
        return Gathering.all(List.of(trends, popular, utilization)).thenApply(done -> {
            List<Sourced<?>> asked = new ArrayList<>();
            asked.add(trends.join().sourced());
            asked.add(popular.join().sourced());
            asked.add(utilization.join().sourced());
            existence
                    .consult(trends.join().sourced())
                    .consult(popular.join().sourced(), PopularLab::name)
                    .consult(utilization.join().sourced(), LabUtilization::name)
                    .requireKnown(gathering.reader().now(), gathering.retryAfter());
            return new Inputs(
                    inputs.catalogue(),
                    inputs.allocations(),
                    inputs.servers(),
                    inputs.statistics(),
                    inputs.performance(),
                    inputs.peaks(),
                    asked);
        });
    }
}
