package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.DemandAtRisk;
import org.ar1.integration.insight.Failover;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.IdleLab;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.source.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ar1.integration.internal.insight.SmallCampus.Usage;
import org.junit.jupiter.api.Test;

/** Every subset of failed sources: what is still said has the figures of the full answer, but for those that are null. */
class MissingSourcesTest {

    private static final List<InsightSource> SOURCES = List.of(InsightSource.values());

    /** The kinds that have an insight or more on the full campus, each of them found here. */
    private static final Set<InsightKind> PLANTED = EnumSet.of(
            InsightKind.FAILOVER,
            InsightKind.PLACEMENT,
            InsightKind.IMBALANCE,
            InsightKind.DEMAND_AT_RISK,
            InsightKind.IDLE_LAB,
            InsightKind.DEMAND_MISMATCH,
            InsightKind.SATURATION_ERRORS,
            InsightKind.DATA_HEALTH,
            InsightKind.DEMAND_CHANGE);

    /** Names whose slugs are their types, so that types are the same without the catalogue. */
    private static SmallCampus campus() {
        SmallCampus campus = new SmallCampus(4)
                .server(1, hour -> hour % 168 == 10 || hour > 660 ? 90 : 50)
                .server(2, 1000.0, 1000.0, 1000.0, SmallCampus.NOW)
                .history(2, Usage.of(100), Usage.of(10), Usage.of(10))
                .server(3, 100.0, 100.0, null, null)
                .history(3, Usage.of(5), Usage.of(5), Usage.of(5));
        for (int i = 0; i < 5; i++) {
            campus.lab("hot" + i, "hot" + i, 1)
                    .trend("hot" + i, 100L, 10L, 30L)
                    .popular("hot" + i, 10L, 100.0 * (i + 1))
                    .sessionMinutes("hot" + i, 30.0);
            campus.lab("cool" + i, "cool" + i, 2)
                    .trend("cool" + i, 100L, 10L, 1L)
                    .popular("cool" + i, 10L, 120.0 * (i + 1))
                    .sessionMinutes("cool" + i, 30.0);
        }
        return campus.lab("alone", "alone", 3)
                .popular("alone", 0L, 0.0)
                .sessionMinutes("alone", null)
                .lab("odd", "odd", 2)
                .trend("odd", 20L, 1L, 0L)
                .popular("odd", 5L, 1_000_000.0)
                .sessionMinutes("odd", 10.0)
                .weekly("hot1", 100L, 160L, 215L, 280L)
                .starts(
                        1,
                        Map.of(
                                LocalDateTime.parse("2026-11-02T10:00"),
                                50L,
                                LocalDateTime.parse("2026-11-03T00:00"),
                                50L));
    }

    private static SmallCampus with(Outcome outcome, int subset) {
        SmallCampus campus = campus();
        for (InsightSource source : sources(subset)) {
            campus.outcome(source, outcome);
        }
        return campus;
    }

    private static List<InsightSource> sources(int subset) {
        List<InsightSource> sources = new ArrayList<>();
        for (int i = 0; i < SOURCES.size(); i++) {
            if ((subset & 1 << i) != 0) {
                sources.add(SOURCES.get(i));
            }
        }
        return sources;
    }

    private static Map<String, Insight> byId(Insights insights, InsightKind kind) {
        Map<String, Insight> byId = new TreeMap<>();
        insights.listed().stream()
                .filter(insight -> insight.heading().kind() == kind)
                .forEach(insight -> byId.put(insight.heading().id(), insight));
        return byId;
    }

    @Test
    void everyKindIsFoundOnTheFullCampus() {
        Insights full = Insights.of(campus().inputs());

        assertThat(PLANTED).allSatisfy(kind -> assertThat(byId(full, kind)).isNotEmpty());
    }

