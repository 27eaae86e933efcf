package org.ar1.integration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.internal.assemble.InsightAnswer;
import org.ar1.integration.internal.assemble.InsightGatherer;
import org.ar1.integration.internal.assemble.InsightMemo;
import org.ar1.integration.internal.assemble.InsightSnapshot;
import org.ar1.integration.internal.assemble.ReportContext;
import org.ar1.integration.internal.assemble.ReportMemo;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

final class DefaultInsightAdapter implements InsightAdapter {

    private static final int MOST_HOURS = 12;

    private final ReportContext context;
    private final ReportMemo<InsightAnswer> answers;
    private final InsightGatherer refresher;

    DefaultInsightAdapter(ReportContext context, ReportContext refreshing) {
        InsightMemo memo = new InsightMemo();
        this.context = context;
        this.answers = new ReportMemo<>(
                context.reader(),
                answer -> answer.snapshot().report().sources(),
                answer -> 1,
                InsightMemo.MOST_ZONES - 1, // that of the campus is kept beside them
                InsightAnswer::until,
                new InsightGatherer(context, memo)::gather);
        this.refresher = new InsightGatherer(refreshing, memo);
    }

    /** The reports that are given again until a source changes. */
    int keptReports() {
        return answers.size();
    }

    /** The zone of the campus goes without an id, whether a request states it or not. */
    private @Nullable String zone(InsightRequest request) {
        return request.zone() == null || request.zone().equals(context.config().campusZone())
                ? null
                : request.zone().getId();
    }

    private @Nullable InsightSnapshot known(InsightRequest request) {
        context.requireOpen();
        InsightAnswer last = request.isRefreshed() ? null : answers.peek(zone(request));
        return last == null ? null : last.snapshot();
    }

    private CompletableFuture<InsightSnapshot> snapshot(InsightRequest request) {
        context.requireOpen();
        String zone = zone(request);
        CompletableFuture<InsightAnswer> answer = request.isRefreshed()
                ? refresher.gather(zone, request.traceparent())
                : answers.get(zone, request.traceparent());
        return answer.thenApply(InsightAnswer::snapshot);
    }

    /** A part of the snapshot, without another thread while the last snapshot is current. */
    private <T> T read(InsightRequest request, Function<InsightSnapshot, T> part) {
        InsightSnapshot known = known(request);
        return known != null ? part.apply(known) : Blocking.await(view(request, part));
    }

    /** What is computed on demand is computed where a caller's own code may run, too. */
    private <T> CompletableFuture<T> view(InsightRequest request, Function<InsightSnapshot, T> part) {
        return snapshot(request).thenApplyAsync(part, context.callbacks());
    }

    /** The campus of the same reads. */
    CampusAdapter campus() {
        return new CampusAdapter() {
            @Override
            public CampusReport report(InsightRequest request) {
                return read(request, InsightSnapshot::campus);
            }

            @Override
            public CompletableFuture<CampusReport> reportAsync(InsightRequest request) {
                return view(request, InsightSnapshot::campus);
            }
        };
    }

    @Override
    public InsightReport report(InsightRequest request) {
        InsightSnapshot known = known(request);
        return known != null ? known.report() : Blocking.await(reportAsync(request));
    }

    @Override
    public CompletableFuture<InsightReport> reportAsync(InsightRequest request) {
        return context.handedOver(snapshot(request).thenApply(InsightSnapshot::report));
    }

    @Override
    public InsightView<Explanation> explain(String id, InsightRequest request) {
        Objects.requireNonNull(id, "id");
        return read(request, snapshot -> snapshot.explain(id));
    }

    @Override
    public CompletableFuture<InsightView<Explanation>> explainAsync(String id, InsightRequest request) {
        Objects.requireNonNull(id, "id");
        return view(request, snapshot -> snapshot.explain(id));
    }

    @Override
    public InsightView<List<ServerCapacity>> servers(InsightRequest request) {
        return read(request, InsightSnapshot::servers);
    }

    @Override
    public CompletableFuture<InsightView<List<ServerCapacity>>> serversAsync(InsightRequest request) {
        return view(request, InsightSnapshot::servers);
    }

    @Override
    public InsightView<WeeklyProfile> profile(long serverId, InsightRequest request) {
        return read(request, snapshot -> snapshot.profile(serverId));
    }

    @Override
    public CompletableFuture<InsightView<WeeklyProfile>> profileAsync(long serverId, InsightRequest request) {
        return view(request, snapshot -> snapshot.profile(serverId));
    }

    @Override
    public InsightView<Map<ServerResource, ServerForecast>> forecast(long serverId, InsightRequest request) {
        return read(request, snapshot -> snapshot.forecast(serverId));
    }

    @Override
    public CompletableFuture<InsightView<Map<ServerResource, ServerForecast>>> forecastAsync(
            long serverId, InsightRequest request) {
        return view(request, snapshot -> snapshot.forecast(serverId));
    }

    @Override
    public InsightView<QuietWindows> quietWindows(long serverId, int hours, InsightRequest request) {
        requireHours(hours);
        return read(request, snapshot -> snapshot.quietWindows(serverId, hours));
    }

    @Override
    public CompletableFuture<InsightView<QuietWindows>> quietWindowsAsync(
            long serverId, int hours, InsightRequest request) {
        requireHours(hours);
        return view(request, snapshot -> snapshot.quietWindows(serverId, hours));
    }

    static void requireHours(int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new IllegalArgumentException("hours is " + hours + ", but must be from 1 to " + MOST_HOURS);
        }
    }

    @Override
    public InsightView<Move> placement(String labType, long from, long to, InsightRequest request) {
        Objects.requireNonNull(labType, "labType");
        return read(request, snapshot -> snapshot.placement(labType, from, to));
    }

    @Override
    public CompletableFuture<InsightView<Move>> placementAsync(
            String labType, long from, long to, InsightRequest request) {
        Objects.requireNonNull(labType, "labType");
        return view(request, snapshot -> snapshot.placement(labType, from, to));
    }
}
