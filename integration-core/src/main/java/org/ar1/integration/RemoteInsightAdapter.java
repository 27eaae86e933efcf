package org.ar1.integration;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.internal.call.PathSegments;
import org.ar1.integration.internal.insight.CapacityTable;
import org.ar1.integration.internal.remote.Head;
import org.ar1.integration.internal.remote.Refusals;
import org.ar1.integration.internal.remote.RemoteService;
import org.ar1.integration.source.UndeterminedInsightException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.upstream.ServerResource;

/**
 * Asks an Integration Service for insights. The report, the table of servers and the campus are parts of one document,
 * and so of one moment.
 */
final class RemoteInsightAdapter implements InsightAdapter {

    private final RemoteService service;
    private final ZoneId campusZone;

    /**
     * The insights of a service.
     *
     * @param campusZone the zone of a report that the service did not give
     */
    RemoteInsightAdapter(RemoteService service, ZoneId campusZone) {
        this.service = service;
        this.campusZone = campusZone;
    }

    private CompletableFuture<CampusReport> campus(InsightRequest request) {
        ZoneId zone = request.zone();
        return service.get(
                RemoteKinds.campus(zone == null ? campusZone : zone),
                "/integration/campus" + zone(request, "?"),
                Refusals.NONE,
                request.isRefreshed(),
                request.traceparent());
    }

    private static String zone(InsightRequest request, String before) {
        ZoneId zone = request.zone();
        return zone == null ? "" : before + "zone=" + PathSegments.encode(zone.getId());
    }

    private <T> CompletableFuture<InsightView<T>> view(
            String path,
            InsightRequest request,
            Refusals refusals,
            Function<byte[], InsightView<T>> reader,
            Function<Head, RuntimeException> away) {
        String zone = zone(request, path.indexOf('?') < 0 ? "?" : "&");
        return service.get(
                RemoteKinds.view(reader, away), path + zone, refusals, request.isRefreshed(), request.traceparent());
    }

    private <T> CompletableFuture<InsightView<T>> ofServer(
            long serverId, String view, InsightRequest request, Function<byte[], InsightView<T>> reader) {
        return view(
                "/integration/servers/" + serverId + "/" + view,
                request,
                Refusals.NONE.ofServer(serverId),
                reader,
                undetermined(serverId));
    }

    private static Function<Head, RuntimeException> undetermined(long serverId) {
        return head -> new UndeterminedServerException(
                serverId, Objects.requireNonNullElse(head.retryAfter(), Duration.ZERO), head.sources());
    }

    /** The campus of the same document. */
    CampusAdapter campus() {
        return this::campus;
    }

    @Override
    public CompletableFuture<InsightReport> reportAsync(InsightRequest request) {
        return campus(request).thenApply(CampusReport::insights);
    }

    /**
     * The path of an empty identifier may be that of the list, so it is not asked for.
     *
     * @return fails with an {@link UndeterminedInsightException} while the service does not answer
     */
    @Override
    public CompletableFuture<InsightView<Explanation>> explainAsync(String id, InsightRequest request) {
        if (id.isEmpty()) {
            service.requireOpen();
            return CompletableFuture.failedFuture(new UnknownInsightException(id));
        }
        return view(
                "/integration/insights/" + PathSegments.encode(id),
                request,
                Refusals.NONE.ofInsight(id),
                InsightJson::readExplanation,
                head -> new UndeterminedInsightException(
                        id, Objects.requireNonNullElse(head.retryAfter(), Duration.ZERO), head.sources()));
    }

    @Override
    public CompletableFuture<InsightView<List<ServerCapacity>>> serversAsync(InsightRequest request) {
        return campus(request).thenApply(campus -> InsightView.of(campus.insights(), capacities(campus)));
    }

    private static List<ServerCapacity> capacities(CampusReport campus) {
        return campus.servers().values().stream()
                .map(CampusServer::capacity)
                .filter(Objects::nonNull)
                .sorted(CapacityTable.LEAST_HEADROOM_FIRST)
                .toList();
    }

    @Override
    public CompletableFuture<InsightView<WeeklyProfile>> profileAsync(long serverId, InsightRequest request) {
        return ofServer(serverId, "profile", request, InsightJson::readProfile);
    }

    @Override
    public CompletableFuture<InsightView<Map<ServerResource, ServerForecast>>> forecastAsync(
            long serverId, InsightRequest request) {
        return ofServer(serverId, "forecast", request, InsightJson::readForecast);
    }

    @Override
    public CompletableFuture<InsightView<QuietWindows>> quietWindowsAsync(
            long serverId, int hours, InsightRequest request) {
        DefaultInsightAdapter.requireHours(hours);
        return ofServer(serverId, "quiet-windows?hours=" + hours, request, InsightJson::readQuietWindows);
    }

    /** A service that does not say which of two servers it does not know is taken to mean the first. */
    @Override
    public CompletableFuture<InsightView<Move>> placementAsync(
            String labType, long from, long to, InsightRequest request) {
        Objects.requireNonNull(labType, "labType");
        return view(
                "/integration/placement?lab_type=" + PathSegments.encode(labType) + "&from=" + from + "&to=" + to,
                request,
                Refusals.NONE.ofLabType(labType).ofServer(from),
                InsightJson::readMove,
                undetermined(from));
    }
}
