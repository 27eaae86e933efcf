package org.ar1.integration.internal.gather;

import java.util.List;
import java.util.Map;
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
        Deadline deadline = gathering.deadline();
        Predicate<String> wanted = Gathering.wanted(labType);
        Reading<LabCatalogue> catalogueReading = clients.userProgress().catalogue(deadline);
        Reading<UsageTrends> trendsReading = clients.usageAnalytics().trends(Gathering.TREND_DAYS, deadline);
        CompletableFuture<Read<LabCatalogue>> catalogue = catalogueReading.by(deadline);
        CompletableFuture<Read<UsageTrends>> trends = trendsReading.by(deadline);
        CompletableFuture<Read<List<PopularLab>>> popular =
                clients.labMonitoring().popular(deadline);
        CompletableFuture<Read<List<LabUtilization>>> utilization =
                clients.labMonitoring().utilization(deadline);
        CompletableFuture<Map<String, Sourced<LabUsage>>> details =
                details(trendsReading, catalogueReading, wanted, deadline);
        return Gathering.all(List.of(catalogue, trends, popular, utilization, details))
                .thenApply(done -> new Inputs(
                        catalogue.join().sourced(),
                        trends.join().sourced(),
                        details.join(),
                        popular.join().sourced(),
                        utilization.join().sourced(),
                        null))
                .thenCompose(inputs -> withExistence(inputs, labType, deadline))
                .thenApply(inputs -> LabUtilizationJoin.join(
                        inputs, gathering.resolver(), wanted, gathering.reader().now(), gathering.retryAfter()));
    }

    /** Of the types of the trends; when those fail or take half the time, of the types of the catalogue. */
    private CompletableFuture<Map<String, Sourced<LabUsage>>> details(
            Reading<UsageTrends> trends, Reading<LabCatalogue> catalogue, Predicate<String> wanted, Deadline deadline) {
        PerTypeCalls<LabUsage> calls = new PerTypeCalls<>(
                clients.usageAnalytics()::labUsage, clients.userProgress(), catalogue, wanted, deadline);
        return trends.by(deadline.half())
                .thenCompose(read -> {
                    UsageTrends known = read.sourced().value();
                    return known != null
                            ? CompletableFuture.completedFuture(known.labUsage().keySet())
                            : catalogueTypes(catalogue, deadline);
                })
                .thenCompose(types -> {
                    calls.start(types);
                    return calls.settle();
                });
    }

    private static CompletableFuture<Set<String>> catalogueTypes(Reading<LabCatalogue> catalogue, Deadline deadline) {
        return catalogue
                .by(deadline.half())
                .thenApply(read ->
                        read.sourced().asOptional().map(LabCatalogue::labTypes).orElse(Set.of()));
    }

    /** Makes sure that the lab type exists; asks the allocations when nothing else knows it. */
    private CompletableFuture<Inputs> withExistence(Inputs inputs, @Nullable String labType, Deadline deadline) {
        if (labType == null) {
            return CompletableFuture.completedFuture(inputs);
        }
        Existence existence = new Existence(labType, gathering.resolver(), inputs.catalogue())
                .consult(inputs.trends())
                .consult(inputs.popular(), PopularLab::name)
                .consult(inputs.utilization(), LabUtilization::name);
        if (existence.isKnown()) {
            return CompletableFuture.completedFuture(inputs);
        }
        return clients.resourceAllocation().allocations(deadline).thenApply(allocations -> {
            existence
                    .consult(allocations.sourced(), Allocation::labName)
                    .requireKnown(gathering.reader().now(), gathering.retryAfter());
            return new Inputs(
                    inputs.catalogue(),
                    inputs.trends(),
                    inputs.details(),
                    inputs.popular(),
                    inputs.utilization(),
                    allocations.sourced());
        });
    }
}
