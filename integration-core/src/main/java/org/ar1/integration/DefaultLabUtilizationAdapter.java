package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.client.ServiceClients;
import org.ar1.integration.internal.gather.Gathering;
import org.ar1.integration.internal.gather.LabUtilizationGatherer;
import org.ar1.integration.internal.gather.ReportMemo;
import org.ar1.integration.internal.gather.SingleCalls;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;

final class DefaultLabUtilizationAdapter implements LabUtilizationAdapter {

    private static final int MOST_DAYS = 3650;

    private final Gathering gathering;
    private final ServiceClients clients;
    private final ReportMemo<LabUtilizationReport> reports;
    private final Gathering refreshing;
    private final LabUtilizationGatherer refresher;
    private final Runnable onClose;

    DefaultLabUtilizationAdapter(Gathering gathering, Gathering refreshing, Runnable onClose) {
        this.gathering = gathering;
        this.clients = gathering.clients();
        this.reports = new ReportMemo<>(
                gathering.reader(), LabUtilizationReport::sources, new LabUtilizationGatherer(gathering)::gather);
        this.refreshing = refreshing;
        this.refresher = new LabUtilizationGatherer(refreshing);
        this.onClose = onClose;
    }

    DefaultLabUtilizationAdapter closing(Runnable action) {
        return new DefaultLabUtilizationAdapter(gathering, refreshing, action);
    }

    @Override
    public LabUtilizationReport report() {
        gathering.requireOpen();
        LabUtilizationReport last = reports.peek(null);
        return last != null ? last : Blocking.await(reportAsync());
    }

    @Override
    public CompletableFuture<LabUtilizationReport> reportAsync() {
        gathering.requireOpen();
        return gathering.handedOver(reports.get(null));
    }

    @Override
    public LabUtilizationReport report(String labType) {
        gathering.requireOpen();
        LabUtilizationReport last = reports.peek(Objects.requireNonNull(labType, "labType"));
        return last != null ? last : Blocking.await(reportAsync(labType));
    }

    @Override
    public CompletableFuture<LabUtilizationReport> reportAsync(String labType) {
        gathering.requireOpen();
        return gathering.handedOver(reports.get(Objects.requireNonNull(labType, "labType")));
    }

    @Override
    public LabUtilizationReport refreshedReport() {
        return Blocking.await(refreshedReportAsync());
    }

    @Override
    public CompletableFuture<LabUtilizationReport> refreshedReportAsync() {
        return gathering.handedOver(refresher.gather(null));
    }

    @Override
    public LabUtilizationReport refreshedReport(String labType) {
        return Blocking.await(refreshedReportAsync(labType));
    }

    @Override
    public CompletableFuture<LabUtilizationReport> refreshedReportAsync(String labType) {
        return gathering.handedOver(refresher.gather(Objects.requireNonNull(labType, "labType")));
    }

    @Override
    public Sourced<LabCatalogue> catalogue() {
        return Blocking.await(catalogueAsync());
    }

    @Override
    public CompletableFuture<Sourced<LabCatalogue>> catalogueAsync() {
        return gathering.handedOver(SingleCalls.list(gathering, clients.userProgress()::catalogue));
    }

    @Override
    public Sourced<List<PopularLab>> popularLabs() {
        return Blocking.await(popularLabsAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<PopularLab>>> popularLabsAsync() {
        return gathering.handedOver(SingleCalls.list(gathering, clients.labMonitoring()::popular));
    }

    @Override
    public Sourced<List<LabUtilization>> utilization() {
        return Blocking.await(utilizationAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<LabUtilization>>> utilizationAsync() {
        return gathering.handedOver(SingleCalls.list(gathering, clients.labMonitoring()::utilization));
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
        return gathering.handedOver(
                SingleCalls.list(gathering, deadline -> clients.usageAnalytics().trends(days, deadline)));
    }

    @Override
    public Sourced<LabUsage> labUsage(String labType) {
        return Blocking.await(labUsageAsync(labType));
    }

    @Override
    public CompletableFuture<Sourced<LabUsage>> labUsageAsync(String labType) {
        return gathering.handedOver(SingleCalls.judged(gathering, clients.usageAnalytics()::labUsage, labType));
    }

    @Override
    public void close() {
        onClose.run();
    }
}
