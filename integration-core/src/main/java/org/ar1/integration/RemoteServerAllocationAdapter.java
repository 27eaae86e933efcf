package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.document.ReportJson;
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
    private static final String ALL_PEAKS = "?peaks=" + ReportJson.MOST_PEAKS;

    private final RemoteService service;

    RemoteServerAllocationAdapter(RemoteService service) {
        this.service = service;
    }

    @Override
    public CompletableFuture<ServerAllocationReport> reportAsync(ReportRequest request) {
        return RemoteKinds.report(service, RemoteKinds.SERVER_ALLOCATION, PATH, ALL_PEAKS, request);
    }

    @Override
    public CompletableFuture<Sourced<List<Server>>> serversAsync() {
        return service.skipped(UpstreamService.RESOURCE_ALLOCATION, "servers");
    }

    @Override
    public CompletableFuture<Sourced<List<Allocation>>> allocationsAsync() {
        return service.skipped(UpstreamService.RESOURCE_ALLOCATION, "allocations");
    }

    @Override
    public CompletableFuture<Sourced<ServerStatistics>> serverStatisticsAsync() {
        return service.skipped(UpstreamService.PERFORMANCE, "stats");
    }

    @Override
    public CompletableFuture<Sourced<List<PeakTime>>> peakTimesAsync(long serverId) {
        return service.skipped(UpstreamService.PERFORMANCE, "peaks");
    }

    @Override
    public CompletableFuture<Sourced<LabPerformance>> labPerformanceAsync(String labType) {
        Objects.requireNonNull(labType, "labType");
        return service.skipped(UpstreamService.PERFORMANCE_REPORTING, "performance/lab");
    }

    @Override
    public CompletableFuture<Sourced<UserPerformance>> userPerformanceAsync(String userId) {
        Objects.requireNonNull(userId, "userId");
        return service.skipped(UpstreamService.PERFORMANCE_REPORTING, "performance/user");
    }
}
