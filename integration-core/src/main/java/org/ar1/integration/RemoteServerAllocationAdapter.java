package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.PathSegments;
import org.ar1.integration.internal.remote.Refusals;
import org.ar1.integration.internal.remote.RemoteService;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UserPerformance;

/**
 * Asks an Integration Service for its report. The service gives no single resources of the services behind it: these
 * are {@link Outcome#SKIPPED}.
 */
final class RemoteServerAllocationAdapter implements ServerAllocationAdapter {

    private static final String PATH = "/integration/server-allocation";

    private final RemoteService service;

    RemoteServerAllocationAdapter(RemoteService service) {
        this.service = service;
    }

    @Override
    public ServerAllocationReport report() {
        return report(ReportRequest.all());
    }

    @Override
    public ServerAllocationReport report(String labType) {
        return report(ReportRequest.of(labType));
    }

    @Override
    public ServerAllocationReport report(ReportRequest request) {
        return Blocking.await(reportAsync(request));
    }

    @Override
    public CompletableFuture<ServerAllocationReport> reportAsync(ReportRequest request) {
        String labType = request.labType();
        return service.get(
                RemoteKinds.SERVER_ALLOCATION,
                labType == null ? PATH : PATH + "/" + PathSegments.encode(labType),
                labType == null ? Refusals.NONE : Refusals.NONE.ofLabType(labType),
                request.isRefreshed(),
                request.traceparent());
    }

    private <T> CompletableFuture<Sourced<T>> skipped(UpstreamService of, String resource) {
        service.requireOpen();
        return CompletableFuture.completedFuture(new Sourced.Failure<>(of, resource, Outcome.SKIPPED, 0, null));
    }

    @Override
    public Sourced<List<Server>> servers() {
        return Blocking.await(serversAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<Server>>> serversAsync() {
        return skipped(UpstreamService.RESOURCE_ALLOCATION, "servers");
    }

    @Override
    public Sourced<List<Allocation>> allocations() {
        return Blocking.await(allocationsAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<Allocation>>> allocationsAsync() {
        return skipped(UpstreamService.RESOURCE_ALLOCATION, "allocations");
    }

    @Override
    public Sourced<ServerStatistics> serverStatistics() {
        return Blocking.await(serverStatisticsAsync());
    }

    @Override
    public CompletableFuture<Sourced<ServerStatistics>> serverStatisticsAsync() {
        return skipped(UpstreamService.PERFORMANCE, "stats");
    }

    @Override
    public Sourced<List<PeakTime>> peakTimes(long serverId) {
        return Blocking.await(peakTimesAsync(serverId));
    }

    @Override
    public CompletableFuture<Sourced<List<PeakTime>>> peakTimesAsync(long serverId) {
        return skipped(UpstreamService.PERFORMANCE, "peaks");
    }

    @Override
    public Sourced<LabPerformance> labPerformance(String labType) {
        return Blocking.await(labPerformanceAsync(labType));
    }

    @Override
    public CompletableFuture<Sourced<LabPerformance>> labPerformanceAsync(String labType) {
        Objects.requireNonNull(labType, "labType");
        return skipped(UpstreamService.PERFORMANCE_REPORTING, "performance/lab");
    }

    @Override
    public Sourced<UserPerformance> userPerformance(String userId) {
        return Blocking.await(userPerformanceAsync(userId));
    }

    @Override
    public CompletableFuture<Sourced<UserPerformance>> userPerformanceAsync(String userId) {
        Objects.requireNonNull(userId, "userId");
        return skipped(UpstreamService.PERFORMANCE_REPORTING, "performance/user");
    }
}
