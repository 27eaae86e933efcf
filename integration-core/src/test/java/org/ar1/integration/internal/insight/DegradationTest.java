package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SubjectType;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.internal.insight.Degradation.Rule;
import org.ar1.integration.source.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every subset of the sources missing: what does not need them stays as it is. */
class DegradationTest {

    private static final List<InsightSource> SOURCES = List.of(
            InsightSource.STATISTICS,
            InsightSource.SERVERS,
            InsightSource.ALLOCATIONS,
            InsightSource.PEAKS,
            InsightSource.POPULAR,
            InsightSource.UTILIZATION,
            InsightSource.TRENDS,
            InsightSource.CATALOGUE,
            InsightSource.PERFORMANCE);

    private static final List<InsightKind> LISTED = List.of(InsightKind.values()).stream()
            .filter(kind -> kind != InsightKind.QUIET_WINDOW)
            .toList();

    private static final Set<InsightKind> BY_THE_JOIN =
            EnumSet.of(InsightKind.IDLE_LAB, InsightKind.DEMAND_MISMATCH, InsightKind.SATURATION_ERRORS);

    private static final Insights FULL = Insights.of(PlantedCampus.inputs().inputs());

    private static Insights with(Set<InsightSource> sources, Outcome outcome) {
        SampleInputs given = PlantedCampus.inputs();
        sources.forEach(source -> given.source(source, outcome));
        return Insights.of(given.inputs());
    }

    private static List<Insight> of(Insights insights, InsightKind kind) {
        return insights.listed().stream()
                .filter(insight -> insight.heading().kind() == kind)
                .toList();
    }

    /**
     * The insights of a kind, without their confidence where that hangs on the join: the names of a source that is missing do
     * not count in the report's coverage either.
     */
    private static List<Object> said(Insights insights, InsightKind kind) {
        return of(insights, kind).stream()
                .<Object>map(insight -> BY_THE_JOIN.contains(kind)
                        ? List.of(
                                insight.heading().id(),
                                insight.heading().claim(),
                                insight.heading().figure(),
                                insight.heading().reasonCodes())
                        : insight)
                .toList();
    }

    private static List<Withheld> fleetWithheld(Insights insights, InsightKind kind) {
        return insights.withheld().stream()
                .filter(none -> none.kind() == kind
                        && none.subject().type() == SubjectType.FLEET
                        && none.reasonCodes().contains(ReasonCode.SOURCE_FAILED))
                .toList();
    }

