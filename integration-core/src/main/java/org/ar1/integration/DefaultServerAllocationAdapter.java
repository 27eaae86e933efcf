package org.ar1.integration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.client.ServiceClients;
import org.ar1.integration.internal.fetch.Read;
import org.ar1.integration.internal.gather.Gathering;
import org.ar1.integration.internal.gather.ReportMemo;
import org.ar1.integration.internal.gather.ServerAllocationGatherer;
import org.ar1.integration.internal.gather.SingleCalls;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UserPerformance;

final class DefaultServerAllocationAdapter implements ServerAllocationAdapter {

    private final Gathering gathering;
    private final ServiceClients clients;
    private final ReportMemo<ServerAllocationReport> reports;
    private final Gathering refreshing;
    private final ServerAllocationGatherer refresher;
    private final Runnable onClose;

    DefaultServerAllocationAdapter(Gathering gathering, Gathering refreshing, Runnable onClose) {
        this.gathering = gathering;
        this.clients = gathering.clients();
        this.reports = new ReportMemo<>(
                gathering.reader(), ServerAllocationReport::sources, new ServerAllocationGatherer(gathering)::gather);
        this.refreshing = refreshing;
        this.refresher = new ServerAllocationGatherer(refreshing);
        this.onClose = onClose;
    }

    DefaultServerAllocationAdapter closing(Runnable action) {
        return new DefaultServerAllocationAdapter(gathering, refreshing, action);
    }

    @Override
    public ServerAllocationReport report() {
        gathering.requireOpen();
        ServerAllocationReport last = reports.peek(null);
        return last != null ? last : Blocking.await(reportAsync());
    }

    @Override
    public CompletableFuture<ServerAllocationReport> reportAsync() {
        gathering.requireOpen();
        return gathering.handedOver(reports.get(null));
    }

    @Override
    public ServerAllocationReport report(String labType) {
        gathering.requireOpen();
        ServerAllocationReport last = reports.peek(Objects.requireNonNull(labType, "labType"));
        return last != null ? last : Blocking.await(reportAsync(labType));
    }

    @Override
    public CompletableFuture<ServerAllocationReport> reportAsync(String labType) {
        gathering.requireOpen();
        return gathering.handedOver(reports.get(Objects.requireNonNull(labType, "labType")));
    }

    @Override
    public ServerAllocationReport refreshedReport() {
        return Blocking.await(refreshedReportAsync());
    }

    @Override
    public CompletableFuture<ServerAllocationReport> refreshedReportAsync() {
        return gathering.handedOver(refresher.gather(null));
    }

    @Override
    public ServerAllocationReport refreshedReport(String labType) {
        return Blocking.await(refreshedReportAsync(labType));
    }

    @Override
    public CompletableFuture<ServerAllocationReport> refreshedReportAsync(String labType) {
        return gathering.handedOver(refresher.gather(Objects.requireNonNull(labType, "labType")));
    }

    @Override
    public Sourced<List<Server>> servers() {
        return Blocking.await(serversAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<Server>>> serversAsync() {
        return gathering.handedOver(
                clients.resourceAllocation().servers(gathering.deadline()).thenApply(Read::sourced));
    }

    @Override
    public Sourced<List<Allocation>> allocations() {
        return Blocking.await(allocationsAsync());
    }

    @Override
    public CompletableFuture<Sourced<List<Allocation>>> allocationsAsync() {
        return gathering.handedOver(SingleCalls.list(gathering, clients.resourceAllocation()::allocations));
    }

    @Override
    public Sourced<ServerStatistics> serverStatistics() {
        return Blocking.await(serverStatisticsAsync());
    }

    @Override
    public CompletableFuture<Sourced<ServerStatistics>> serverStatisticsAsync() {
        return gathering.handedOver(
                clients.performance().statistics(gathering.deadline()).thenApply(Read::sourced));
    }

    @Override
    public Sourced<List<PeakTime>> peakTimes(long serverId) {
        return Blocking.await(peakTimesAsync(serverId));
    }

    @Override
    public CompletableFuture<Sourced<List<PeakTime>>> peakTimesAsync(long serverId) {
        return gathering.handedOver(
                clients.performance().peaks(serverId, gathering.deadline()).thenApply(Read::sourced));
    }

    @Override
    public Sourced<LabPerformance> labPerformance(String labType) {
        return Blocking.await(labPerformanceAsync(labType));
    }

    @Override
    public CompletableFuture<Sourced<LabPerformance>> labPerformanceAsync(String labType) {
        return gathering.handedOver(
                SingleCalls.judged(gathering, clients.performanceReporting()::labPerformance, labType));
    }

    @Override
    public Sourced<UserPerformance> userPerformance(String userId) {
        return Blocking.await(userPerformanceAsync(userId));
    }

    @Override
    public CompletableFuture<Sourced<UserPerformance>> userPerformanceAsync(String userId) {
        return gathering.handedOver(clients.performanceReporting()
                .userPerformance(Objects.requireNonNull(userId, "userId"), gathering.deadline())
                .thenApply(Read::believed));
    }

    @Override
    public void close() {
        onClose.run();
    }
}
