package org.ar1.integration.internal.assemble;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.ar1.integration.internal.assemble.LabUtilizationJoin.Inputs;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.internal.source.Reading;
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

    private final ReportContext context;
    private final ServiceClients clients;
    private final CorrelationMemo correlations = new CorrelationMemo();

    public LabUtilizationGatherer(ReportContext context) {
        this.context = context;
        this.clients = context.clients();
    }

    /**
     * Gathers the report.
     *
     * @param labType the lab type to report on; null for all
     * @param traceparent the trace that fetches belong to; null for none
     */
    public CompletableFuture<LabUtilizationReport> gather(@Nullable String labType, @Nullable String traceparent) {
        return new Report(labType, context.deadline().forTrace(traceparent))
                .gather()
                .thenApply(report -> context.built(report, labType));
    }

    /** Reads every source of the report of all lab types, and builds nothing. */
    public CompletableFuture<?> read() {
        return new Report(null, context.deadline()).read();
    }

    /** One report under way; its lists are asked when it is made. */
    private final class Report {

        private final Deadline deadline;
        private final @Nullable String labType;
        private final Predicate<String> wanted;
        private final Reading<LabCatalogue> catalogue;
        private final Reading<UsageTrends> trends;
        private final Reading<UsageTrends> recentTrends;
        private final Reading<List<PopularLab>> popular;
        private final Reading<List<LabUtilization>> utilization;

        Report(@Nullable String labType, Deadline deadline) {
            this.deadline = deadline;
            this.labType = labType;
            this.wanted = ReportContext.wanted(labType);
            this.catalogue = clients.userProgress().catalogue(deadline);
            this.trends = clients.usageAnalytics().trends(ReportContext.TREND_DAYS, deadline);
            this.recentTrends = clients.usageAnalytics().recentTrends(deadline);
            this.popular = clients.labMonitoring().popular(deadline);
            this.utilization = clients.labMonitoring().utilization(deadline);
        }

        CompletableFuture<Inputs> read() {
            return details().thenCombine(inputs(deadline), Report::with);
        }

        CompletableFuture<LabUtilizationReport> gather() {
            CompletableFuture<Optional<Sourced<List<Allocation>>>> allocations = allocationsIfUnknown();
            return read().thenCombine(allocations, this::withExistence)
                    .thenCompose(complete -> complete)
                    .thenApplyAsync(
                            inputs -> LabUtilizationJoin.join(
                                    inputs,
                                    context.resolver(),
                                    wanted,
                                    correlations,
                                    context.reader().now(),
                                    context.retryAfter()),
                            context.callbacks());
        }

        /** The lists, as far as they are there by then. */
        private CompletableFuture<Inputs> inputs(Deadline patience) {
            CompletableFuture<Sourced<LabCatalogue>> labs = catalogue.by(patience);
            CompletableFuture<Sourced<UsageTrends>> use = trends.by(patience);
            CompletableFuture<Sourced<UsageTrends>> recent = recentTrends.by(patience);
            CompletableFuture<Sourced<List<PopularLab>>> counts = popular.by(patience);
            CompletableFuture<Sourced<List<LabUtilization>>> ratios = utilization.by(patience);
            return ReportContext.all(List.of(labs, use, recent, counts, ratios))
                    .thenApply(done -> new Inputs(
                            labs.join(), use.join(), recent.join(), Map.of(), counts.join(), ratios.join(), null));
        }

        private static Inputs with(Map<String, Sourced<LabUsage>> details, Inputs lists) {
            return new Inputs(
                    lists.catalogue(),
                    lists.trends(),
                    lists.recentTrends(),
                    details,
                    lists.popular(),
                    lists.utilization(),
                    null);
        }

        /**
         * Of the types with a recent event, those with the most events first; of all types of the longer trends when
         * the recent ones have failed or have not come by half the time, and of those of the catalogue when both have.
         */
        private CompletableFuture<Map<String, Sourced<LabUsage>>> details() {
            KeyedCalls<String, LabUsage> calls = new KeyedCalls<>(clients.usageAnalytics()::labUsage, wanted, deadline);
            return recentTrends
                    .by(deadline.half())
                    .thenCombine(trends.by(deadline.half()), Report::usedTypes)
                    .thenCompose(
                            used -> used.map(CompletableFuture::completedFuture).orElseGet(this::catalogueTypes))
                    .thenCompose(types -> {
                        calls.start(types);
                        return calls.results();
                    });
        }

        private static Optional<Collection<String>> usedTypes(
                Sourced<UsageTrends> recent, Sourced<UsageTrends> trends) {
            return recent.asOptional().or(trends::asOptional).map(UsageTrends::usedLabTypes);
        }

        private CompletableFuture<Collection<String>> catalogueTypes() {
            return catalogue
                    .by(deadline.part(60))
                    .thenApply(read -> read.asOptional()
                            .<Collection<String>>map(LabCatalogue::labTypes)
                            .orElse(Set.of()));
        }

        /** Asks the allocations too when by half the time nothing else knows the lab type. */
        private CompletableFuture<Optional<Sourced<List<Allocation>>>> allocationsIfUnknown() {
            String inQuestion = labType;
            if (inQuestion == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return inputs(deadline.half())
                    .thenCompose(lists -> lookup(inQuestion, lists).isKnown()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : allocations().thenApply(Optional::of));
        }

        private CompletableFuture<Sourced<List<Allocation>>> allocations() {
            return clients.resourceAllocation().allocations(deadline).by(deadline);
        }

        private LabTypeLookup lookup(String inQuestion, Inputs lists) {
            return new LabTypeLookup(inQuestion, context.resolver(), lists.catalogue())
                    .consult(lists.trends())
                    .consult(lists.popular(), PopularLab::name)
                    .consult(lists.utilization(), LabUtilization::name);
        }

        /** Makes sure that the lab type exists, by the allocations when nothing else knows it. */
        private CompletableFuture<Inputs> withExistence(Inputs inputs, Optional<Sourced<List<Allocation>>> asked) {
            if (labType == null) {
                return CompletableFuture.completedFuture(inputs);
            }
            LabTypeLookup lookup = lookup(labType, inputs);
            if (lookup.isKnown()) {
                return CompletableFuture.completedFuture(inputs);
            }
            return asked.map(CompletableFuture::completedFuture)
                    .orElseGet(this::allocations)
                    .thenApply(read -> {
                        lookup.consult(read, Allocation::labName)
                                .requireKnown(context.reader().now(), context.retryAfter());
                        return inputs.with(read);
                    });
        }
    }
}
