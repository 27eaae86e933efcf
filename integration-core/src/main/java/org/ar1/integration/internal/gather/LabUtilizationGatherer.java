package org.ar1.integration.internal.gather;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.ar1.integration.internal.client.ServiceClients;
import org.ar1.integration.internal.fetch.Read;
import org.ar1.integration.internal.fetch.Reading;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.join.LabUtilizationJoin;
import org.ar1.integration.internal.join.LabUtilizationJoin.Inputs;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/** Gathers a lab utilization report. Thread-safe. */
public final class LabUtilizationGatherer {

    private final Gathering gathering;
    private final ServiceClients clients;

    public LabUtilizationGatherer(Gathering gathering) {
        this.gathering = gathering;
        this.clients = gathering.clients();
    }

    /**
     * Gathers the report.
     *
     * @param labType the lab type to report on; null for all
     */
    public CompletableFuture<LabUtilizationReport> gather(@Nullable String labType) {
        return new Report(labType).gather();
    }

    /** One report under way; its lists are asked when it is made. */
    private final class Report {

        private final Deadline deadline = gathering.deadline();
        private final @Nullable String labType;
        private final Predicate<String> wanted;
        private final Reading<LabCatalogue> catalogue = clients.userProgress().catalogue(deadline);
        private final Reading<UsageTrends> trends = clients.usageAnalytics().trends(Gathering.TREND_DAYS, deadline);
        private final Reading<List<PopularLab>> popular =
                clients.labMonitoring().popular(deadline);
        private final Reading<List<LabUtilization>> utilization =
                clients.labMonitoring().utilization(deadline);

        Report(@Nullable String labType) {
            this.labType = labType;
            this.wanted = Gathering.wanted(labType);
        }

        CompletableFuture<LabUtilizationReport> gather() {
            CompletableFuture<Optional<Read<List<Allocation>>>> allocations = allocationsIfUnknown();
            return details()
                    .thenCombine(inputs(deadline), Report::with)
                    .thenCombine(allocations, this::withExistence)
                    .thenCompose(complete -> complete)
                    .thenApplyAsync(
                            inputs -> LabUtilizationJoin.join(
                                    inputs,
                                    gathering.resolver(),
                                    wanted,
                                    gathering.reader().now(),
                                    gathering.retryAfter()),
                            gathering.callbacks());
        }

        /** The lists, as far as they are there by then. */
        private CompletableFuture<Inputs> inputs(Deadline patience) {
            CompletableFuture<Read<LabCatalogue>> labs = catalogue.by(patience);
            CompletableFuture<Read<UsageTrends>> use = trends.by(patience);
            CompletableFuture<Read<List<PopularLab>>> counts = popular.by(patience);
            CompletableFuture<Read<List<LabUtilization>>> ratios = utilization.by(patience);
            return Gathering.all(List.of(labs, use, counts, ratios))
                    .thenApply(done -> new Inputs(
                            labs.join().sourced(),
                            use.join().sourced(),
                            Map.of(),
                            counts.join().sourced(),
                            ratios.join().sourced(),
                            null));
        }

        private static Inputs with(Map<String, Sourced<LabUsage>> details, Inputs lists) {
            return new Inputs(lists.catalogue(), lists.trends(), details, lists.popular(), lists.utilization(), null);
        }

        /** Of the types of the trends; when those fail or take half the time, of the types of the catalogue. */
        private CompletableFuture<Map<String, Sourced<LabUsage>>> details() {
            PerTypeCalls<LabUsage> calls = new PerTypeCalls<>(
                    clients.usageAnalytics()::labUsage,
                    clients.userProgress(),
                    catalogue,
                    wanted,
                    gathering.config().refreshPatience(),
                    deadline);
            return trends.by(deadline.half())
                    .thenCompose(read -> {
                        UsageTrends known = read.sourced().value();
                        return known != null
                                ? CompletableFuture.completedFuture(
                                        known.labUsage().keySet())
                                : catalogueTypes();
                    })
                    .thenCompose(types -> {
                        calls.start(types);
                        return calls.settle();
                    });
        }

        private CompletableFuture<Set<String>> catalogueTypes() {
            return catalogue
                    .by(deadline.part(60))
                    .thenApply(read -> read.sourced()
                            .asOptional()
                            .map(LabCatalogue::labTypes)
                            .orElse(Set.of()));
        }

        /** Asks the allocations too when by half the time nothing else knows the lab type. */
        private CompletableFuture<Optional<Read<List<Allocation>>>> allocationsIfUnknown() {
            String inQuestion = labType;
            if (inQuestion == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return inputs(deadline.half())
                    .thenCompose(lists -> existence(inQuestion, lists).isKnown()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : allocations().thenApply(Optional::of));
        }

        private CompletableFuture<Read<List<Allocation>>> allocations() {
            return clients.resourceAllocation().allocations(deadline).by(deadline);
        }

        private Existence existence(String inQuestion, Inputs lists) {
            return new Existence(inQuestion, gathering.resolver(), lists.catalogue())
                    .consult(lists.trends())
                    .consult(lists.popular(), PopularLab::name)
                    .consult(lists.utilization(), LabUtilization::name);
        }

        /** Makes sure that the lab type exists, by the allocations when nothing else knows it. */
        private CompletableFuture<Inputs> withExistence(Inputs inputs, Optional<Read<List<Allocation>>> asked) {
            if (labType == null) {
                return CompletableFuture.completedFuture(inputs);
            }
            Existence existence = existence(labType, inputs);
            if (existence.isKnown()) {
                return CompletableFuture.completedFuture(inputs);
            }
            return asked.map(CompletableFuture::completedFuture)
                    .orElseGet(this::allocations)
                    .thenApply(read -> {
                        existence
                                .consult(read.sourced(), Allocation::labName)
                                .requireKnown(gathering.reader().now(), gathering.retryAfter());
                        return inputs.with(read.sourced());
                    });
        }
    }
}