    @Test
    void aRequiredSourceWithholdsItsKindsAndNothingElseChangesButWhatIsDeclared() {
        Insights full = Insights.of(campus().inputs());
        for (int subset = 1; subset < 1 << SOURCES.size(); subset++) {
            Set<InsightSource> failed = EnumSet.copyOf(sources(subset));
            Insights some = Insights.of(with(Outcome.FAILED, subset).inputs());
            for (InsightKind kind : PLANTED) {
                Degradation.Rule rule = Degradation.rule(kind);
                boolean withheld = rule.anyOf()
                        ? failed.containsAll(rule.required())
                        : rule.required().stream().anyMatch(failed::contains);
                if (withheld) {
                    assertWithheld(some, kind, failed);
                } else if (kind != InsightKind.DATA_HEALTH) {
                    boolean neitherTypesNorSessions = kind == InsightKind.IDLE_LAB
                            && failed.contains(InsightSource.CATALOGUE)
                            && failed.contains(InsightSource.POPULAR);
                    // A lab whose type is guessed is idle only when it was never used, which is not known then.
                    assertSame(neitherTypesNorSessions ? Map.of() : byId(full, kind), byId(some, kind), rule, failed);
                }
            }
        }
    }

    private static void assertWithheld(Insights some, InsightKind kind, Set<InsightSource> failed) {
        assertThat(byId(some, kind)).as("%s without %s", kind, failed).isEmpty();
        List<Withheld> withheld =
                some.withheld().stream().filter(none -> none.kind() == kind).toList();
        assertThat(withheld).as("%s without %s", kind, failed).hasSize(1);
        assertThat(withheld.get(0).reasonCodes()).containsExactly(ReasonCode.SOURCE_FAILED);
        assertThat(withheld.get(0).needs()).isNotEmpty();
    }

    private static void assertSame(
            Map<String, Insight> full, Map<String, Insight> some, Degradation.Rule rule, Set<InsightSource> failed) {
        assertThat(some.keySet()).as("without %s", failed).isEqualTo(full.keySet());
        Set<Caveat> declared = EnumSet.noneOf(Caveat.class);
        rule.optional().forEach((source, caveats) -> {
            if (failed.contains(source)) {
                declared.addAll(caveats);
            }
        });
        full.forEach((id, insight) -> {
            Insight other = some.get(id);
            Set<Caveat> added = EnumSet.noneOf(Caveat.class);
            added.addAll(other.heading().caveats());
            insight.heading().caveats().forEach(added::remove);
            assertThat(added).as("%s without %s", id, failed).isEqualTo(declared);
            assertThat(other.heading().state())
                    .as("%s without %s", id, failed)
                    .isEqualTo(declared.isEmpty() ? insight.heading().state() : InsightState.WIDENED);
            assertThat(evidence(other, failed)).as("%s without %s", id, failed).isEqualTo(evidence(insight, failed));
        });
    }

    /** The evidence without what is null when these are missing. */
    private static List<?> evidence(Insight insight, Set<InsightSource> failed) {
        boolean popular = failed.contains(InsightSource.POPULAR);
        if (insight instanceof Failover f) {
            boolean trends = failed.contains(InsightSource.TRENDS);
            List<Object> evidence = new ArrayList<>(List.of(
                    f.resource(),
                    f.worst(),
                    f.worstAt(),
                    f.hours(),
                    f.hoursOver(),
                    f.servers(),
                    f.verdict(),
                    f.labsLost(),
                    f.typesLost()));
            evidence.add(trends ? null : f.usersAtLeast());
            evidence.add(trends ? null : f.usersAtMost());
            evidence.add(popular ? null : f.minutesShare());
            return evidence;
        }
        if (insight instanceof DemandAtRisk d) {
            boolean known = !popular
                    && !failed.contains(InsightSource.UTILIZATION)
                    && !failed.contains(InsightSource.ALLOCATIONS);
            List<Object> evidence = new ArrayList<>(List.of(d.starts(), d.startsHot(), d.share()));
            evidence.add(known ? d.learnerMinutesEstimate() : null);
            return evidence;
        }
        if (insight instanceof IdleLab i) {
            return List.of(i.lab(), i.labType(), i.servers(), i.aloneOn(), i.days());
        }
        Heading heading = insight.heading();
        return List.of(heading.figure(), heading.reasonCodes(), heading.claim());
    }
}
