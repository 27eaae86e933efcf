package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.Window;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.upstream.ServerResource;
import org.junit.jupiter.api.Test;

class InsightsTest {

    private static final Insights INSIGHTS = Insights.of(PlantedCampus.inputs().inputs());

    private static Set<String> found(InsightKind kind) {
        return INSIGHTS.listed().stream()
                .map(Insight::heading)
                .filter(heading -> heading.kind() == kind)
                .map(heading -> heading.subject().key()
                        + (heading.resource() == null
                                ? ""
                                : " " + heading.resource().id()))
                .collect(Collectors.toSet());
    }

    @Test
    void whatWasPlantedIsFoundAndNothingElse() {
        assertThat(found(InsightKind.BUSIEST_HOUR)).containsExactlyInAnyOrder("1 cpu", "2 memory");
        assertThat(found(InsightKind.SUSTAINED_LOAD)).containsExactlyInAnyOrder("1", "2");
        assertThat(found(InsightKind.SATURATION_FORECAST)).containsExactly("3 disk");
        assertThat(found(InsightKind.RIGHT_SIZING)).containsExactlyInAnyOrder("3", "4");
        assertThat(found(InsightKind.IMBALANCE)).containsExactly(" memory");
        assertThat(found(InsightKind.PLACEMENT)).containsExactlyInAnyOrder("1", "2");
        assertThat(found(InsightKind.CHANGE)).containsExactly("5 cpu");
        assertThat(found(InsightKind.DEMAND_AT_RISK)).containsExactlyInAnyOrder("1", "2");
        assertThat(found(InsightKind.IDLE_LAB)).containsExactly("Idle");
        assertThat(found(InsightKind.DEMAND_MISMATCH)).containsExactly("type-a");
        assertThat(found(InsightKind.SATURATION_ERRORS)).containsExactly("");
        assertThat(found(InsightKind.DATA_HEALTH)).containsExactlyInAnyOrder("10", "99");
        assertThat(found(InsightKind.DEMAND_CHANGE)).containsExactly("type-a");
        assertThat(INSIGHTS.withheld())
                .extracting(Withheld::kind, none -> none.subject().key(), Withheld::resource, Withheld::reasonCodes)
                .containsExactly(tuple(
                        InsightKind.SATURATION_FORECAST, "10", ServerResource.DISK, List.of(ReasonCode.NO_CAPACITY)));
    }

    @Test
    void theOrderIsSeverityThenKindAndSubjectAsText() {
        List<String> order = INSIGHTS.listed().stream()
                .map(Insight::heading)
                .map(heading -> heading.severity().name().charAt(1)
                        + heading.kind().id() + "|" + heading.subject().type().id() + "|"
                        + heading.subject().key())
                .toList();

        // CRITICAL, INFO and WARNING by their second letters are R, N and A.
        assertThat(order)
                .isSortedAccordingTo(Comparator.<String, Integer>comparing(text -> "RAN".indexOf(text.charAt(0)))
                        .thenComparing(text -> text.substring(1)));
        assertThat(INSIGHTS.listed()).hasSizeGreaterThan(12);
    }

    @Test
    void identifiersAreUnique() {
        assertThat(INSIGHTS.listed())
                .extracting(insight -> insight.heading().id())
                .doesNotHaveDuplicates();
    }

    @Test
    void theReportStatesWindowZoneAndJoin() {
        InsightReport report = INSIGHTS.report(IntegrationStatus.SUCCESS, List.of(), null);

        assertThat(report.window())
                .isEqualTo(
                        new Window(Instant.parse("2026-10-19T09:00:00Z"), Instant.parse("2026-11-23T09:00:00Z"), 5, 0));
        assertThat(report.zone().getId()).isEqualTo("Z");
        assertThat(report.coverage().ratio()).isEqualTo(1.0);
        assertThat(report.insights()).isEqualTo(INSIGHTS.listed());
    }

    @Test
    void everyInsightIsExplained() {
        for (Insight insight : INSIGHTS.listed()) {
            Explanation explanation = INSIGHTS.explain(insight.heading().id()).orElseThrow();

            assertThat(explanation.insight()).isEqualTo(insight);
            assertThat(explanation.withheld()).isNull();
            assertThat(explanation.definition())
                    .isEqualTo("docs/insights.md#" + insight.heading().kind().id());
            assertThat(explanation.steps()).as(insight.heading().id()).isNotEmpty();
        }
    }

    @Test
    void whatIsWithheldIsExplainedToo() {
        Withheld none = INSIGHTS.withheld().get(0);

        assertThat(INSIGHTS.explain(none.id()).orElseThrow().withheld()).isEqualTo(none);
        assertThat(INSIGHTS.explain("busiest_hour-0000000000000000")).isEmpty();
    }

