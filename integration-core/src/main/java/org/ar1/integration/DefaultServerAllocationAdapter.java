package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.internal.assemble.PerformanceCorrelations;
import org.ar1.integration.internal.assemble.ReportContext;
import org.ar1.integration.internal.assemble.ReportMemo;
import org.ar1.integration.internal.assemble.ServerAllocationGatherer;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UserPerformance;

final class DefaultServerAllocationAdapter implements ServerAllocationAdapter {

    private final ReportContext context;
    private final ServiceClients clients;
    private final ReportMemo<ServerAllocationReport> reports;
    private final ServerAllocationGatherer refresher;

    DefaultServerAllocationAdapter(ReportContext context, ReportContext refreshing) {
        this.context = context;
        this.clients = context.clients();
        PerformanceCorrelations correlations =
                new PerformanceCorrelations(context.config().campusZone());
        this.reports = new ReportMemo<>(
                context.reader(),
                ServerAllocationReport::sources,
                DefaultServerAllocationAdapter::rows,
                new ServerAllocationGatherer(context, correlations)::gather);
        this.refresher = new ServerAllocationGatherer(refreshing, correlations);
    }

    /** Peaks count as far as they are usually written; the others exist once, in the cache. */
    private static int rows(ServerAllocationReport report) {
        return report.infrastructure().servers().size()
                + report.labs().values().stream()
                        .flatMap(lab -> lab.servers().stream())
                        .mapToInt(
                                placement -> 1 + Math.min(placement.peakTimes().size(), ReportJson.USUAL_PEAKS))
                        .sum();
    }

    /** The reports that are given again until a source changes. */
    int keptReports() {
        return reports.size();
    }

    @Override
    public ServerAllocationReport report(ReportRequest request) {
        context.requireOpen();
        ServerAllocationReport last = request.isRefreshed() ? null : reports.peek(request.labType());
        return last != null ? last : Blocking.await(reportAsync(request));
    }

    @Override
    public CompletableFuture<ServerAllocationReport> reportAsync(ReportRequest request) {
        context.requireOpen();
        return context.handedOver(
                request.isRefreshed()
                        ? refresher.gather(request.labType(), request.traceparent())
                        : reports.get(request.labType(), request.traceparent()));
    }

    @Override
    public CompletableFuture<Sourced<List<Server>>> serversAsync() {
        return context.handedOver(clients.resourceAllocation().servers(context.deadline()));
    }

    @Override
    public CompletableFuture<Sourced<List<Allocation>>> allocationsAsync() {
        return context.handedOver(context.read(clients.resourceAllocation()::allocations));
    }

    @Override
    public CompletableFuture<Sourced<ServerStatistics>> serverStatisticsAsync() {
        return context.handedOver(clients.performance().statistics(context.deadline()));
    }

    @Override
    public CompletableFuture<Sourced<List<PeakTime>>> peakTimesAsync(long serverId) {
        return context.handedOver(clients.performance().peaks(serverId, context.deadline()));
    }

    @Override
    public CompletableFuture<Sourced<LabPerformance>> labPerformanceAsync(String labType) {
        return context.handedOver(clients.performanceReporting()
                .labPerformance(Objects.requireNonNull(labType, "labType"), context.deadline()));
    }

    @Override
    public CompletableFuture<Sourced<UserPerformance>> userPerformanceAsync(String userId) {
        return context.handedOver(clients.performanceReporting()
                .userPerformance(Objects.requireNonNull(userId, "userId"), context.deadline()));
    }
}
