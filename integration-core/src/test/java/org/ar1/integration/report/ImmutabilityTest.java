package org.ar1.integration.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UserPerformance;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a record was made of may change; the record does not, and what it gives cannot be changed. */
class ImmutabilityTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final PerformanceCorrelation NO_LOAD =
            new PerformanceCorrelation(Correlation.ALL_TIME, null, List.of());
    private static final Correlation NONE = new Correlation(null, Correlation.ALL_TIME, List.of());
    private static final JoinCoverage UNKNOWN = new JoinCoverage(null, List.of(), null);
    private static final InfrastructureInsights NO_INSIGHTS = new InfrastructureInsights(List.of(), Map.of());
    private static final AllocatedInfrastructure NO_SERVERS = new AllocatedInfrastructure(Map.of(), Map.of());

    private static <T> DynamicTest list(String name, Function<List<T>, List<T>> throughARecord) {
        return DynamicTest.dynamicTest(name, () -> {
            List<T> original = new ArrayList<>();
            List<T> kept = throughARecord.apply(original);
            original.add(null);

            assertThat(kept).isEmpty();
            assertThatThrownBy(() -> kept.add(null)).isInstanceOf(UnsupportedOperationException.class);
        });
    }

    private static <K, V> DynamicTest map(String name, K key, Function<Map<K, V>, Map<K, V>> throughARecord) {
        return DynamicTest.dynamicTest(name, () -> {
            Map<K, V> original = new HashMap<>();
            Map<K, V> kept = throughARecord.apply(original);
            original.put(key, null);

            assertThat(kept).isEmpty();
            assertThatThrownBy(() -> kept.put(key, null)).isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @TestFactory
    Stream<DynamicTest> lists() {
        return Stream.of(
                list("Correlation.pairs", (List<Correlation.Pair> l) -> new Correlation(1, "", l).pairs()),
                list(
                        "PerformanceCorrelation.pairs",
                        (List<PerformanceCorrelation.Pair> l) -> new PerformanceCorrelation("", 1, l).pairs()),
                list("JoinCoverage.unmatched", (List<String> l) -> new JoinCoverage(1, l, null).unmatched()),
                list(
                        "LabAllocation.servers",
                        (List<LabAllocation.Placement> l) -> new LabAllocation("", null, l).servers()),
                list(
                        "Placement.peakTimes",
                        (List<org.ar1.integration.upstream.PeakTime> l) ->
                                new LabAllocation.Placement(1, null, l, null).peakTimes()),
                list(
                        "InfrastructureInsights.popularLabs",
                        (List<PopularEntry> l) -> new InfrastructureInsights(l, Map.of()).popularLabs()),
                list(
                        "LabTypeUtilization.labs",
                        (List<org.ar1.integration.upstream.LabUtilization> l) -> new LabTypeUtilization(
                                        UtilizationStatus.UNKNOWN, null, null, null, null, null, l)
                                .labs()),
                list(
                        "LabUtilizationReport.disagreements",
                        (List<Disagreement> l) -> new LabUtilizationReport(
                                        NOW,
                                        IntegrationStatus.SUCCESS,
                                        Map.of(),
                                        NO_INSIGHTS,
                                        NONE,
                                        l,
                                        UNKNOWN,
                                        List.of(),
                                        null)
                                .disagreements()),
                list(
                        "LabUtilizationReport.sources",
                        (List<org.ar1.integration.source.SourceStatus> l) -> new LabUtilizationReport(
                                        NOW,
                                        IntegrationStatus.SUCCESS,
                                        Map.of(),
                                        NO_INSIGHTS,
                                        NONE,
                                        List.of(),
                                        UNKNOWN,
                                        l,
                                        null)
                                .sources()),
                list(
                        "ServerAllocationReport.sources",
                        (List<org.ar1.integration.source.SourceStatus> l) -> new ServerAllocationReport(
                                        NOW, IntegrationStatus.SUCCESS, Map.of(), NO_SERVERS, NO_LOAD, UNKNOWN, l, null)
                                .sources()),
                list(
                        "LabPerformance.commonErrors",
                        (List<String> l) -> new LabPerformance("", null, null, null, l, null).commonErrors()));
    }

    @TestFactory
    Stream<DynamicTest> maps() {
        return Stream.of(
                map(
                        "AllocatedInfrastructure.servers",
                        1L,
                        (Map<Long, ServerInsight> m) -> new AllocatedInfrastructure(m, Map.of()).servers()),
                map(
                        "AllocatedInfrastructure.allocationMap",
                        "",
                        (Map<String, List<Long>> m) -> new AllocatedInfrastructure(Map.of(), m).allocationMap()),
                map(
                        "InfrastructureInsights.utilization",
                        "",
                        (Map<String, LabTypeUtilization> m) -> new InfrastructureInsights(List.of(), m).utilization()),
                map(
                        "LabUtilizationReport.labUsage",
                        "",
                        (Map<String, LabTypeUsage> m) -> new LabUtilizationReport(
                                        NOW,
                                        IntegrationStatus.SUCCESS,
                                        m,
                                        NO_INSIGHTS,
                                        NONE,
                                        List.of(),
                                        UNKNOWN,
                                        List.of(),
                                        null)
                                .labUsage()),
                map(
                        "ServerAllocationReport.labs",
                        "",
                        (Map<String, LabAllocation> m) -> new ServerAllocationReport(
                                        NOW,
                                        IntegrationStatus.SUCCESS,
                                        m,
                                        NO_SERVERS,
                                        NO_LOAD,
                                        UNKNOWN,
                                        List.of(),
                                        null)
                                .labs()),
                map(
                        "LearnerReport.labs",
                        "",
                        (Map<String, LearnerReport.LearnerLab> m) -> new LearnerReport(
                                        NOW, IntegrationStatus.SUCCESS, "", m, UNKNOWN, List.of(), null)
                                .labs()),
                map(
                        "LabUsage.eventDistribution",
                        "",
                        (Map<String, Long> m) -> new LabUsage("", 7, null, null, m, null).eventDistribution()),
                map(
                        "UsageTrends.labUsage",
                        "",
                        (Map<String, UsageTrends.TypeTrend> m) -> new UsageTrends(30, null, m).labUsage()),
                map(
                        "UserPerformance.performanceByLab",
                        "",
                        (Map<String, UserPerformance.LabAttempts> m) -> new UserPerformance("", m).performanceByLab()),
                map(
                        "ServerStatistics.servers",
                        1L,
                        (Map<Long, ServerStatistics.ServerHistory> m) ->
                                new ServerStatistics(0, 0, null, null, 8, m).servers()));
    }

    @Test
    void theServersOfALabTypeCannotBeChangedEither() {
        List<Long> servers = new ArrayList<>(List.of(1L));
        AllocatedInfrastructure infrastructure = new AllocatedInfrastructure(Map.of(), Map.of("docker", servers));
        servers.add(2L);

        assertThat(infrastructure.allocationMap().get("docker")).containsExactly(1L);
        assertThatThrownBy(() -> infrastructure.allocationMap().get("docker").clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
