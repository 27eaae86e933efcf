package org.ar1.integration;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both reports, with default settings, of a campus as real ones are: {@linkplain
 * org.ar1.integration.testkit.SampleCampus#realistic() 69 lab types, 40 of them without data}. Every report is whole, and
 * the services are called as often as stated here and no more, however often the reports are read. One round of values costs
 *
 * <table>
 *   <caption>Calls by service</caption>
 *   <tr><th>service</th><th>a round</th><th>an hour, readers every 10 s or every minute</th><th>an hour, readers every
 *       15 minutes</th></tr>
 *   <tr><td>Lab Monitoring (two lists)</td><td>2</td><td>24</td><td>8</td></tr>
 *   <tr><td>Performance (the history, 8 servers' peaks)</td><td>9</td><td>54</td><td>36</td></tr>
 *   <tr><td>Resource Allocation (two lists)</td><td>2</td><td>24</td><td>8</td></tr>
 *   <tr><td>User Progress (two pages)</td><td>2</td><td>24</td><td>8</td></tr>
 *   <tr><td>Performance Reporting (69 types, and two of no catalogue)</td><td>71</td><td>852</td><td>284</td></tr>
 *   <tr><td>Usage Analytics (two trends, 29 used types and two deleted ones)</td><td>33</td><td>396</td><td>132</td></tr>
 * </table>
 *
 * <p>Values live for 5 minutes, those of Performance for 10; a reader who comes later than that begins a round, and nobody
 * else does. A dead service is called at most {@value #DEAD_AN_HOUR} times an hour, or as often as a healthy one; where
 * User Progress is dead, the two services that ask it are called at most half as often again as usual, in the first hour,
 * as their denials are believed only after it has answered.
 *
 * <p>How long calls take is not tested here, but by the suite {@code realistic} of the benchmarks, in real time.
 */
@Tag("matrix")
@Timeout(120)
class RealisticCampusTest {

    private static final Map<SampleService, Integer> A_ROUND = Map.of(
            LAB_MONITORING, 2,
            PERFORMANCE, 9,
            RESOURCE_ALLOCATION, 2,
            USER_PROGRESS, 2,
            PERFORMANCE_REPORTING, 71,
            USAGE_ANALYTICS, 33);

    /** A read a minute makes at most one trial call of an open circuit breaker; the others are made until it opens. */
    static final int DEAD_AN_HOUR = 120;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** The calls of so many rounds, of which Performance, whose values live longer, may have had fewer. */
    private static Map<SampleService, Integer> rounds(int usual, int ofHistories) {
        return A_ROUND.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        calls -> calls.getValue() * (calls.getKey() == PERFORMANCE ? ofHistories : usual)));
    }

    private static void assertWhole(SimulatedCampus campus) {
        LabUtilizationReport utilization = campus.labUtilization();
        ServerAllocationReport allocation = campus.serverAllocation();

        assertThat(utilization.integrationStatus())
                .as("at %s: %s", campus.now(), utilization.sources())
                .isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(allocation.integrationStatus())
                .as("at %s: %s", campus.now(), allocation.sources())
                .isEqualTo(IntegrationStatus.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({"PT10S, 12, 6", "PT1M, 12, 6", "PT15M, 4, 4"})
    void everyReportOfADayIsWholeAndTheServicesAreCalledAsStated(Duration interval, int usual, int ofHistories) {
        try (SimulatedCampus campus = new SimulatedCampus()) {
            for (int hour = 0; hour < 24; hour++) {
                for (Duration time = Duration.ZERO; time.compareTo(HOUR) < 0; time = time.plus(interval)) {
                    assertWhole(campus);
                    campus.pass(interval);
                }
                assertThat(campus.calls()).as("in hour %s", hour).isEqualTo(rounds(usual, ofHistories));
            }
        }
    }

    @Test
    void theFirstReportsAfterANightAreWhole() {
        try (SimulatedCampus campus = new SimulatedCampus()) {
            for (int day = 0; day < 7; day++) {
                assertWhole(campus);
                assertThat(campus.calls()).isEqualTo(rounds(1, 1));
                campus.pass(Duration.ofHours(14));
            }
        }
    }

    @Test
    void theReportsSayWhatIsOddAboutTheCampus() {
        try (SimulatedCampus campus = new SimulatedCampus()) {
            LabUtilizationReport utilization = campus.labUtilization();
            ServerAllocationReport allocation = campus.serverAllocation();

            assertThat(SampleService.values()).allMatch(service -> hasFiguresOf(service, utilization, allocation));
            assertThat(allocation.labs()).hasSize(71);
            assertThat(allocation.labs().values().stream().filter(lab -> lab.performance() == null))
                    .as("without records: 40 types, Blockchain, and two that are in no catalogue")
                    .hasSize(43);
            assertThat(utilization.labUsage().values().stream().filter(usage -> usage.detail() != null))
                    .hasSize(29);
            assertThat(Objects.requireNonNull(utilization.labUsage().get("deleted-lab-01"))
                            .detail())
                    .isNull();
            assertThat(allocation.infrastructure().servers().get(1L).reporting())
                    .isEqualTo(ServerReporting.CLOCK_SKEW);
            assertThat(allocation.infrastructure().servers().get(9L).state()).isEqualTo(ServerState.EMPTY);
        }
    }

    static Stream<Arguments> deadServices() {
        return Stream.of(
                Arguments.of(LAB_MONITORING, Set.of("popular", "over-under-utilized"), Set.of()),
                Arguments.of(PERFORMANCE, Set.of(), Set.of("stats", "peaks")),
                Arguments.of(RESOURCE_ALLOCATION, Set.of(), Set.of("servers", "allocations")),
                Arguments.of(USER_PROGRESS, Set.of("catalogue", "usage/lab"), Set.of("catalogue", "performance/lab")),
                Arguments.of(PERFORMANCE_REPORTING, Set.of(), Set.of("performance/lab")),
                Arguments.of(USAGE_ANALYTICS, Set.of("trends", "trends-7", "usage/lab"), Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadServices")
    void aServiceThatDiesLeavesItsLastFiguresAndTheOthersAsTheyWere(
            SampleService dead, Set<String> staleOfUtilization, Set<String> staleOfAllocation) {
        try (SimulatedCampus campus = new SimulatedCampus()) {
            assertWhole(campus);
            campus.services().fault(dead, Fault.refused());
            campus.pass(Duration.ofMinutes(11)); // past the longest lifetime
            campus.calls();
            for (int hour = 0; hour < 2; hour++) {
                for (int minute = 0; minute < 60; minute++) {
                    LabUtilizationReport utilization = campus.labUtilization();
                    ServerAllocationReport allocation = campus.serverAllocation();

                    // A value that has only just expired is served once more while it is fetched.
                    if (hour > 0 || minute > 0) {
                        assertStale(utilization.sources(), staleOfUtilization);
                        assertStale(allocation.sources(), staleOfAllocation);
                    }
                    assertThat(SampleService.values())
                            .allMatch(service -> hasFiguresOf(service, utilization, allocation));
                    campus.pass(MINUTE);
                }
                assertNoStorm(dead, campus.calls());
            }
            campus.services().heal(dead);
            campus.pass(Duration.ofMinutes(5)); // the longest backoff
            campus.labUtilization();
            campus.serverAllocation();
            campus.pass(MINUTE);
            assertWhole(campus);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadServices")
    void aServiceThatWasNeverThereIsMissedAlone(
            SampleService dead, Set<String> failedOfUtilization, Set<String> failedOfAllocation) {
        try (SimulatedCampus campus = new SimulatedCampus()) {
            campus.services().fault(dead, Fault.status(500));
            for (int minute = 0; minute < 60; minute++) {
                LabUtilizationReport utilization = campus.labUtilization();
                ServerAllocationReport allocation = campus.serverAllocation();

                assertMissing(utilization.sources(), failedOfUtilization);
                assertMissing(allocation.sources(), failedOfAllocation);
                assertThat(SampleService.values())
                        .filteredOn(service -> hasFiguresOf(service, utilization, allocation))
                        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(without(dead))));
                campus.pass(MINUTE);
            }
            assertNoStorm(dead, campus.calls());
        }
    }

    /** The services that have no figures in the reports while one has never answered. */
    private static Set<SampleService> without(SampleService dead) {
        return switch (dead) {
            case RESOURCE_ALLOCATION -> Set.of(dead, PERFORMANCE); // the history is shown with its server
            case USER_PROGRESS -> Set.of(dead, PERFORMANCE_REPORTING); // which denies every type
            default -> Set.of(dead);
        };
    }

    private static boolean hasFiguresOf(
            SampleService service, LabUtilizationReport utilization, ServerAllocationReport allocation) {
        Map<Long, ServerInsight> servers = allocation.infrastructure().servers();
        return switch (service) {
            case LAB_MONITORING ->
                utilization.infrastructureInsights().popularLabs().size() == 73;
            case PERFORMANCE ->
                servers.values().stream()
                                .filter(server -> server.history() != null)
                                .count()
                        == 8;
            case RESOURCE_ALLOCATION -> servers.size() == 10;
            case USER_PROGRESS -> allocation.labs().containsKey("digital-forensics");
            case PERFORMANCE_REPORTING ->
                allocation.labs().values().stream()
                                .filter(lab -> lab.performance() != null)
                                .count()
                        == 28;
            case USAGE_ANALYTICS -> utilization.labUsage().size() == 31;
        };
    }

    private static void assertStale(List<SourceStatus> sources, Set<String> expected) {
        assertThat(sources)
                .filteredOn(source -> !source.outcome().isCurrent())
                .allSatisfy(source -> {
                    assertThat(source.outcome()).isEqualTo(Outcome.STALE);
                    assertThat(source.error()).isNotNull();
                })
                .extracting(SourceStatus::resource)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Peaks are asked of the servers that allocations name, and are skipped without. */
    private static void assertMissing(List<SourceStatus> sources, Set<String> expected) {
        assertThat(sources)
                .filteredOn(source -> !source.outcome().isCurrent())
                .filteredOn(source -> source.outcome() != Outcome.SKIPPED)
                .allSatisfy(source -> {
                    assertThat(source.outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(source.error()).isNotNull();
                })
                .extracting(SourceStatus::resource)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void assertNoStorm(SampleService dead, Map<SampleService, Integer> calls) {
        calls.forEach((service, made) -> {
            int usual = rounds(12, 6).get(service);
            boolean asksTheDead =
                    dead == USER_PROGRESS && (service == PERFORMANCE_REPORTING || service == USAGE_ANALYTICS);
            int most = service == dead ? Math.max(DEAD_AN_HOUR, usual) : asksTheDead ? usual * 3 / 2 : usual;
            assertThat(made).as("calls of " + service).isLessThanOrEqualTo(most);
        });
    }
}
