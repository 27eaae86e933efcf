package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.insight.InsightInputs;
import org.ar1.integration.internal.insight.Insights;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/**
 * Gathers insights from the sources of both reports, and from those that they alone need: the trends of four weeks and
 * the labs of Resource Allocation. Thread-safe.
 */
public final class InsightGatherer {

    private final ReportContext context;
    private final ServiceClients clients;
    private final InsightMemo memo;

    /**
     * Gathers with this context.
     *
     * @param memo keeps the insights that were computed, for this gatherer and others
     */
    public InsightGatherer(ReportContext context, InsightMemo memo) {
        this.context = context;
        this.clients = context.clients();
        this.memo = memo;
    }

    /**
     * Gathers the insights. While they are computed, the ones before are given to callers who have waited for the
     * refresh patience.
     *
     * @param zone the id of the zone of days and hours; null for that of the campus
     * @param traceparent the trace that fetches belong to; null for none
     */
    public CompletableFuture<InsightAnswer> gather(@Nullable String zone, @Nullable String traceparent) {
        ZoneId hours = zone == null ? context.config().campusZone() : ZoneId.of(zone);
        return new Round(context.deadline().forTrace(traceparent))
                .sources()
                .thenComposeAsync(sources -> answer(sources, hours), context.callbacks());
    }

    private CompletableFuture<InsightAnswer> answer(InsightSources sources, ZoneId zone) {
        Instant now = context.reader().now();
        Duration retryAfter = context.retryAfter();
        InsightInputs inputs = sources.inputs(context.resolver(), context.config(), now, zone);
        CompletableFuture<InsightAnswer> answer = memo.insights(inputs, context.callbacks())
                .thenApply(insights -> {
                    InsightSnapshot snapshot = new InsightSnapshot(
                            context.built(report(insights, sources, now, zone, retryAfter), null),
                            insights,
                            inputs,
                            sources,
                            retryAfter);
                    memo.note(snapshot);
                    return new InsightAnswer(snapshot, InsightMemo.nextMark(now));
                });
        InsightSnapshot before = memo.latest(zone);
        return before == null || answer.isDone()
                ? answer
                : answer.completeOnTimeout(
                        new InsightAnswer(before, Instant.EPOCH), // given now, but not kept
                        context.config().refreshPatience().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private InsightReport report(
            Insights insights, InsightSources sources, Instant now, ZoneId zone, Duration retryAfter) {
        SourceLines lines = sources.lines(context.resolver(), now);
        IntegrationStatus status = lines.status();
        return new InsightReport(
                now,
                status,
                zone,
                insights.window(),
                insights.listed(),
                insights.withheld(),
                insights.join(),
                lines.lines(),
                status == IntegrationStatus.FAILED ? retryAfter : null);
    }

    /** One round of reads under way; its lists are asked when it is made. */
    private final class Round {

        private final Deadline deadline;
        private final Reading<LabCatalogue> catalogue;
        private final Reading<List<Allocation>> allocations;
        private final CompletableFuture<Sourced<List<Server>>> servers;
        private final CompletableFuture<Sourced<ServerStatistics>> statistics;
        private final CompletableFuture<Sourced<UsageTrends>> trends;
        private final CompletableFuture<Sourced<List<PopularLab>>> popular;
        private final CompletableFuture<Sourced<List<LabUtilization>>> utilization;
        private final CompletableFuture<Sourced<List<InfrastructureLab>>> labs;
        private final NamedCalls calls;

        Round(Deadline deadline) {
            this.deadline = deadline;
            this.catalogue = clients.userProgress().catalogue(deadline);
            this.allocations = clients.resourceAllocation().allocations(deadline);
            this.servers = clients.resourceAllocation().servers(deadline);
            this.statistics = clients.performance().statistics(deadline);
            this.trends = clients.usageAnalytics()
                    .trends(ReportContext.TREND_DAYS, deadline)
                    .by(deadline);
            this.popular = clients.labMonitoring().popular(deadline).by(deadline);
            this.utilization = clients.labMonitoring().utilization(deadline).by(deadline);
            this.labs = clients.resourceAllocation().labs(deadline);
            this.calls = new NamedCalls(context, deadline, any -> true, catalogue, allocations);
        }

        CompletableFuture<InsightSources> sources() {
            CompletableFuture<Sourced<LabCatalogue>> known = catalogue.by(deadline);
            CompletableFuture<Sourced<List<Allocation>>> rows = allocations.by(deadline);
            CompletableFuture<Map<String, Sourced<LabPerformance>>> performance = calls.performance();
            CompletableFuture<Map<Long, Sourced<SessionStarts>>> starts = calls.ofServers(this::starts);
            CompletableFuture<List<Sourced<UsageTrends>>> weekly =
                    clients.usageAnalytics().weeklyTrends(deadline);
            return ReportContext.all(List.of(
                            known,
                            rows,
                            servers,
                            statistics,
                            trends,
                            popular,
                            utilization,
                            labs,
                            performance,
                            starts,
                            weekly))
                    .thenApply(done -> new InsightSources(
                            statistics.join(),
                            servers.join(),
                            rows.join(),
                            labs.join(),
                            starts.join(),
                            popular.join(),
                            utilization.join(),
                            trends.join(),
                            weekly.join(),
                            performance.join(),
                            known.join()));
        }

        private CompletableFuture<Sourced<SessionStarts>> starts(long serverId, Deadline by) {
            return clients.performance().serverPeaks(serverId, by).thenApply(peaks -> peaks.map(ServerPeaks::starts));
        }
    }
}