    @Test
    void aForecastThatIsWithheldShowsHowFarItCame() {
        SampleInputs given = SampleInputs.until("2026-11-23T00:00:00Z", 8);
        given.server(2, slot -> SampleInputs.Usage.disk(given.horizon - slot < 4 * 1008 ? 80 : 40));
        Insights insights = Insights.of(given.inputs());
        Withheld none = insights.withheld().stream()
                .filter(other -> other.reasonCodes().contains(ReasonCode.NOT_STEADY))
                .findFirst()
                .orElseThrow();

        assertThat(insights.explain(none.id()).orElseThrow().steps())
                .extracting(Explanation.Step::name)
                .containsExactly("daily_peaks", "p", "slope_per_day");
    }

    @Test
    void theServersWithTheLeastHeadroomComeFirst() {
        List<ServerCapacity> rows = INSIGHTS.servers();

        assertThat(rows).extracting(ServerCapacity::serverId).containsExactly(1L, 2L, 5L, 10L, 3L, 4L);
        ServerCapacity first = rows.get(0);
        assertThat(first.busiestHour())
                .isEqualTo(new ServerCapacity.Busiest(
                        ServerResource.CPU, DayOfWeek.MONDAY, 10, 0.92, 0.08, 141.54, 100, 5, 5));
        assertThat(first.finding()).isEqualTo(Finding.UNDER_PROVISIONED);
        assertThat(first.labs()).isEqualTo(1);
        assertThat(first.state()).isEqualTo(ServerState.OK);
        assertThat(first.hotHours7d()).isEqualTo(1);
        assertThat(first.insights())
                .containsExactlyElementsOf(INSIGHTS.listed().stream()
                        .filter(insight -> insight.heading().subject().key().equals("1"))
                        .map(insight -> insight.heading().id())
                        .toList());
        assertThat(rows.get(4).saturation()).isNotNull().satisfies(saturation -> {
            assertThat(saturation.resource()).isEqualTo(ServerResource.DISK);
            assertThat(saturation.status()).isEqualTo(ForecastStatus.CROSSES);
        });
        assertThat(rows.get(3).withheld()).hasSize(1);
        assertThat(first.failover()).isNotNull();
    }

    @Test
    void aServerWithoutHistoryIsTheLastRow() {
        List<ServerCapacity> rows = Insights.of(PlantedCampus.inputs()
                        .serverWithoutHistory(0, SampleInputs.HUNDRED)
                        .inputs())
                .servers();

        ServerCapacity last = rows.get(rows.size() - 1);
        assertThat(last.serverId()).isZero();
        assertThat(last.busiestHour()).isNull();
        assertThat(last.weeks()).isNull();
        assertThat(last.coverage()).isNull();
        assertThat(last.hotHours7d()).isNull();
        assertThat(last.confidence()).isNull();
    }

    @Test
    void withoutAllocationsTheLabsAreNotKnown() {
        Insights insights = Insights.of(PlantedCampus.inputs()
                .source(InsightSource.ALLOCATIONS, Outcome.FAILED)
                .inputs());

        assertThat(insights.servers()).allSatisfy(row -> {
            assertThat(row.labs()).isNull();
            assertThat(row.failover()).isNull();
        });
    }

    @Test
    void theViewsOfOneServerAreThere() {
        assertThat(INSIGHTS.profile(1)
                        .orElseThrow()
                        .resources()
                        .get(ServerResource.CPU)
                        .cells())
                .hasSize(168)
                .filteredOn(cell -> cell.weeksHot() > 0)
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.weekday()).isEqualTo(DayOfWeek.MONDAY);
                    assertThat(cell.hour()).isEqualTo(10);
                    assertThat(cell.p95()).isEqualTo(0.92);
                    assertThat(cell.samples()).isEqualTo(30);
                });
        ServerForecast disk = INSIGHTS.forecast(3).orElseThrow().get(ServerResource.DISK);
        assertThat(disk.peaks()).hasSize(34);
        assertThat(disk.line()).hasSize(34);
        assertThat(disk.line().get(0).date()).isEqualTo("2026-11-23");
        assertThat(INSIGHTS.quietWindows(1, 2).orElseThrow().windows()).hasSize(3);
        assertThat(INSIGHTS.placement("type-a", 2, 4).orElseThrow().verdict()).isNotEqualTo(MoveVerdict.UNKNOWN);
    }

    @Test
    void aServerThatIsNotKnownHasNoViews() {
        assertThat(INSIGHTS.profile(77)).isEmpty();
        assertThat(INSIGHTS.forecast(77)).isEmpty();
        assertThat(INSIGHTS.quietWindows(77, 2)).isEmpty();
    }

    @Test
    void withoutStatisticsThereIsNoWindow() {
        Insights insights = Insights.of(PlantedCampus.inputs()
                .source(InsightSource.STATISTICS, Outcome.FAILED)
                .inputs());

        assertThat(insights.window()).isNull();
        assertThat(insights.servers()).isEmpty();
        assertThat(insights.profile(1)).isEmpty();
        assertThat(insights.withheld())
                .filteredOn(none -> none.kind() == InsightKind.BUSIEST_HOUR)
                .extracting(Withheld::reasonCodes, Withheld::needs)
                .containsExactly(tuple(List.of(ReasonCode.SOURCE_FAILED), "performance/stats"));
    }
}
