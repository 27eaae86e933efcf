package org.ar1.integration.jaxrs;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.ar1.integration.CampusAdapter;
import org.ar1.integration.InsightAdapter;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.IdleLab;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.insight.Window;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/** Three insights and one that is withheld, of three servers; what was asked for is noted. */
public final class FakeInsights implements InsightAdapter {

    static final String BUSIEST = "busiest_hour-8cfff466b5a2bd9d";
    static final String FORECAST = "saturation_forecast-0123456789abcdef";
    static final String IDLE = "idle_lab-fedcba9876543210";
    static final String WITHHELD = "saturation_forecast-00000000000000aa";
    static final String IDLE_NAME = "Quantum, Computing";

    private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");

    final List<InsightRequest> requests = new CopyOnWriteArrayList<>();
    volatile IntegrationStatus status = IntegrationStatus.SUCCESS;
    private final Map<ZoneId, InsightReport> reports = new LinkedHashMap<>();
    private final List<ServerCapacity> servers = table();
    private final @Nullable Throwable failure;

    public FakeInsights() {
        this(null);
    }

    private FakeInsights(@Nullable Throwable failure) {
        this.failure = failure;
    }

    public static FakeInsights failing(Throwable failure) {
        return new FakeInsights(failure);
    }

    /** The same object until something changes. */
    @Override
    public synchronized InsightReport report(InsightRequest request) {
        requests.add(request);
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        ZoneId zone = request.zone() == null ? ZoneOffset.UTC : request.zone();
        InsightReport last = reports.get(zone);
        if (last == null || last.integrationStatus() != status) {
            last = report(zone);
            reports.put(zone, last);
        }
        return last;
    }

    private InsightReport report(ZoneId zone) {
        boolean failed = status == IntegrationStatus.FAILED;
        SourceStatus source = Reports.source(failed ? Outcome.FAILED : Outcome.CACHED, failed ? null : TIME, 0);
        return new InsightReport(
                TIME,
                status,
                zone,
                failed ? null : new Window(TIME.minusSeconds(8 * 7 * 86_400L), TIME, 8, 1),
                failed ? List.of() : insights(),
                List.of(new Withheld(
                        WITHHELD,
                        InsightKind.SATURATION_FORECAST,
                        Subject.server(1),
                        ServerResource.DISK,
                        List.of(ReasonCode.NO_CAPACITY),
                        "max_disk of the server",
                        Map.of())),
                new JoinCoverage(1, List.of(), 1.0),
                List.of(source),
                null);
    }

    private static List<Insight> insights() {
        return List.of(
                new BusiestHour(
                        heading(BUSIEST, InsightKind.BUSIEST_HOUR, Severity.CRITICAL, Subject.server(3), "high", "p95"),
                        DayOfWeek.FRIDAY,
                        9,
                        1.0372,
                        0.99,
                        -0.0372,
                        48,
                        8,
                        8,
                        0.9,
                        0.5,
                        0.99,
                        1023.5,
                        1020.0,
                        1030.0),
                new IdleLab(
                        heading(IDLE, InsightKind.IDLE_LAB, Severity.WARNING, Subject.lab(IDLE_NAME), "low", "events"),
                        IDLE_NAME,
                        "quantum-computing",
                        List.of(8L),
                        List.of(8L),
                        30,
                        0L),
                new SaturationForecast(
                        heading(
                                FORECAST,
                                InsightKind.SATURATION_FORECAST,
                                Severity.INFO,
                                Subject.server(2),
                                "medium",
                                "days_left"),
                        55,
                        0.8496,
                        0.005006,
                        0.004975,
                        0.005046,
                        0.0006531,
                        55,
                        LocalDate.parse("2026-11-22"),
                        0.02,
                        1.0,
                        35,
                        ForecastStatus.CROSSES,
                        LocalDate.parse("2026-12-23"),
                        31,
                        LocalDate.parse("2026-12-16"),
                        LocalDate.parse("2026-12-23")));
    }

    private static Heading heading(
            String id, InsightKind kind, Severity severity, Subject subject, String confidence, String figure) {
        ConfidenceLevel level = ConfidenceLevel.valueOf(confidence.toUpperCase(Locale.ROOT));
        return new Heading(
                id,
                kind,
                severity,
                subject,
                null,
                "A claim about " + subject.name() + ".",
                new Figure(figure, 1.5, "fraction", 0.8),
                List.of(ReasonCode.RISING),
                severity == Severity.WARNING ? InsightState.WIDENED : InsightState.OK,
                List.of(),
                new Confidence(level, 8, 1.0, new Confidence.Stability(9, 9)),
                List.of(new Flip(figure, 1.5, 0.8, 0.7, "not listed")),
                List.of("performance/stats"));
    }

    private static List<ServerCapacity> table() {
        List<ServerCapacity> rows = new ArrayList<>();
        rows.add(server(3, ServerState.SATURATED, -0.0372, Finding.UNDER_PROVISIONED));
        rows.add(server(10, ServerState.OK, 0.5, Finding.RIGHT_SIZED));
        rows.add(server(2, ServerState.OK, null, null));
        return rows;
    }

