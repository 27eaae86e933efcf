package org.ar1.integration;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.testkit.Campus;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report asks for, when, and what it goes without. */
class DependentCallsTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:04:00Z");
    /** Longer than any test. Unlike silence it makes no other service lie. */
    private static final Fault HANGS = Fault.latency(Duration.ofHours(1));

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Campus STANDARD = Campus.standard(NOW);

    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(NOW).historyDays(1).start();
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    private static Map<String, Integer> onceEach(Stream<String> paths) {
        return paths.collect(Collectors.toMap(path -> path, path -> 1));
    }

    private static Set<String> types() {
        return STANDARD.catalogue().stream()
                .map(Campus.CatalogueLab::labType)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The one page of the catalogue, and the empty one behind it. */
    private static Stream<String> catalogue() {
        return Stream.of(
                "/labs/?skip=0&limit=100", "/labs/?skip=" + STANDARD.catalogue().size() + "&limit=100");
    }

    private void assertAskedForLabUtilization() {
        assertThat(campus.requestCounts(LAB_MONITORING))
                .isEqualTo(onceEach(Stream.of("/monitor/labs/popular", "/monitor/labs/over-under-utilized")));
        assertThat(campus.requestCounts(USAGE_ANALYTICS))
                .isEqualTo(onceEach(Stream.concat(
                        Stream.of("/analytics/trends?days=30", "/analytics/trends?days=7"),
                        STANDARD.activities().stream()
                                .map(activity -> "/analytics/usage/lab/" + activity.labType() + "?days=7"))));
        assertThat(campus.requestCounts(USER_PROGRESS)).isEqualTo(onceEach(catalogue()));
        assertNothingAsked(RESOURCE_ALLOCATION, PERFORMANCE, PERFORMANCE_REPORTING);
    }

    private void assertAskedForServerAllocation() {
        Set<String> labTypes = types();
        labTypes.addAll(List.of("filesystem", "robotics-prototype"));
        assertThat(campus.requestCounts(RESOURCE_ALLOCATION))
                .isEqualTo(onceEach(Stream.of("/servers", "/allocations")));
        assertThat(campus.requestCounts(PERFORMANCE))
                .isEqualTo(onceEach(Stream.concat(
                        Stream.of("/performance/servers/stats"),
                        STANDARD.servers().stream().map(server -> "/performance/servers/" + server.id() + "/peaks"))));
        assertThat(campus.requestCounts(PERFORMANCE_REPORTING))
                .isEqualTo(onceEach(labTypes.stream().map(labType -> "/performance/lab/" + labType)));
        assertThat(campus.requestCounts(USER_PROGRESS)).isEqualTo(onceEach(catalogue()));
        assertNothingAsked(LAB_MONITORING, USAGE_ANALYTICS);
    }

    private void assertNothingAsked(SampleService... services) {
        for (SampleService service : services) {
            assertThat(campus.requestCounts(service)).isEmpty();
        }
    }

    /** Loads the classes, and has the catalogue come first, so that no name is resolved without it. */
    private void practise() {
        campus.fault(RESOURCE_ALLOCATION, "/allocations", Fault.latency(Duration.ofMillis(300)));
        try (IntegrationClient other = TestClients.client(campus)) {
            other.labUtilization().report();
            other.serverAllocation().report();
        }
        campus.resetCounts();
    }

    @Test
    void aColdReportAsksOnceForWhatItShowsAndForNothingElse() {
        practise();
        try (IntegrationClient client = TestClients.client(campus)) {
            assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertAskedForLabUtilization();
        }
        campus.resetCounts();
        try (IntegrationClient client = TestClients.client(campus)) {
            assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertAskedForServerAllocation();
        }
    }

    @Test
    void withoutTimeInTheCacheAReportStillAsksOnce() {
        practise();
        try (IntegrationClient client = IntegrationClient.create(
                TestClients.config(campus).cacheDuration(Duration.ZERO).build())) {
            client.labUtilization().report();
            assertAskedForLabUtilization();
            campus.resetCounts();
            client.serverAllocation().report();
            assertAskedForServerAllocation();
        }
    }

    @Test
    void aWarmReportAsksNothing() {
        try (IntegrationClient client = TestClients.client(campus)) {
            client.labUtilization().report();
            client.serverAllocation().report();
            campus.resetCounts();

            LabUtilizationReport use = client.labUtilization().report();
            ServerAllocationReport servers = client.serverAllocation().report();
            client.labUtilization().report("docker");
            client.serverAllocation().report("docker");
            client.serverAllocation().report("blockchain");
            assertThatExceptionOfType(UnknownLabTypeException.class)
                    .isThrownBy(() -> client.serverAllocation().report("none"));

            assertNothingAsked(SampleService.values());
            assertThat(Stream.concat(use.sources().stream(), servers.sources().stream()))
                    .allSatisfy(source -> {
                        assertThat(source.outcome()).isEqualTo(Outcome.CACHED);
                        assertThat(source.attempts()).isZero();
                    });
        }
    }

    @Test
    void aFailingListIsAskedForOnceAReport() {
        campus.fault(USER_PROGRESS, Fault.status(500));
        campus.fault(USAGE_ANALYTICS, "/analytics/trends", Fault.status(500));
        try (IntegrationClient client = IntegrationClient.create(
                TestClients.config(campus).initialBackoff(Duration.ofMinutes(1)).build())) {
            client.labUtilization().report();
            assertThat(campus.requests(USER_PROGRESS)).isEqualTo(1);
            assertThat(campus.requestCounts(USAGE_ANALYTICS))
                    .isEqualTo(onceEach(Stream.of("/analytics/trends?days=30", "/analytics/trends?days=7")));
            client.serverAllocation().report();
            assertThat(campus.requests(USER_PROGRESS)).as("it backs off").isEqualTo(1);
        }
    }

    @Test
    void anUnknownTypeIsAskedForNowhere() {
        practise();
        try (IntegrationClient client = TestClients.client(campus)) {
            assertThatExceptionOfType(UnknownLabTypeException.class)
                    .isThrownBy(() -> client.labUtilization().report("none"));
            assertThatExceptionOfType(UnknownLabTypeException.class)
                    .isThrownBy(() -> client.serverAllocation().report("none"));
        }
        assertNothingAsked(PERFORMANCE_REPORTING);
        assertThat(campus.requestCounts(USAGE_ANALYTICS))
                .containsOnlyKeys("/analytics/trends?days=30", "/analytics/trends?days=7");
        assertNothingAsked(PERFORMANCE);
    }

    @Test
    void oneTypeIsAskedForAlone() {
        practise();
        try (IntegrationClient client = TestClients.client(campus)) {
            client.labUtilization().report("docker");
            client.serverAllocation().report("docker");
        }
        assertThat(campus.requestCounts(USAGE_ANALYTICS))
                .isEqualTo(onceEach(Stream.of(
                        "/analytics/trends?days=30",
                        "/analytics/trends?days=7",
                        "/analytics/usage/lab/docker?days=7")));
        assertThat(campus.requestCounts(PERFORMANCE_REPORTING))
                .isEqualTo(onceEach(Stream.of("/performance/lab/docker")));
        assertThat(campus.requestCounts(PERFORMANCE))
                .isEqualTo(onceEach(Stream.of("/performance/servers/3/stats", "/performance/servers/3/peaks")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutTrendsTheDetailIsThatOfTheCataloguesTypes(boolean hanging) {
        campus.fault(USAGE_ANALYTICS, "/analytics/trends", hanging ? HANGS : Fault.status(500));
        try (IntegrationClient client = IntegrationClient.create(
                TestClients.config(campus).reportDeadline(DEADLINE).build())) {
            LabUtilizationReport report = client.labUtilization().report();

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
            assertThat(report.labUsage().keySet())
                    .containsExactlyInAnyOrderElementsOf(STANDARD.activities().stream()
                            .map(Campus.Activity::labType)
                            .toList());
            assertThat(report.labUsage().values()).allSatisfy(usage -> {
                assertThat(usage.totalEvents()).isNull();
                assertThat(usage.uniqueUsers()).isNull();
                assertThat(usage.errors()).isNull();
                assertThat(usage.timePeriodDays()).isNull();
                assertThat(usage.detail()).isNotNull();
            });
            SourceStatus detail = source(report.sources(), "usage/lab");
            assertThat(detail.outcome()).isEqualTo(Outcome.LIVE);
            assertThat(detail.calls().live()).isEqualTo(types().size());
            SourceStatus trends = source(report.sources(), "trends");
            assertThat(trends.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(trends.error().code()).isEqualTo(hanging ? ErrorCode.DEADLINE : ErrorCode.HTTP_STATUS);
        }
        Set<String> asked = campus.requestCounts(USAGE_ANALYTICS).keySet().stream()
                .filter(path -> path.startsWith("/analytics/usage/lab/"))
                .map(path -> path.replaceAll("/analytics/usage/lab/(.*)\\?days=7", "$1"))
                .collect(Collectors.toSet());
        assertThat(asked).isEqualTo(types());
    }

    @Test
    void performanceIsAskedForAlthoughTheCatalogueHangs() {
        campus.fault(USER_PROGRESS, HANGS);
        try (IntegrationClient client = IntegrationClient.create(
                TestClients.config(campus).reportDeadline(DEADLINE).build())) {
            ServerAllocationReport report = client.serverAllocation().report();

            assertThat(report.labs().get("kubernetes").performance()).isNotNull();
            assertThat(report.labs().get("kubernetes").servers())
                    .hasSize(3)
                    .allSatisfy(server -> assertThat(server.peakTimes()).isNotEmpty());
            assertThat(source(report.sources(), "catalogue").outcome()).isEqualTo(Outcome.FAILED);
            assertThat(source(report.sources(), "performance/lab").calls().failing())
                    .as("what the service denies, and no catalogue confirms")
                    .contains("filesystem", "robotics-prototype")
                    .doesNotContain("docker", "kubernetes");
            assertThat(source(report.sources(), "peaks").outcome()).isEqualTo(Outcome.LIVE);
        }
    }

    @Test
    void performanceIsAskedForAlthoughTheAllocationsHang() {
        campus.fault(RESOURCE_ALLOCATION, "/allocations", HANGS);
        try (IntegrationClient client = IntegrationClient.create(
                TestClients.config(campus).reportDeadline(DEADLINE).build())) {
            ServerAllocationReport report = client.serverAllocation().report();

            assertThat(report.labs()).containsOnlyKeys(types());
            assertThat(report.labs().get("kubernetes").performance()).isNotNull();
            assertThat(source(report.sources(), "performance/lab").outcome()).isEqualTo(Outcome.LIVE);
            assertThat(source(report.sources(), "peaks").outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(report.infrastructure().servers()).hasSize(8);
            assertThat(report.infrastructure().allocationMap()).isEmpty();
        }
    }

    @Test
    void aHangingListStarvesNoOther() {
        Map<String, SampleService> lists = Map.of(
                "/monitor/labs/popular", LAB_MONITORING,
                "/monitor/labs/over-under-utilized", LAB_MONITORING,
                "/analytics/trends", USAGE_ANALYTICS,
                "/servers", RESOURCE_ALLOCATION,
                "/allocations", RESOURCE_ALLOCATION,
                "/performance/servers/stats", PERFORMANCE,
                "/labs/", USER_PROGRESS);
        Map<String, String> resources = Map.of(
                "/monitor/labs/over-under-utilized",
                "over-under-utilized",
                "/labs/",
                "catalogue",
                "/performance/servers/stats",
                "stats",
                "/monitor/labs/popular",
                "popular",
                "/analytics/trends",
                "trends",
                "/servers",
                "servers",
                "/allocations",
                "allocations");
        Map<String, SampleCampus> campuses = new HashMap<>();
        Map<String, IntegrationClient> clients = new HashMap<>();
        try {
            Map<String, CompletableFuture<List<SourceStatus>>> reports = new LinkedHashMap<>();
            lists.forEach((path, service) -> {
                SampleCampus one =
                        SampleCampus.builder().now(NOW).historyDays(1).start();
                campuses.put(path, one);
                one.fault(service, path, HANGS);
                IntegrationClient client = IntegrationClient.create(TestClients.config(one)
                        .reportDeadline(Duration.ofSeconds(4))
                        .build());
                clients.put(path, client);
                reports.put(
                        path,
                        client.labUtilization()
                                .reportAsync(ReportRequest.all())
                                .thenCombine(
                                        client.serverAllocation().reportAsync(ReportRequest.all()),
                                        (use, servers) -> Stream.concat(
                                                        use.sources().stream(), servers.sources().stream())
                                                .toList())
                                .toCompletableFuture());
            });
            reports.forEach((path, sources) -> {
                for (SourceStatus source : sources.join()) {
                    // The trends of both windows hang; without a catalogue no denial is confirmed.
                    boolean hanging = source.resource().startsWith(resources.get(path))
                            || (path.equals("/labs/") && source.resource().equals("performance/lab"));
                    boolean unnamed =
                            path.equals("/allocations") && source.resource().equals("peaks");
                    assertThat(source.outcome())
                            .as("%s while %s hangs", source, path)
                            .matches(outcome -> hanging
                                    ? outcome == Outcome.FAILED
                                    : unnamed ? outcome == Outcome.SKIPPED : outcome.isCurrent());
                }
            });
        } finally {
            clients.values().forEach(IntegrationClient::close);
            campuses.values().forEach(SampleCampus::close);
        }
    }

    @Test
    void whetherATypeExistsIsFoundOutAlthoughAListHangs() {
        campus.fault(PERFORMANCE, "/performance/servers/stats", HANGS);
        IntegrationConfig config =
                TestClients.config(campus).reportDeadline(DEADLINE).build();
        try (IntegrationClient client = IntegrationClient.create(config)) {
            assertThatExceptionOfType(UnknownLabTypeException.class)
                    .isThrownBy(() -> client.serverAllocation().report("none"));
        }
        campus.fault(USER_PROGRESS, HANGS);
        try (IntegrationClient client = IntegrationClient.create(config)) {
            // Known by the trends and the labs alone.
            assertThat(client.serverAllocation().report("blockchain").integrationStatus())
                    .isEqualTo(IntegrationStatus.PARTIAL);
        }
    }

    @Test
    void theAllocationsVouchForATypeAlthoughTheLabsHang() {
        campus.fault(LAB_MONITORING, HANGS);
        try (IntegrationClient client = IntegrationClient.create(
                TestClients.config(campus).reportDeadline(DEADLINE).build())) {
            LabUtilizationReport report = client.labUtilization().report("robotics-prototype");

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
            assertThat(source(report.sources(), "allocations").outcome()).isEqualTo(Outcome.LIVE);
        }
    }

    @Test
    void aSlowCatalogueLosesNothing() {
        campus.fault(USER_PROGRESS, Fault.latency(Duration.ofMillis(400)));
        try (IntegrationClient client = TestClients.client(campus)) {
            ServerAllocationReport report = client.serverAllocation().report("web-development");

            assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(report.labs().get("web-development").servers())
                    .singleElement()
                    .satisfies(server -> assertThat(server.peakTimes()).isNotEmpty());
            assertThat(source(report.sources(), "peaks").outcome()).isEqualTo(Outcome.LIVE);
        }
    }

    @Test
    void atMostEightRequestsOfAServiceAreInFlight() {
        try (SampleCampus large = SampleCampus.builder()
                        .now(NOW)
                        .labs(150)
                        .servers(60)
                        .historyDays(1)
                        .start();
                IntegrationClient client = TestClients.client(large)) {
            List<CompletableFuture<?>> reports = Stream.of(
                            client.labUtilization().reportAsync(ReportRequest.all()),
                            client.serverAllocation().reportAsync(ReportRequest.all()),
                            client.labUtilization().reportAsync(ReportRequest.of("docker")),
                            client.serverAllocation().reportAsync(ReportRequest.of("kubernetes")))
                    .<CompletableFuture<?>>map(report -> report.toCompletableFuture())
                    .toList();
            reports.forEach(CompletableFuture::join);
            for (SampleService service : SampleService.values()) {
                assertThat(large.maxConcurrentRequests(service))
                        .as(service.id())
                        .isBetween(1, 8);
            }
            assertThat(large.requests(PERFORMANCE_REPORTING)).isGreaterThan(140);
        }
    }

    private static SourceStatus source(List<SourceStatus> sources, String resource) {
        return sources.stream()
                .filter(source -> source.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }
}
