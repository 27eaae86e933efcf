package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.remote.RemoteService;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;

/**
 * Asks an Integration Service for its report. The service gives no single resources of the services behind it: these
 * are {@link Outcome#SKIPPED}.
 */
final class RemoteLabUtilizationAdapter implements LabUtilizationAdapter {

    private static final String PATH = "/integration/lab-utilization";

    private final RemoteService service;

    RemoteLabUtilizationAdapter(RemoteService service) {
        this.service = service;
    }

    @Override
    public CompletableFuture<LabUtilizationReport> reportAsync(ReportRequest request) {
        return RemoteKinds.report(service, RemoteKinds.LAB_UTILIZATION, PATH, "", request);
    }

    @Override
    public CompletableFuture<Sourced<LabCatalogue>> catalogueAsync() {
        return service.skipped(UpstreamService.USER_PROGRESS, "catalogue");
    }

    @Override
    public CompletableFuture<Sourced<List<PopularLab>>> popularLabsAsync() {
        return service.skipped(UpstreamService.LAB_MONITORING, "popular");
    }

    @Override
    public CompletableFuture<Sourced<List<LabUtilization>>> utilizationAsync() {
        return service.skipped(UpstreamService.LAB_MONITORING, "utilization");
    }

    @Override
    public CompletableFuture<Sourced<UsageTrends>> usageTrendsAsync(int days) {
        DefaultLabUtilizationAdapter.requireDays(days);
        return service.skipped(UpstreamService.USAGE_ANALYTICS, "trends");
    }

    @Override
    public CompletableFuture<Sourced<LabUsage>> labUsageAsync(String labType) {
        Objects.requireNonNull(labType, "labType");
        return service.skipped(UpstreamService.USAGE_ANALYTICS, "usage/lab");
    }
}