    private static ServerCapacity server(
            long id, ServerState state, @Nullable Double headroom, @Nullable Finding finding) {
        return new ServerCapacity(
                id,
                "Server-" + id,
                state,
                2,
                headroom == null
                        ? null
                        : new ServerCapacity.Busiest(
                                ServerResource.CPU, DayOfWeek.MONDAY, 10, 1 - headroom, headroom, 144.38, 100, 7, 7),
                finding,
                null,
                null,
                1,
                1.0,
                8,
                ConfidenceLevel.HIGH,
                List.of(),
                List.of());
    }

    @Override
    public InsightView<Explanation> explain(String id, InsightRequest request) {
        InsightReport report = report(request);
        return report.insights().stream()
                .filter(insight -> insight.heading().id().equals(id))
                .findFirst()
                .map(insight -> new Explanation(
                        insight,
                        null,
                        "docs/insights.md#" + insight.heading().kind().id(),
                        List.of(new Explanation.Step("slot", "the largest of 3 rows", Map.of("rows", 3), 1.5))))
                .or(() -> report.withheld().stream()
                        .filter(none -> none.id().equals(id))
                        .findFirst()
                        .map(none -> new Explanation(
                                null, none, "docs/insights.md#" + none.kind().id(), List.of())))
                .map(explanation -> InsightView.of(report, explanation))
                .orElseThrow(() -> new UnknownInsightException(id));
    }

    @Override
    public InsightView<List<ServerCapacity>> servers(InsightRequest request) {
        InsightReport report = report(request);
        return InsightView.of(report, status == IntegrationStatus.FAILED ? List.of() : servers);
    }

    @Override
    public InsightView<WeeklyProfile> profile(long serverId, InsightRequest request) {
        InsightReport report = known(serverId, request);
        return InsightView.of(report, new WeeklyProfile(serverId, report.zone(), report.window(), Map.of()));
    }

    @Override
    public InsightView<Map<ServerResource, ServerForecast>> forecast(long serverId, InsightRequest request) {
        return InsightView.of(known(serverId, request), Map.of());
    }

    @Override
    public InsightView<QuietWindows> quietWindows(long serverId, int hours, InsightRequest request) {
        InsightReport report = known(serverId, request);
        return InsightView.of(
                report,
                new QuietWindows(
                        serverId,
                        hours,
                        1,
                        List.of(),
                        InsightState.OK,
                        List.of(),
                        List.of(),
                        new Confidence(ConfidenceLevel.HIGH, 8, 1.0, null),
                        List.of()));
    }

    @Override
    public InsightView<Move> placement(String labType, long from, long to, InsightRequest request) {
        known(from, request);
        InsightReport report = known(to, request);
        return InsightView.of(report, new Move(labType, from, to, null, null, null, MoveVerdict.UNKNOWN, null, null));
    }

    private InsightReport known(long serverId, InsightRequest request) {
        InsightReport report = report(request);
        if (servers.stream().noneMatch(server -> server.serverId() == serverId)) {
            throw new UnknownServerException(serverId);
        }
        return report;
    }

    public CampusAdapter campus() {
        return new CampusAdapter() {

            @Override
            public CampusReport report(InsightRequest request) {
                Map<String, LabType> types = new LinkedHashMap<>();
                for (LabType type : FakeLabTypes.ALL) {
                    types.put(type.labType(), type);
                }
                return new CampusReport(FakeInsights.this.report(request), types, Map.of());
            }

            @Override
            public CompletionStage<CampusReport> reportAsync(InsightRequest request) {
                return later(() -> report(request));
            }
        };
    }

    private static <T> CompletionStage<T> later(Supplier<T> result) {
        return CompletableFuture.completedFuture(result.get());
    }

    @Override
    public CompletionStage<InsightReport> reportAsync(InsightRequest request) {
        return later(() -> report(request));
    }

    @Override
    public CompletionStage<InsightView<Explanation>> explainAsync(String id, InsightRequest request) {
        return later(() -> explain(id, request));
    }

    @Override
    public CompletionStage<InsightView<List<ServerCapacity>>> serversAsync(InsightRequest request) {
        return later(() -> servers(request));
    }

    @Override
    public CompletionStage<InsightView<WeeklyProfile>> profileAsync(long serverId, InsightRequest request) {
        return later(() -> profile(serverId, request));
    }

    @Override
    public CompletionStage<InsightView<Map<ServerResource, ServerForecast>>> forecastAsync(
            long serverId, InsightRequest request) {
        return later(() -> forecast(serverId, request));
    }

    @Override
    public CompletionStage<InsightView<QuietWindows>> quietWindowsAsync(
            long serverId, int hours, InsightRequest request) {
        return later(() -> quietWindows(serverId, hours, request));
    }

    @Override
    public CompletionStage<InsightView<Move>> placementAsync(
            String labType, long from, long to, InsightRequest request) {
        return later(() -> placement(labType, from, to, request));
    }
}
