package org.ar1.integration;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.ar1.integration.upstream.ServerResource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InsightAdapterTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");
    private static final InsightRequest STANDARD = InsightRequest.standard();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(NOW).historyDays(15).start();
        client = client(TestClients.config(campus).build());
    }

    private IntegrationClient client(IntegrationConfig config) {
        return IntegrationClient.builder().config(config).clock(clock::get).build();
    }

    @AfterEach
    void stop() {
        client.close();
        campus.close();
    }

    private InsightAdapter insights() {
        return client.insights();
    }

    private void later(Duration time) {
        clock.set(clock.get().plus(time));
    }

    private static List<InsightKind> kindsWithheldFor(InsightReport report, String needs) {
        return report.withheld().stream()
                .filter(none -> none.reasonCodes().contains(ReasonCode.SOURCE_FAILED))
                .filter(none -> needs.equals(none.needs()))
                .map(Withheld::kind)
                .toList();
    }

    private static BusiestHour busiest(InsightReport report) {
        return report.insights().stream()
                .filter(BusiestHour.class::isInstance)
                .map(BusiestHour.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsWrongOnTheCampusIsFound() {
        InsightReport report = insights().report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(report.timestamp()).isEqualTo(NOW);
        assertThat(report.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(report.window().to()).isEqualTo(Instant.parse("2026-11-16T09:10:00Z"));
        assertThat(report.retryAfter()).isNull();
        assertThat(report.insights())
                .extracting(
                        insight -> insight.heading().kind(),
                        insight -> insight.heading().subject().key())
                .contains(
                        tuple(InsightKind.BUSIEST_HOUR, "3"),
                        tuple(InsightKind.SUSTAINED_LOAD, "3"),
                        tuple(InsightKind.DEMAND_AT_RISK, "3"),
                        tuple(InsightKind.DATA_HEALTH, "6"),
                        tuple(InsightKind.DATA_HEALTH, "8"),
                        tuple(InsightKind.DATA_HEALTH, "Blockchain"),
                        tuple(InsightKind.DATA_HEALTH, "Filesystem"),
                        tuple(InsightKind.DEMAND_MISMATCH, "terraform"),
                        tuple(InsightKind.IDLE_LAB, "OPERATING SYSTEMS"));
    }

    @Test
    void nothingIsAskedThatTheReportsHaveReadButTheLabsAndTheWeeklyTrends() {
        client.labUtilization().report();
        client.serverAllocation().report();
        campus.resetCounts();

        insights().report();
        insights().servers();
        client.campus().report();

        assertThat(campus.requestCounts(SampleService.USAGE_ANALYTICS))
                .containsOnly(
                        entry("/analytics/trends?days=7", 1),
                        entry("/analytics/trends?days=14", 1),
                        entry("/analytics/trends?days=21", 1),
                        entry("/analytics/trends?days=28", 1));
        assertThat(campus.requestCounts(SampleService.RESOURCE_ALLOCATION)).containsOnly(entry("/labs", 1));
        for (SampleService service : List.of(
                SampleService.LAB_MONITORING,
                SampleService.PERFORMANCE,
                SampleService.PERFORMANCE_REPORTING,
                SampleService.USER_PROGRESS)) {
            assertThat(campus.requests(service)).as("calls of " + service).isZero();
        }
    }

    @Test
    void theTrendsOfTheWeeksAreAskedOnceAnHour() {
        insights().report();
        campus.resetCounts();
        later(Duration.ofMinutes(59));
        insights().report();

        assertThat(campus.requestCounts(SampleService.USAGE_ANALYTICS))
                .containsOnly(entry("/analytics/trends?days=30", 1));

        later(Duration.ofMinutes(1));
        insights().report();
        assertThat(campus.requests(SampleService.USAGE_ANALYTICS, "/analytics/trends?days=28"))
                .isOne();
    }

    @Test
    void everySourceIsNamedAsInTheOtherReports() {
        assertThat(insights().report().sources())
                .extracting(source -> source.service().id() + "/" + source.resource())
                .containsExactly(
                        "performance/stats",
                        "resource-allocation/servers",
                        "resource-allocation/allocations",
                        "resource-allocation/labs",
                        "performance/peaks",
                        "lab-monitoring/popular",
                        "lab-monitoring/over-under-utilized",
                        "usage-analytics/trends",
                        "usage-analytics/trends-7",
                        "usage-analytics/trends-14",
                        "usage-analytics/trends-21",
                        "usage-analytics/trends-28",
                        "performance-reporting/performance/lab",
                        "user-progress/catalogue");
        List<SourceStatus> others = client.serverAllocation().report().sources();
        assertThat(insights().report().sources()).containsAll(others);
    }

    @Test
    void itIsTheSameReportUntilASourceChanges() {
        insights().report();
        InsightReport report = insights().report();
        later(Duration.ofMinutes(5).minusMillis(1));

        assertThat(insights().report()).isSameAs(report);
        assertThat(insights().reportAsync(STANDARD).toCompletableFuture().join())
                .isSameAs(report);
        assertThat(client.campus().report().insights()).isSameAs(report);
        assertThat(client.campus().report()).isSameAs(client.campus().report());

        later(Duration.ofMillis(1));
        assertThat(insights().report().timestamp()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void theInsightsAreNotComputedAgainForValuesThatAreEqual() {
        InsightReport first = insights().report();
        InsightReport fromMemory = insights().report();
        later(Duration.ofMinutes(6));
        InsightReport fetchedAgain = insights().report();

        assertThat(busiest(fromMemory)).isSameAs(busiest(first));
        assertThat(busiest(fetchedAgain)).isSameAs(busiest(first));
        assertThat(fetchedAgain.sources()).extracting(SourceStatus::outcome).contains(Outcome.LIVE);
    }

    @Test
    void theyAreComputedAgainEveryTenMinutesBecauseSomeDependOnTheTime() {
        try (IntegrationClient lasting = client(TestClients.config(campus)
                .cacheDuration(Duration.ofHours(2))
                .historyCacheDuration(Duration.ofHours(2))
                .build())) {
            lasting.insights().report();
            InsightReport report = lasting.insights().report();
            clock.set(Instant.parse("2026-11-16T09:09:59.999Z"));
            assertThat(lasting.insights().report()).isSameAs(report);

            clock.set(Instant.parse("2026-11-16T09:10:00Z"));
            InsightReport next = lasting.insights().report();
            assertThat(next.timestamp()).isEqualTo(clock.get());
            assertThat(next.insights()).isEqualTo(report.insights());
            assertThat(busiest(next)).isNotSameAs(busiest(report));
        }
    }

    @Test
    void whileTheyAreComputedReadersGetThoseBefore() {
        CountDownLatch computed = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean();
        LabTypeResolver resolver = (name, catalogue) -> {
            // It stands on no server, so that only the insights ask for its type.
            if (slow.get() && name.equals("Blockchain")) {
                try {
                    computed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return LabTypeResolver.standard().resolve(name, catalogue);
        };
        try (IntegrationClient waiting = IntegrationClient.builder()
                .config(TestClients.config(campus)
                        .refreshPatience(Duration.ofMillis(1))
                        .build())
                .labTypeResolver(resolver)
                .clock(clock::get)
                .build()) {
            waiting.insights().report();
            InsightReport before =
                    waiting.insights().report(InsightRequest.standard().refreshed());
            slow.set(true);
            clock.set(Instant.parse("2026-11-16T09:10:00Z"));

            assertThat(waiting.insights().report()).isSameAs(before);
            assertThat(waiting.insights().report()).isSameAs(before);

            computed.countDown();
            InsightReport after =
                    waiting.insights().report(InsightRequest.standard().refreshed());
            assertThat(after.timestamp()).isEqualTo(clock.get());
            assertThat(waiting.insights().report().timestamp()).isEqualTo(clock.get());
        }
    }

    @Test
    void aSourceThatFailedWithholdsWhatNeedsIt() {
        campus.fault(SampleService.LAB_MONITORING, "/monitor/labs/popular", Fault.status(500));

        InsightReport report = insights().report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(kindsWithheldFor(report, "lab-monitoring/popular"))
                .containsExactlyInAnyOrder(InsightKind.PLACEMENT, InsightKind.DEMAND_MISMATCH);
        assertThat(busiest(report).heading().subject().key()).isEqualTo("3");
    }

    @Test
    void theTrendsOfOneWeekFailed() {
        campus.answer(SampleService.USAGE_ANALYTICS, "/analytics/trends?days=21", 500, "text/plain", "no");

        InsightReport report = insights().report();

        assertThat(report.withheld())
                .filteredOn(none -> none.reasonCodes().contains(ReasonCode.SOURCE_FAILED))
                .extracting(Withheld::kind)
                .containsExactly(InsightKind.DEMAND_CHANGE);
    }

    @Test
    void theLabsOfResourceAllocationAreOptional() {
        campus.fault(SampleService.RESOURCE_ALLOCATION, "/labs", Fault.status(500));

        InsightReport report = insights().report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(report.withheld()).noneMatch(none -> none.reasonCodes().contains(ReasonCode.SOURCE_FAILED));
    }

    @Test
    void allServicesFailed() {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.status(500));
        }

        InsightReport report = insights().report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(report.retryAfter()).isNotNull();
        assertThat(report.insights()).isEmpty();
        assertThat(report.window()).isNull();
        assertThat(report.withheld()).hasSize(InsightKind.values().length - 1); // but that of quiet windows
        assertThat(insights().servers().value()).isEmpty();
        assertThat(client.campus().report().labTypes()).isEmpty();
    }

    @Test
    void everyInsightAndWhatIsWithheldIsExplained() {
        InsightReport report = insights().report();

        for (Insight insight : report.insights()) {
            assertThat(insights().explain(insight.heading().id()).value().insight())
                    .isEqualTo(insight);
        }
        for (Withheld none : report.withheld()) {
            assertThat(insights().explain(none.id()).value().withheld()).isEqualTo(none);
        }
        assertThatExceptionOfType(UnknownInsightException.class)
                .isThrownBy(() -> insights().explain("busiest_hour-0000000000000000"))
                .satisfies(unknown -> assertThat(unknown.id()).isEqualTo("busiest_hour-0000000000000000"));
    }

    @Test
    void viewsSayWhichReportTheyAreOf() {
        InsightView<List<ServerCapacity>> servers = insights().servers(InsightRequest.in(BERLIN));
        InsightReport report = insights().report(InsightRequest.in(BERLIN));

        assertThat(servers.timestamp()).isEqualTo(report.timestamp());
        assertThat(servers.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(servers.zone()).isEqualTo(BERLIN);
        assertThat(servers.window()).isEqualTo(report.window());
        assertThat(servers.sources()).hasSameSizeAs(report.sources());
        assertThat(servers.value()).hasSize(8);
        assertThat(servers.value().get(0).serverId()).isEqualTo(3);
        assertThat(servers.value().get(0).insights()).isNotEmpty();
        assertThat(servers.map(List::size).value()).isEqualTo(8);
    }

    @Test
    void theViewsOfOneServer() {
        assertThat(insights().profile(3, STANDARD).value().resources())
                .containsOnlyKeys(ServerResource.CPU, ServerResource.MEMORY);
        assertThat(insights().forecast(3, STANDARD).value())
                .containsOnlyKeys(ServerResource.CPU, ServerResource.MEMORY, ServerResource.DISK);
        assertThat(insights().quietWindows(3, 2, STANDARD).value().windows()).hasSize(3);
        assertThat(insights().placement("kubernetes", 3, 5, STANDARD).value().shareEstimated())
                .isNotNull();
        assertThat(insights().placement("ansible", 3, 5, STANDARD).value().verdict())
                .isEqualTo(MoveVerdict.UNKNOWN);
    }

    @Test
    void aServerThatDoesNotExist() {
        List<Runnable> questions = List.of(
                () -> insights().profile(77, STANDARD),
                () -> insights().forecast(77, STANDARD),
                () -> insights().quietWindows(77, 2, STANDARD),
                () -> insights().placement("docker", 77, 5, STANDARD),
                () -> insights().placement("docker", 3, 77, STANDARD));

        for (Runnable question : questions) {
            assertThatExceptionOfType(UnknownServerException.class)
                    .isThrownBy(question::run)
                    .satisfies(unknown -> assertThat(unknown.serverId()).isEqualTo(77));
        }
    }

    @Test
    void withoutTheServersNobodyKnowsWhetherAServerExists() {
        campus.fault(SampleService.RESOURCE_ALLOCATION, "/servers", Fault.status(500));

        assertThatExceptionOfType(UndeterminedServerException.class)
                .isThrownBy(() -> insights().profile(3, STANDARD))
                .satisfies(undetermined -> {
                    assertThat(undetermined.serverId()).isEqualTo(3);
                    assertThat(undetermined.retryAfter()).isPositive();
                    assertThat(undetermined.sources())
                            .singleElement()
                            .satisfies(source -> assertThat(source.resource()).isEqualTo("servers"));
                });
    }

    @Test
    void withoutTheHistoryAServerIsKnownAllTheSame() {
        campus.fault(SampleService.PERFORMANCE, "/performance/servers/stats", Fault.status(500));

        WeeklyProfile profile = insights().profile(3, STANDARD).value();
        QuietWindows windows = insights().quietWindows(3, 4, STANDARD).value();

        assertThat(profile.resources()).isEmpty();
        assertThat(profile.window()).isNull();
        assertThat(insights().forecast(3, STANDARD).value()).isEmpty();
        assertThat(windows.windows()).isEmpty();
        assertThat(windows.hours()).isEqualTo(4);
        assertThat(windows.state()).isEqualTo(InsightState.WITHHELD);
        assertThat(windows.reasonCodes()).containsExactly(ReasonCode.SOURCE_FAILED);
        assertThat(insights().placement("docker", 3, 5, STANDARD).value().verdict())
                .isEqualTo(MoveVerdict.UNKNOWN);
    }

    @Test
    void aMoveOfALabTypeThatNobodyKnows() {
        campus.fault(SampleService.USAGE_ANALYTICS, Fault.status(500));
        assertThatExceptionOfType(UndeterminedLabTypeException.class)
                .isThrownBy(() -> insights().placement("no-such-type", 3, 5, STANDARD))
                .satisfies(undetermined -> {
                    assertThat(undetermined.labType()).isEqualTo("no-such-type");
                    assertThat(undetermined.sources())
                            .hasSize(5)
                            .filteredOn(source -> source.outcome() == Outcome.FAILED)
                            .extracting(SourceStatus::resource)
                            .containsExactly("trends");
                });

        campus.healAll();
        assertThatExceptionOfType(UnknownLabTypeException.class)
                .isThrownBy(() -> insights().placement("no-such-type", 3, 5, STANDARD));
    }

    @Test
    void windowsAreOfOneToTwelveHours() {
        for (int hours : new int[] {0, 13, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> insights().quietWindows(3, hours, STANDARD))
                    .withMessage("hours is " + hours + ", but must be from 1 to 12");
        }
        assertThat(insights().quietWindows(3, 12, STANDARD).value().hours()).isEqualTo(12);
    }

    @Test
    void hoursAreThoseOfTheZone() {
        BusiestHour inUtc = busiest(insights().report());
        BusiestHour inBerlin = busiest(insights().report(InsightRequest.in(BERLIN)));
        try (IntegrationClient berliner =
                client(TestClients.config(campus).campusZone(BERLIN).build())) {
            assertThat(busiest(berliner.insights().report())).isEqualTo(inBerlin);
        }

        assertThat(inBerlin.hour()).isEqualTo(inUtc.hour() + 1);
        assertThat(inBerlin.heading().id()).isEqualTo(inUtc.heading().id());
    }

    @Test
    void theZoneOfThePeaksIsAssumedUnlessItIsSet() {
        try (IntegrationClient sure =
                client(TestClients.config(campus).peaksZone(BERLIN).build())) {
            assertThat(caveatsOfStarts(sure.insights().report())).doesNotContain("PEAKS_ZONE_ASSUMED");
        }
        assertThat(caveatsOfStarts(insights().report())).contains("PEAKS_ZONE_ASSUMED");
    }

    private static List<String> caveatsOfStarts(InsightReport report) {
        return report.insights().stream()
                .filter(insight -> insight.heading().kind() == InsightKind.DEMAND_AT_RISK)
                .flatMap(insight -> insight.heading().caveats().stream())
                .map(Enum::name)
                .toList();
    }

    @Test
    void moreIsNeededForALowerTarget() {
        try (IntegrationClient careful =
                client(TestClients.config(campus).insightTarget(0.325).build())) {
            assertThat(busiest(careful.insights().report()).needed())
                    .isCloseTo(2 * busiest(insights().report()).needed(), offset(0.011));
        }
    }

    @Test
    void atMostEightZonesAreKept() {
        List<ZoneId> zones = new ArrayList<>();
        for (int hour = 0; hour < 12; hour++) {
            zones.add(ZoneId.of("+%02d:00".formatted(hour)));
        }
        insights().report();
        InsightReport inCampusZone = insights().report();
        zones.forEach(zone -> insights().report(InsightRequest.in(zone)));
        zones.forEach(zone -> insights().report(InsightRequest.in(zone)));

        assertThat(client.footprint().reports()).isLessThanOrEqualTo(8);
        assertThat(insights().report()).isSameAs(inCampusZone);
        assertThat(insights().report(InsightRequest.in(ZoneId.of("UTC")))).isSameAs(inCampusZone);
    }

    @Test
    void aRefreshedReportIsOfValuesFetchedNow() {
        insights().report();
        campus.resetCounts();

        InsightReport report = insights().report(STANDARD.refreshed());

        assertThat(report.sources()).extracting(SourceStatus::outcome).containsOnly(Outcome.LIVE);
        assertThat(campus.requests(SampleService.USAGE_ANALYTICS, "/analytics/trends?days=28"))
                .isOne();
    }

    @Test
    void fetchesCarryTheTrace() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        insights().report(STANDARD.traced(trace));

        assertThat(campus.recentRequests(SampleService.RESOURCE_ALLOCATION))
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request.headers().toString()).contains("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void aHistoryOfTooManyServersNamesTheSetting() {
        try (SampleCampus large = SampleCampus.builder()
                        .now(NOW)
                        .labs(200)
                        .servers(40)
                        .historyDays(1)
                        .start();
                IntegrationClient small =
                        client(TestClients.config(large).insightMemory(1 << 20).build())) {
            assertThat(small.insights().report().withheld())
                    .filteredOn(none -> none.kind() == InsightKind.BUSIEST_HOUR)
                    .singleElement()
                    .satisfies(none -> {
                        assertThat(none.reasonCodes()).contains(ReasonCode.TOO_MANY_SERVERS);
                        assertThat(none.needs()).contains("INSIGHT_MEMORY");
                    });
        }
    }

    @Test
    void aClosedClientRefuses() {
        insights().report();
        insights().report();
        client.close();

        List<Runnable> questions = List.of(
                () -> insights().report(),
                () -> insights().reportAsync(STANDARD),
                () -> insights().explain("busiest_hour-8cfff466b5a2bd9d"),
                () -> insights().servers(),
                () -> insights().profile(3, STANDARD),
                () -> insights().forecast(3, STANDARD),
                () -> insights().quietWindows(3, 2, STANDARD),
                () -> insights().placement("docker", 3, 5, STANDARD),
                () -> client.campus().report());
        for (Runnable question : questions) {
            assertThatIllegalStateException().isThrownBy(question::run);
        }
    }
}
