package org.ar1.integration.internal.assemble;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.ar1.integration.internal.assemble.ServerAllocationJoin.Inputs;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/** Gathers a server allocation report. Thread-safe. */
public final class ServerAllocationGatherer {

    private final ReportContext context;
    private final ServiceClients clients;
    private final PerformanceCorrelations correlations;

    /**
     * Gathers with this context.
     *
     * @param correlations correlates performance and load, for this gatherer and others
     */
    public ServerAllocationGatherer(ReportContext context, PerformanceCorrelations correlations) {
        this.context = context;
        this.clients = context.clients();
        this.correlations = correlations;
    }

    /**
     * Gathers the report.
     *
     * @param labType the lab type to report on; null for all
     * @param traceparent the trace that fetches belong to; null for none
     */
    public CompletableFuture<ServerAllocationReport> gather(@Nullable String labType, @Nullable String traceparent) {
        return new Report(labType, context.deadline().forTrace(traceparent))
                .gather()
                .thenApply(report -> context.built(report, labType));
    }

    /** What the other side knows of a lab type. */
    private record OtherSide(
            Sourced<UsageTrends> trends, Sourced<List<PopularLab>> popular, Sourced<List<LabUtilization>> utilization) {

        LabTypeLookup vouchFor(LabTypeLookup lookup) {
            return lookup.consult(trends).consult(popular, PopularLab::name).consult(utilization, LabUtilization::name);
        }
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
        private final Reading<List<Allocation>> allocations;
        private final CompletableFuture<Sourced<List<Server>>> servers;
        private final CompletableFuture<Histories> histories;
        private final NamedCalls calls;

        Report(@Nullable String labType, Deadline deadline) {
            this.deadline = deadline;
            this.labType = labType;
            this.wanted = ReportContext.wanted(labType);
            this.catalogue = clients.userProgress().catalogue(deadline);
            this.allocations = clients.resourceAllocation().allocations(deadline);
            this.servers = clients.resourceAllocation().servers(deadline);
            this.calls = new NamedCalls(context, deadline, wanted, catalogue, allocations);
            this.histories = calls.histories(labType == null);
        }

        CompletableFuture<Inputs> read() {
            CompletableFuture<Sourced<LabCatalogue>> labs = catalogue.by(deadline);
            CompletableFuture<Sourced<List<Allocation>>> rows = allocations.by(deadline);
            CompletableFuture<Map<String, Sourced<LabPerformance>>> performance = calls.performance();
            CompletableFuture<Map<Long, Sourced<ServerPeaks>>> peaks =
                    calls.ofServers(clients.performance()::serverPeaks);
            return ReportContext.all(List.of(labs, rows, servers, histories, performance, peaks))
                    .thenApply(done -> new Inputs(
                            labs.join(),
                            rows.join(),
                            servers.join(),
                            histories.join(),
                            performance.join(),
                            peaks.join(),
                            List.of()));
        }

        CompletableFuture<ServerAllocationReport> gather() {
            CompletableFuture<Optional<OtherSide>> otherSide = otherSideIfUnknown();
            return read().thenCombine(otherSide, this::withExistence)
                    .thenCompose(complete -> complete)
                    .thenApplyAsync(
                            inputs -> ServerAllocationJoin.join(
                                    inputs,
                                    context.resolver(),
                                    labType == null,
                                    wanted,
                                    correlations,
                                    context.reader().now(),
                                    context.retryAfter()),
                            context.callbacks());
        }

        /** Asks the other side's lists too when by half the time nothing of this side knows the lab type. */
        private CompletableFuture<Optional<OtherSide>> otherSideIfUnknown() {
            String inQuestion = labType;
            if (inQuestion == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return catalogue
                    .by(deadline.half())
                    .thenCombine(allocations.by(deadline.half()), (labs, rows) -> lookup(inQuestion, labs, rows))
                    .thenCompose(lookup -> lookup.isKnown()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : otherSide().thenApply(Optional::of));
        }

        private CompletableFuture<OtherSide> otherSide() {
            CompletableFuture<Sourced<UsageTrends>> trends = clients.usageAnalytics()
                    .trends(ReportContext.TREND_DAYS, deadline)
                    .by(deadline);
            CompletableFuture<Sourced<List<PopularLab>>> popular =
                    clients.labMonitoring().popular(deadline).by(deadline);
            CompletableFuture<Sourced<List<LabUtilization>>> utilization =
                    clients.labMonitoring().utilization(deadline).by(deadline);
            return ReportContext.all(List.of(trends, popular, utilization))
                    .thenApply(done -> new OtherSide(trends.join(), popular.join(), utilization.join()));
        }

        private LabTypeLookup lookup(String inQuestion, Sourced<LabCatalogue> labs, Sourced<List<Allocation>> rows) {
            return new LabTypeLookup(inQuestion, context.resolver(), labs).consult(rows, Allocation::labName);
        }

        /** Makes sure that the lab type exists, by the other side when nothing of this side knows it. */
        private CompletableFuture<Inputs> withExistence(Inputs inputs, Optional<OtherSide> asked) {
            if (labType == null) {
                return CompletableFuture.completedFuture(inputs);
            }
            LabTypeLookup lookup = lookup(labType, inputs.catalogue(), inputs.allocations());
            if (lookup.isKnown()) {
                return CompletableFuture.completedFuture(inputs);
            }
            return asked.map(CompletableFuture::completedFuture)
                    .orElseGet(this::otherSide)
                    .thenApply(other -> {
                        other.vouchFor(lookup).requireKnown(context.reader().now(), context.retryAfter());
                        return inputs.with(List.of(other.trends(), other.popular(), other.utilization()));
                    });
        }
    }
}
