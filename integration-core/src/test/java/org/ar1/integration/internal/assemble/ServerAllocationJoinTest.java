package org.ar1.integration.internal.assemble;

import static org.ar1.integration.internal.assemble.Given.NOW;
import static org.ar1.integration.internal.assemble.Given.absent;
import static org.ar1.integration.internal.assemble.Given.catalogue;
import static org.ar1.integration.internal.assemble.Given.entry;
import static org.ar1.integration.internal.assemble.Given.failed;
import static org.ar1.integration.internal.assemble.Given.live;
import static org.ar1.integration.internal.assemble.Given.server;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.assemble.ServerAllocationJoin.Inputs;
import org.ar1.integration.internal.join.ServerJudgement;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.SlotSeries;
import org.junit.jupiter.api.Test;

class ServerAllocationJoinTest {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final LabPerformance DOCKER = new LabPerformance("docker", 9L, 61.5, 0.75, List.of("timeout"), NOW);
    private static final List<PeakTime> PEAKS = List.of(new PeakTime("2026-05-01 10:00:00", 17L));
    private static final ServerHistory HISTORY = new ServerHistory(
            SlotSeries.of(0, 2016, (resource, slot) -> 1), 0, NOW, new ResourceHistory(1, 2, 3, 4), null, null);

    private Sourced<LabCatalogue> catalogue = live(
            USER_PROGRESS,
            "catalogue",
            catalogue(entry("Docker I", "docker"), entry("Docker II", "docker"), entry("Git", "git")));
    private Sourced<List<Allocation>> allocations = live(
            RESOURCE_ALLOCATION,
            "allocations",
            List.of(
                    new Allocation("docker ii", 20),
                    new Allocation("Docker I", 3),
                    new Allocation("Docker I", 20),
                    new Allocation("Rust", 100)));
    private Sourced<List<Server>> servers =
            live(RESOURCE_ALLOCATION, "servers", List.of(server(20, 50), server(3, 90), server(7, 10)));
    private Sourced<ServerStatistics> statistics =
            live(PERFORMANCE, "stats", new ServerStatistics(2, 0, NOW, 2015L, 2, Map.of(20L, HISTORY, 999L, HISTORY)));
    private Map<String, Sourced<LabPerformance>> performance = new HashMap<>(Map.of(
            "docker", live(PERFORMANCE_REPORTING, "performance/lab", DOCKER),
            "git", absent(PERFORMANCE_REPORTING, "performance/lab"),
            "rust", absent(PERFORMANCE_REPORTING, "performance/lab")));
    private Map<Long, Sourced<ServerPeaks>> peaks = new HashMap<>(Map.of(
            20L, live(PERFORMANCE, "peaks", new ServerPeaks(1_234, PEAKS, SessionStarts.none())),
            3L, live(PERFORMANCE, "peaks", new ServerPeaks(0, List.of(), SessionStarts.none())),
            100L, live(PERFORMANCE, "peaks", new ServerPeaks(0, List.of(), SessionStarts.none()))));
    private List<Sourced<?>> existence = List.of();

    private ServerAllocationReport report() {
        return ServerAllocationJoin.join(
                inputs(),
                LabTypeResolver.standard(),
                true,
                any -> true,
                new PerformanceCorrelations(ZoneOffset.UTC),
                NOW,
                RETRY_AFTER);
    }

    private ServerAllocationReport report(String labType) {
        return ServerAllocationJoin.join(
                inputs(),
                LabTypeResolver.standard(),
                false,
                labType::equals,
                new PerformanceCorrelations(ZoneOffset.UTC),
                NOW,
                RETRY_AFTER);
    }

    private Inputs inputs() {
        return new Inputs(catalogue, allocations, servers, Histories.of(statistics), performance, peaks, existence);
    }