    @Test
    void everySubsetOfFailedSourcesCostsWhatNeedsThemAndNothingElse() {
        for (int bits = 0; bits < 1 << SOURCES.size(); bits++) {
            Set<InsightSource> missing = EnumSet.noneOf(InsightSource.class);
            for (int i = 0; i < SOURCES.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    missing.add(SOURCES.get(i));
                }
            }
            Insights insights = with(missing, Outcome.FAILED);
            if (missing.contains(InsightSource.ALLOCATIONS)) {
                missing.add(InsightSource.PEAKS); // the allocations name the servers to ask for
            }
            for (InsightKind kind : LISTED) {
                check(insights, kind, missing);
            }
        }
    }

    private static void check(Insights insights, InsightKind kind, Set<InsightSource> missing) {
        Rule rule = Degradation.rule(kind);
        Set<InsightSource> required = intersection(rule.required(), missing);
        Set<InsightSource> optional = intersection(rule.optional().keySet(), missing);
        boolean silent = rule.anyOf() ? required.size() == rule.required().size() : !required.isEmpty();
        String which = kind + " without " + missing;
        if (silent) {
            assertThat(of(insights, kind)).as(which).isEmpty();
            assertThat(fleetWithheld(insights, kind)).as(which).singleElement().satisfies(none -> {
                assertThat(none.needs().split(", ", -1)).hasSameSizeAs(required);
                required.forEach(source -> assertThat(none.needs())
                        .contains(source.names(PlantedCampus.inputs().inputs()).get(0)));
            });
            return;
        }
        assertThat(fleetWithheld(insights, kind)).as(which).isEmpty();
        if (optional.isEmpty() && required.isEmpty()) {
            assertThat(said(insights, kind)).as(which).isEqualTo(said(FULL, kind));
            return;
        }
        Set<Caveat> expected = EnumSet.noneOf(Caveat.class);
        optional.forEach(source -> expected.addAll(rule.optional().getOrDefault(source, Set.of())));
        for (Insight insight : of(insights, kind)) {
            Heading heading = insight.heading();
            assertThat(heading.caveats()).as(which).containsAll(expected);
            assertThat(heading.state())
                    .as(which)
                    .isEqualTo(expected.isEmpty() ? InsightState.OK : InsightState.WIDENED);
            missing.forEach(source -> assertThat(heading.sources())
                    .as(which)
                    .doesNotContainAnyElementsOf(
                            source.names(PlantedCampus.inputs().inputs())));
        }
    }

    private static Set<InsightSource> intersection(Set<InsightSource> one, Set<InsightSource> other) {
        return one.stream().filter(other::contains).collect(Collectors.toSet());
    }

    /** A stale source is as good as a current one, but said so where it is required. */
    @ParameterizedTest
    @EnumSource(InsightSource.class)
    void aStaleSourceChangesNoFigure(InsightSource stale) {
        Insights insights = with(Set.of(stale), Outcome.STALE);

        assertThat(ids(insights)).isEqualTo(ids(FULL));
        Map<String, Insight> full = new TreeMap<>();
        FULL.listed().forEach(insight -> full.put(insight.heading().id(), insight));
        for (Insight insight : insights.listed()) {
            Heading heading = insight.heading();
            Heading before = full.get(heading.id()).heading();
            Rule rule = Degradation.rule(heading.kind());
            if (rule.required().contains(stale)) {
                assertThat(heading.state()).isEqualTo(InsightState.WIDENED);
                assertThat(heading.caveats()).contains(Caveat.SOURCE_STALE);
                assertThat(heading.confidence().level()).isNotEqualTo(ConfidenceLevel.HIGH);
            } else {
                assertThat(insight).isEqualTo(full.get(heading.id()));
            }
            assertThat(heading.claim()).isEqualTo(before.claim());
            assertThat(heading.figure()).isEqualTo(before.figure());
            assertThat(heading.flips()).isEqualTo(before.flips());
            assertThat(heading.sources()).isEqualTo(before.sources());
        }
    }

    private static List<String> ids(Insights insights) {
        List<String> ids = new ArrayList<>();
        insights.listed().forEach(insight -> ids.add(insight.heading().id()));
        insights.withheld().forEach(none -> ids.add(none.id()));
        return ids;
    }

    @Test
    void aSkippedSourceIsAsGoodAsAFailedOne() {
        Insights insights = with(Set.of(InsightSource.PEAKS), Outcome.SKIPPED);

        assertThat(fleetWithheld(insights, InsightKind.DEMAND_AT_RISK)).hasSize(1);
    }

    @Test
    void theWeeklyTrendsAreNeededAllFour() {
        Insights insights = with(Set.of(InsightSource.WEEKLY_TRENDS), Outcome.FAILED);

        assertThat(fleetWithheld(insights, InsightKind.DEMAND_CHANGE))
                .singleElement()
                .satisfies(none -> assertThat(none.needs())
                        .isEqualTo("usage-analytics/trends-7, usage-analytics/trends-14, usage-analytics/trends-21,"
                                + " usage-analytics/trends-28"));
    }

    @Test
    void peaksOfAnUnstatedZoneAreSaidToBeAssumed() {
        Insights insights = Insights.of(PlantedCampus.inputs().peaksZone(null).inputs());

        assertThat(of(insights, InsightKind.DEMAND_AT_RISK)).isNotEmpty().allSatisfy(insight -> {
            assertThat(insight.heading().caveats()).contains(Caveat.PEAKS_ZONE_ASSUMED);
            assertThat(insight.heading().state()).isEqualTo(InsightState.WIDENED);
        });
    }

    @Test
    void tooManyServersLeaveNoProfile() {
        Insights insights = Insights.of(PlantedCampus.inputs().tooManyServers().inputs());

        assertThat(of(insights, InsightKind.BUSIEST_HOUR)).isEmpty();
        assertThat(of(insights, InsightKind.RIGHT_SIZING)).isEmpty();
        assertThat(of(insights, InsightKind.SUSTAINED_LOAD)).isNotEmpty();
        assertThat(insights.withheld())
                .filteredOn(none -> none.kind() == InsightKind.BUSIEST_HOUR)
                .singleElement()
                .satisfies(none -> {
                    assertThat(none.reasonCodes()).containsExactly(ReasonCode.TOO_MANY_SERVERS);
                    assertThat(none.needs()).contains("INSIGHT_MEMORY");
                });
    }
}
