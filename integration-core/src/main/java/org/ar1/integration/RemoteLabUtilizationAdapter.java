package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.PathSegments;
import org.ar1.integration.internal.remote.Refusals;
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

    private static final int MOST_DAYS = 3650;

    private final RemoteService service;

    RemoteLabUtilizationAdapter(RemoteService service) {
        this.service = service;
    }

    @Override
    public LabUtilizationReport report() {
        return report(ReportRequest.all());
    }

    @Override
    public LabUtilizationReport report(String labType) {
        return report(ReportRequest.of(labType));
    }

    @Override
    public LabUtilizationReport report(ReportRequest request) {
        return Blocking.await(reportAsync(request));
    }

    @Override
    public CompletableFuture<LabUtilizationReport> reportAsync(ReportRequest request) {
        String labType = request.labType();
        return service.get(
                RemoteKinds.LAB_UTILIZATION,
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
    public Sourced<LabCatalogue> catalogue() {
        return Blocking.await(catalogueAsync());
    }

    @Override
    public CompletableFuture<Sourced<LabCatalogue>> catalogueAsync() {
        return skipped(UpstreamService.USER_PROGRESS, "catalogue");
    }

    @Override
    public Sourced<List<PopularLab>> popularLabs() {
        return Blocking.await(popularLabsAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<PopularLab>>> popularLabsAsync() {
        return skipped(UpstreamService.LAB_MONITORING, "popular");
    }

    @Override
    public Sourced<List<LabUtilization>> utilization() {
        return Blocking.await(utilizationAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<LabUtilization>>> utilizationAsync() {
        return skipped(UpstreamService.LAB_MONITORING, "utilization");
    }

    @Override
    public Sourced<UsageTrends> usageTrends(int days) {
        return Blocking.await(usageTrendsAsync(days));
    }

    @Override
    public CompletableFuture<Sourced<UsageTrends>> usageTrendsAsync(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days is " + days + ", but must be from 1 to " + MOST_DAYS);
        }
        return skipped(UpstreamService.USAGE_ANALYTICS, "trends");
    }

    @Override
    public Sourced<LabUsage> labUsage(String labType) {
        return Blocking.await(labUsageAsync(labType));
    }

    @Override
    public CompletableFuture<Sourced<LabUsage>> labUsageAsync(String labType) {
        Objects.requireNonNull(labType, "labType");
        return skipped(UpstreamService.USAGE_ANALYTICS, "usage/lab");
    }
}