    private static SourceStatus line(ServerAllocationReport report, String resource) {
        return report.sources().stream()
                .filter(source -> source.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyTypeOfTheAllocationsAndTheCatalogueIsThere() {
        assertThat(report().labs()).containsOnlyKeys("docker", "git", "rust");
    }

    @Test
    void theNameIsThatOfTheFirstAllocatedLabElseTheCatalogues() {
        assertThat(report().labs().get("docker").name()).isEqualTo("docker ii");
        assertThat(report().labs().get("git").name()).isEqualTo("Git");
        assertThat(report().labs().get("rust").name()).isEqualTo("Rust");
    }

    @Test
    void aTypeHasAllItsServersOnceFirstAllocatedFirst() {
        LabAllocation docker = report().labs().get("docker");

        assertThat(docker.performance()).isEqualTo(DOCKER);
        assertThat(docker.servers())
                .containsExactly(
                        new Placement(20, server(20, 50).usage(), PEAKS, 1_234L),
                        new Placement(3, server(3, 90).usage(), List.of(), 0L));
        assertThat(docker.servers().get(0).serverName()).isEqualTo("Server-20");
    }

    @Test
    void aTypeThatIsNotAllocatedStandsOnNoServer() {
        assertThat(report().labs().get("git")).isEqualTo(new LabAllocation("Git", null, List.of()));
    }

    @Test
    void aServerThatTheListDoesNotHoldHasNoFigures() {
        assertThat(report().labs().get("rust").servers()).containsExactly(new Placement(100, null, List.of(), 0L));
        assertThat(report().infrastructure().servers()).doesNotContainKey(100L);
    }

    @Test
    void theAllocationMapHoldsDifferentServersAscending() {
        assertThat(report().infrastructure().allocationMap())
                .isEqualTo(Map.of("docker", List.of(3L, 20L), "rust", List.of(100L)));
    }

    @Test
    void everyServerIsThereByNumberWithItsHistory() {
        Map<Long, ServerInsight> insights = report().infrastructure().servers();

        assertThat(insights.keySet()).containsExactly(3L, 7L, 20L);
        assertThat(insights.get(20L))
                .isEqualTo(ServerJudgement.of(server(20, 50), HISTORY, ServerJudgement.Labs.SOME, NOW));
        assertThat(insights.get(7L).history()).isNull();
    }

    @Test
    void sourcesAreThoseThatWereUsed() {
        ServerAllocationReport report = report();

        assertThat(report.sources())
                .extracting(source -> source.service().id() + "/" + source.resource())
                .containsExactly(
                        "resource-allocation/allocations",
                        "resource-allocation/servers",
                        "performance/stats",
                        "performance/peaks",
                        "performance-reporting/performance/lab",
                        "user-progress/catalogue");
        assertThat(line(report, "peaks").calls()).isEqualTo(new CallCounts(3, 0, 0, 0, 0, List.of(), 0));
        assertThat(line(report, "performance/lab").calls()).isEqualTo(new CallCounts(3, 0, 0, 0, 0, List.of(), 0));
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(report.coverage()).isEqualTo(new JoinCoverage(2, List.of("Rust"), 0.6667));
        assertThat(report.retryAfter()).isNull();
    }

    private static Server checked(long id, Instant lastChecked) {
        Server server = server(id, 10);
        return new Server(id, null, server.usage(), server.maximum(), lastChecked);
    }

    @Test
    void aServerIsEmptyOrSilentByTheLabsOfAllTypes() {
        Instant longAgo = NOW.minus(Duration.ofDays(40));
        servers = live(
                RESOURCE_ALLOCATION,
                "servers",
                List.of(checked(20, NOW), checked(3, longAgo), checked(7, longAgo), checked(100, longAgo)));
        Map<Long, ServerInsight> insights = report().infrastructure().servers();

        assertThat(insights.get(20L).state()).isEqualTo(ServerState.OK);
        assertThat(insights.get(20L).reporting()).isEqualTo(ServerReporting.CURRENT);
        assertThat(insights.get(3L).reporting()).isEqualTo(ServerReporting.SILENT);
        assertThat(insights.get(7L).state()).isEqualTo(ServerState.EMPTY);
        assertThat(insights.get(7L).reporting()).isEqualTo(ServerReporting.CURRENT);
        assertThat(report("docker").infrastructure().servers().get(3L).reporting())
                .isEqualTo(ServerReporting.SILENT);
    }

    @Test
    void theServersAreAsOfTheOldestCheckOfThoseWithLabs() {
        Instant oldest = NOW.minus(Duration.ofMinutes(30));
        Sourced<List<Server>> checked = live(
                RESOURCE_ALLOCATION,
                "servers",
                List.of(
                        checked(20, NOW.minusSeconds(60)),
                        checked(3, NOW.plusSeconds(1)),
                        checked(100, oldest),
                        checked(7, NOW.minus(Duration.ofDays(40)))));
        servers = checked;

        assertThat(line(report(), "servers").dataAsOf()).isEqualTo(oldest);
        assertThat(line(report("docker"), "servers").dataAsOf()).isEqualTo(oldest);

        allocations = failed(RESOURCE_ALLOCATION, "allocations");
        assertThat(line(report(), "servers").dataAsOf()).isEqualTo(NOW.minus(Duration.ofDays(40)));

        allocations = live(RESOURCE_ALLOCATION, "allocations", List.of());
        assertThat(line(report(), "servers").dataAsOf()).isNull();
    }

    @Test
    void withoutTheAllocationsNoServerIsEmptyOrSilent() {
        servers = live(RESOURCE_ALLOCATION, "servers", List.of(checked(7, NOW.minus(Duration.ofDays(40)))));
        allocations = failed(RESOURCE_ALLOCATION, "allocations");
        ServerInsight seven = report().infrastructure().servers().get(7L);

        assertThat(seven.state()).isEqualTo(ServerState.OK);
        assertThat(seven.reporting()).isEqualTo(ServerReporting.CURRENT);
    }

    @Test
    void whatWasAskedForExistenceOnlyIsASource() {
        existence = List.of(live(USAGE_ANALYTICS, "trends", "x"));

        assertThat(report().sources()).last().extracting(SourceStatus::resource).isEqualTo("trends");
    }

    @Test
    void theReportOfOneTypeHasItsServersOnly() {
        ServerAllocationReport one = report("docker");

        assertThat(one.labs()).isEqualTo(Map.of("docker", report().labs().get("docker")));
        assertThat(one.infrastructure().servers().keySet()).containsExactly(3L, 20L);
        assertThat(one.infrastructure().allocationMap()).isEqualTo(Map.of("docker", List.of(3L, 20L)));
        assertThat(line(one, "peaks").calls()).isEqualTo(new CallCounts(2, 0, 0, 0, 0, List.of(), 0));
        assertThat(line(one, "performance/lab").calls()).isEqualTo(new CallCounts(1, 0, 0, 0, 0, List.of(), 0));
        assertThat(one.coverage()).isEqualTo(new JoinCoverage(2, List.of(), 1.0));
    }

    @Test
    void theReportOfATypeThatIsNotAllocatedHasNoServer() {
        ServerAllocationReport one = report("git");

        assertThat(one.labs()).containsOnlyKeys("git");
        assertThat(one.infrastructure().servers()).isEmpty();
        assertThat(one.infrastructure().allocationMap()).isEmpty();
    }

    @Test
    void withoutTheAllocationsTheServersAndTheCatalogueStand() {
        allocations = failed(RESOURCE_ALLOCATION, "allocations");
        peaks = Map.of();
        ServerAllocationReport report = report();

        assertThat(report.labs()).containsOnlyKeys("docker", "git");
        assertThat(report.labs().get("docker").servers()).isEmpty();
        assertThat(report.labs().get("docker").name()).isEqualTo("Docker I");
        assertThat(report.infrastructure().servers()).hasSize(3);
        assertThat(report.infrastructure().allocationMap()).isEmpty();
        assertThat(line(report, "peaks").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(line(report, "performance/lab").calls()).isEqualTo(new CallCounts(2, 0, 0, 0, 0, List.of(), 0));
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
    }

    @Test
    void withoutTheServersTheAllocationsStandWithoutFigures() {
        servers = failed(RESOURCE_ALLOCATION, "servers");
        ServerAllocationReport report = report();

        assertThat(report.infrastructure().servers()).isEmpty();
        assertThat(report.labs().get("docker").servers())
                .containsExactly(new Placement(20, null, PEAKS, 1_234L), new Placement(3, null, List.of(), 0L));
    }

    @Test
    void withoutTheStatisticsTheServersHaveNoHistory() {
        statistics = failed(PERFORMANCE, "stats");

        assertThat(report().infrastructure().servers().values())
                .extracting(ServerInsight::history)
                .containsOnlyNulls();
    }

    @Test
    void withoutTheCatalogueTypesComeFromTheNames() {
        catalogue = failed(USER_PROGRESS, "catalogue");
        ServerAllocationReport report = report();

        assertThat(report.labs()).containsOnlyKeys("docker", "rust");
        assertThat(report.coverage()).isEqualTo(new JoinCoverage(null, List.of(), null));
    }

    @Test
    void withoutAllocationsAndCatalogueNothingNamesTheTypes() {
        allocations = failed(RESOURCE_ALLOCATION, "allocations");
        catalogue = failed(USER_PROGRESS, "catalogue");
        performance = Map.of();
        peaks = Map.of();
        ServerAllocationReport report = report();

        assertThat(report.labs()).isEmpty();
        assertThat(line(report, "performance/lab").calls()).isEqualTo(new CallCounts(0, 0, 0, 0, 1, List.of(), 0));
        assertThat(line(report, "peaks").calls()).isEqualTo(new CallCounts(0, 0, 0, 0, 1, List.of(), 0));
    }

    @Test
    void callsThatFailedLeaveTheirPartEmpty() {
        performance.put("docker", failed(PERFORMANCE_REPORTING, "performance/lab"));
        peaks.put(20L, failed(PERFORMANCE, "peaks"));
        ServerAllocationReport report = report();

        assertThat(report.labs().get("docker").performance()).isNull();
        assertThat(report.labs().get("docker").servers().get(0).peakTimes()).isEmpty();
        assertThat(report.labs().get("docker").servers().get(0).peaksTotal()).isNull();
        assertThat(line(report, "peaks").calls()).isEqualTo(new CallCounts(2, 0, 0, 1, 0, List.of("20"), 0));
        assertThat(line(report, "peaks").error()).isEqualTo(Given.TIMEOUT);
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
    }

    @Test
    void withNothingButTheCatalogueTheReportFailed() {
        allocations = failed(RESOURCE_ALLOCATION, "allocations");
        servers = failed(RESOURCE_ALLOCATION, "servers");
        statistics = failed(PERFORMANCE, "stats");
        performance = Map.of("docker", failed(PERFORMANCE_REPORTING, "performance/lab"));
        peaks = Map.of();
        ServerAllocationReport report = report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(report.retryAfter()).isEqualTo(RETRY_AFTER);
        assertThat(report.labs()).containsOnlyKeys("docker", "git");
    }
}
