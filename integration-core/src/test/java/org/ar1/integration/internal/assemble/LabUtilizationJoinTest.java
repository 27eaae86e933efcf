package org.ar1.integration.internal.assemble;

import static org.ar1.integration.internal.assemble.Given.NOW;
import static org.ar1.integration.internal.assemble.Given.absent;
import static org.ar1.integration.internal.assemble.Given.catalogue;
import static org.ar1.integration.internal.assemble.Given.entry;
import static org.ar1.integration.internal.assemble.Given.failed;
import static org.ar1.integration.internal.assemble.Given.live;
import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ar1.integration.internal.assemble.LabUtilizationJoin.Inputs;
import org.ar1.integration.report.Correlation.Pair;
import org.ar1.integration.report.Correlation.Reason;
import org.ar1.integration.report.Disagreement;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.PopularEntry;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;

class LabUtilizationJoinTest {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private Sourced<LabCatalogue> catalogue = live(
            USER_PROGRESS,
            "catalogue",
            catalogue(entry("Docker I", "docker"), entry("Docker II", "docker"), entry("Git", "git")));
    private Sourced<UsageTrends> trends = live(
            USAGE_ANALYTICS,
            "trends",
            new UsageTrends(
                    30, 160L, Map.of("docker", new TypeTrend(100L, 10L, 1L), "git", new TypeTrend(60L, 6L, null))));
    private Map<String, Sourced<LabUsage>> details = new HashMap<>(Map.of(
            "docker",
            live(USAGE_ANALYTICS, "usage/lab", usage("docker")),
            "git",
            absent(USAGE_ANALYTICS, "usage/lab")));
    private Sourced<List<PopularLab>> popular = live(
            LAB_MONITORING,
            "popular",
            List.of(
                    new PopularLab(1, "Docker I", 3L, 300.0),
                    new PopularLab(2, " docker  II", 1L, 300.0),
                    new PopularLab(3, "Git", 5L, 900.0)));
    private Sourced<List<LabUtilization>> utilization = live(
            LAB_MONITORING,
            "over-under-utilized",
            List.of(
                    new LabUtilization(3, "Git", 10L, 1.0, 90.0, 9.0, 0.9, UtilizationStatus.NORMAL),
                    new LabUtilization(2, " docker  II", 10L, 9.0, 20.0, 18.0, 1.8, UtilizationStatus.OVER_UTILIZED),
                    new LabUtilization(1, "Docker I", 10L, 1.0, 20.0, 2.0, 0.2, UtilizationStatus.UNDER_UTILIZED)));
    private Sourced<List<Allocation>> allocations;

    private Sourced<UsageTrends> recentTrends = live(
            USAGE_ANALYTICS,
            "trends-7",
            new UsageTrends(7, 20L, Map.of("docker", new TypeTrend(12L, 3L, 0L), "git", new TypeTrend(8L, 2L, 0L))));

    private static LabUsage usage(String labType) {
        return new LabUsage(labType, 7, 2L, 20L, Map.of("start", 20L), 61.5);
    }

    private LabUtilizationReport report(Predicate<String> wanted) {
        return LabUtilizationJoin.join(
                new Inputs(catalogue, trends, recentTrends, details, popular, utilization, allocations),
                LabTypeResolver.standard(),
                wanted,
                new CorrelationMemo(),
                NOW,
                RETRY_AFTER);
    }

    private LabUtilizationReport report() {
        return report(any -> true);
    }

