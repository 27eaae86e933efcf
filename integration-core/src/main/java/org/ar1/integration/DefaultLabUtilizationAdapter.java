package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.assemble.LabUtilizationGatherer;
import org.ar1.integration.internal.assemble.ReportContext;
import org.ar1.integration.internal.assemble.ReportMemo;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;

final class DefaultLabUtilizationAdapter implements LabUtilizationAdapter {

    private static final int MOST_DAYS = 3650;

    private final ReportContext context;
    private final ServiceClients clients;
    private final ReportMemo<LabUtilizationReport> reports;
    private final LabUtilizationGatherer refresher;

    DefaultLabUtilizationAdapter(ReportContext context, ReportContext refreshing) {
        this.context = context;
        this.clients = context.clients();
        this.reports = new ReportMemo<>(
                context.reader(),
                LabUtilizationReport::sources,
                DefaultLabUtilizationAdapter::rows,
                new LabUtilizationGatherer(context)::gather);
        this.refresher = new LabUtilizationGatherer(refreshing);
    }

    private static int rows(LabUtilizationReport report) {
        return report.labUsage().size()
                + report.infrastructureInsights().popularLabs().size()
                + report.infrastructureInsights().utilization().values().stream()
                        .mapToInt(type -> type.labs().size())
                        .sum();
    }

    /** The reports that are given again until a source changes. */
    int keptReports() {
        return reports.size();
    }

    @Override
    public LabUtilizationReport report(ReportRequest request) {
        context.requireOpen();
        LabUtilizationReport last = request.isRefreshed() ? null : reports.peek(request.labType());
        return last != null ? last : Blocking.await(reportAsync(request));
    }

    @Override
    public CompletableFuture<LabUtilizationReport> reportAsync(ReportRequest request) {
        context.requireOpen();
        return context.handedOver(
                request.isRefreshed()
                        ? refresher.gather(request.labType(), request.traceparent())
                        : reports.get(request.labType(), request.traceparent()));
    }

    @Override
    public CompletableFuture<Sourced<LabCatalogue>> catalogueAsync() {
        return context.handedOver(context.read(clients.userProgress()::catalogue));
    }

    @Override
    public CompletableFuture<Sourced<List<PopularLab>>> popularLabsAsync() {
        return context.handedOver(context.read(clients.labMonitoring()::popular));
    }

    @Override
    public CompletableFuture<Sourced<List<LabUtilization>>> utilizationAsync() {
        return context.handedOver(context.read(clients.labMonitoring()::utilization));
    }

    static void requireDays(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days is " + days + ", but must be from 1 to " + MOST_DAYS);
        }
    }

    @Override
    public CompletableFuture<Sourced<UsageTrends>> usageTrendsAsync(int days) {
        requireDays(days);
        return context.handedOver(
                context.read(deadline -> clients.usageAnalytics().trends(days, deadline)));
    }

    @Override
    public CompletableFuture<Sourced<LabUsage>> labUsageAsync(String labType) {
        return context.handedOver(
                clients.usageAnalytics().labUsage(Objects.requireNonNull(labType, "labType"), context.deadline()));
    }
}