    private static SourceStatus line(LabUtilizationReport report, String resource) {
        return report.sources().stream()
                .filter(source -> source.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFiguresOfTheTrendsAndTheDetailStandSideBySide() {
        assertThat(report().labUsage())
                .isEqualTo(Map.of(
                        "docker", new LabTypeUsage(100L, 10L, 1L, 30, usage("docker")),
                        "git", new LabTypeUsage(60L, 6L, null, 30, null)));
    }

    @Test
    void everyLabIsPopularUnderItsTypeMostMinutesFirstThenByName() {
        assertThat(report().infrastructureInsights().popularLabs())
                .containsExactly(
                        new PopularEntry("git", "Git", 5L, 900.0),
                        new PopularEntry("docker", " docker  II", 1L, 300.0),
                        new PopularEntry("docker", "Docker I", 3L, 300.0));
    }

    @Test
    void labsThatStateNoMinutesComeLastInTheOrderOfTheirCodePoints() {
        popular = live(
                LAB_MONITORING,
                "popular",
                List.of(
                        new PopularLab(1, "🐳", 1L, null),
                        new PopularLab(2, "\uff5e", 1L, null),
                        new PopularLab(3, "zero", 1L, 0.0)));

        assertThat(report().infrastructureInsights().popularLabs())
                .extracting(PopularEntry::name)
                .containsExactly("zero", "\uff5e", "🐳");
    }

    @Test
    void theLabsOfATypeAreOne() {
        var docker = report().infrastructureInsights().utilization().get("docker");

        assertThat(docker.normalizedUsage()).isEqualTo(20.0);
        assertThat(docker.estimatedUsers()).isEqualTo(20);
        assertThat(docker.ratio()).isEqualTo(1.0);
        assertThat(docker.status()).isEqualTo(UtilizationStatus.NORMAL);
        assertThat(docker.avgUsers()).as("weighted 3 to 1").isEqualTo(3.0);
        assertThat(docker.labs()).extracting(LabUtilization::labId).containsExactly(1L, 2L);
    }

    @Test
    void withoutThePopularListUtilizationStandsButItsAveragesDoNot() {
        popular = failed(LAB_MONITORING, "popular");
        LabUtilizationReport report = report();

        var docker = report.infrastructureInsights().utilization().get("docker");
        assertThat(docker.ratio()).isEqualTo(1.0);
        assertThat(docker.avgUsers()).isNull();
        assertThat(docker.avgTime()).isNull();
        assertThat(report.infrastructureInsights().popularLabs()).isEmpty();
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
    }

    @Test
    void aTypeThatOnlyOneSideKnowsIsKept() {
        trends = live(USAGE_ANALYTICS, "trends", new UsageTrends(30, 5L, Map.of("rust", new TypeTrend(5L, 1L, 0L))));
        LabUtilizationReport report = report();

        assertThat(report.labUsage()).containsOnlyKeys("rust");
        assertThat(report.infrastructureInsights().utilization()).containsOnlyKeys("docker", "git");
    }

    @Test
    void namesThatTheCatalogueDoesNotHoldAreReported() {
        utilization =
                live(LAB_MONITORING, "over-under-utilized", List.of(Given.lab(9, 1L, 1.0), Given.lab(8, 1L, 1.0)));

        assertThat(report().coverage()).isEqualTo(new JoinCoverage(3, List.of("Lab 8", "Lab 9"), 0.6));
    }

    @Test
    void sourcesAreThoseThatWereUsed() {
        LabUtilizationReport report = report();

        assertThat(report.sources())
                .extracting(source -> source.service().id() + "/" + source.resource())
                .containsExactly(
                        "usage-analytics/trends",
                        "usage-analytics/trends-7",
                        "usage-analytics/usage/lab",
                        "lab-monitoring/popular",
                        "lab-monitoring/over-under-utilized",
                        "user-progress/catalogue");
        assertThat(line(report, "usage/lab").calls()).isEqualTo(new CallCounts(2, 0, 0, 0, 0, List.of(), 0));
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(report.retryAfter()).isNull();
        assertThat(report.timestamp()).isEqualTo(NOW);
    }

    @Test
    void allocationsAreASourceOnlyWhereTheyWereAsked() {
        allocations = live(RESOURCE_ALLOCATION, "allocations", List.of());

        assertThat(report().sources()).last().extracting(SourceStatus::resource).isEqualTo("allocations");
    }

    @Test
    void aDetailNamedTooLateCountsAsSkipped() {
        details.remove("git");
        LabUtilizationReport report = report();

        assertThat(line(report, "usage/lab").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(line(report, "usage/lab").calls()).isEqualTo(new CallCounts(1, 0, 0, 0, 1, List.of("git"), 0));
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
    }

    @Test
    void aTypeWithoutARecentEventNeedsNoDetail() {
        details.remove("git");
        recentTrends = live(
                USAGE_ANALYTICS, "trends-7", new UsageTrends(7, 12L, Map.of("docker", new TypeTrend(12L, 3L, 0L))));
        LabUtilizationReport report = report();

        assertThat(report.labUsage().get("git")).isEqualTo(new LabTypeUsage(60L, 6L, null, 30, null));
        assertThat(line(report, "usage/lab").calls()).isEqualTo(new CallCounts(1, 0, 0, 0, 0, List.of(), 0));
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
    }

    @Test
    void withoutTheRecentTrendsEveryTypeOfTheTrendsNeedsItsDetail() {
        details.remove("git");
        recentTrends = failed(USAGE_ANALYTICS, "trends-7");

        assertThat(line(report(), "usage/lab").calls()).isEqualTo(new CallCounts(1, 0, 0, 0, 1, List.of("git"), 0));
    }

    @Test
    void aDetailThatTheTrendsDoNotNameIsNotUsed() {
        details.put("extra", live(USAGE_ANALYTICS, "usage/lab", usage("extra")));
        LabUtilizationReport report = report();

        assertThat(report.labUsage()).doesNotContainKey("extra");
        assertThat(line(report, "usage/lab").calls()).isEqualTo(new CallCounts(2, 0, 0, 0, 0, List.of(), 0));
    }

    @Test
    void withoutTheTrendsTheDetailsStandAlone() {
        trends = failed(USAGE_ANALYTICS, "trends");
        LabUtilizationReport report = report();

        assertThat(report.labUsage())
                .isEqualTo(Map.of("docker", new LabTypeUsage(null, null, null, null, usage("docker"))));
        assertThat(report.correlation().applicationWindowDays()).isNull();
        assertThat(line(report, "usage/lab").calls()).isEqualTo(new CallCounts(2, 0, 0, 0, 0, List.of(), 0));
    }

    @Test
    void withoutTheTrendsTheDetailsOfOtherTypesStayOutOfTheReportOfOne() {
        trends = failed(USAGE_ANALYTICS, "trends");
        details.put("git", live(USAGE_ANALYTICS, "usage/lab", usage("git")));
        LabUtilizationReport report = report("git"::equals);

        assertThat(report.labUsage()).containsOnlyKeys("git");
        assertThat(line(report, "usage/lab").calls()).isEqualTo(new CallCounts(1, 0, 0, 0, 0, List.of(), 0));
    }

    @Test
    void withoutTrendsAndCatalogueNothingNamesTheDetails() {
        trends = failed(USAGE_ANALYTICS, "trends");
        recentTrends = failed(USAGE_ANALYTICS, "trends-7");
        catalogue = failed(USER_PROGRESS, "catalogue");
        details = Map.of();
        LabUtilizationReport report = report();

        assertThat(line(report, "usage/lab").calls()).isEqualTo(new CallCounts(0, 0, 0, 0, 1, List.of(), 0));
        assertThat(report.infrastructureInsights().utilization()).containsOnlyKeys("docker", "git");
        assertThat(report.coverage()).isEqualTo(new JoinCoverage(null, List.of(), null));
    }

    @Test
    void withoutAnythingButTheCatalogueTheReportFailed() {
        trends = failed(USAGE_ANALYTICS, "trends");
        recentTrends = failed(USAGE_ANALYTICS, "trends-7");
        details = Map.of("docker", failed(USAGE_ANALYTICS, "usage/lab"));
        popular = failed(LAB_MONITORING, "popular");
        utilization = failed(LAB_MONITORING, "over-under-utilized");
        LabUtilizationReport report = report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(report.retryAfter()).isEqualTo(RETRY_AFTER);
        assertThat(report.labUsage()).isEmpty();
        assertThat(report.infrastructureInsights().popularLabs()).isEmpty();
        assertThat(report.infrastructureInsights().utilization()).isEmpty();
        assertThat(report.correlation().pairs()).extracting(Pair::reason).containsOnly(Reason.FEWER_THAN_FIVE_PAIRS);
    }

    @Test
    void emptyAnswersAreData() {
        trends = live(USAGE_ANALYTICS, "trends", new UsageTrends(30, 0L, Map.of()));
        details = Map.of();
        popular = live(LAB_MONITORING, "popular", List.of());
        utilization = live(LAB_MONITORING, "over-under-utilized", List.of());
        catalogue = live(USER_PROGRESS, "catalogue", LabCatalogue.empty());
        LabUtilizationReport report = report();

        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(report.sources()).extracting(SourceStatus::resource).doesNotContain("usage/lab");
        assertThat(report.coverage()).isEqualTo(new JoinCoverage(0, List.of(), null));
    }

    @Test
    void theReportOfOneTypeIsTheSameFiltered() {
        LabUtilizationReport all = report();
        LabUtilizationReport one = report("docker"::equals);

        assertThat(one.labUsage())
                .containsOnlyKeys("docker")
                .containsEntry("docker", all.labUsage().get("docker"));
        assertThat(one.infrastructureInsights().popularLabs())
                .isEqualTo(all.infrastructureInsights().popularLabs().stream()
                        .filter(lab -> lab.labType().equals("docker"))
                        .toList());
        assertThat(one.infrastructureInsights().utilization())
                .isEqualTo(Map.of(
                        "docker", all.infrastructureInsights().utilization().get("docker")));
        assertThat(one.correlation()).as("over all types").isEqualTo(all.correlation());
        assertThat(one.coverage()).isEqualTo(new JoinCoverage(2, List.of(), 1.0));
        assertThat(line(one, "usage/lab").calls()).isEqualTo(new CallCounts(1, 0, 0, 0, 0, List.of(), 0));
    }

    @Test
    void minutesAreSummedOverTheLabsOfATypeBeforeTheyAreRanked() {
        sixTypes();
        LabUtilizationReport report = report();

        assertThat(report.correlation().pairs().get(0).n()).isEqualTo(6);
        assertThat(report.correlation().pairs().get(0).rho()).isEqualTo(1.0);
        assertThat(report.disagreements()).isEmpty();
    }

    @Test
    void disagreementsOfOtherTypesStayOutOfTheReportOfOneWithTheirRanksOverAll() {
        sixTypes();
        List<PopularLab> reversed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            reversed.add(new PopularLab(i, "T" + i, 1L, 100.0 - i));
        }
        popular = live(LAB_MONITORING, "popular", reversed);

        assertThat(report().disagreements()).extracting(Disagreement::labType).containsExactly("t0", "t1", "t4", "t5");
        assertThat(report("t4"::equals).disagreements()).containsExactly(new Disagreement("t4", 2, 5, 6));
        assertThat(report("t2"::equals).disagreements()).isEmpty();
    }

    /** t0 to t5 with rising events; each with two labs whose minutes rise in sum only. */
    private void sixTypes() {
        Map<String, TypeTrend> types = new HashMap<>();
        List<PopularLab> labs = new ArrayList<>();
        details = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            types.put("t" + i, new TypeTrend(10L * i, 1L, 0L));
            labs.add(new PopularLab(2L * i + 1, "t" + i + " ", 1L, 20.0 * i));
            labs.add(new PopularLab(2L * i, "T" + i, 1L, 100.0 - 10 * i));
            details.put("t" + i, absent(USAGE_ANALYTICS, "usage/lab"));
        }
        trends = live(USAGE_ANALYTICS, "trends", new UsageTrends(30, 150L, types));
        popular = live(LAB_MONITORING, "popular", labs);
        catalogue = live(USER_PROGRESS, "catalogue", LabCatalogue.empty());
        utilization = live(LAB_MONITORING, "over-under-utilized", List.of());
    }
}
