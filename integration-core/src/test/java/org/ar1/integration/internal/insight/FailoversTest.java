package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Failover;
import org.ar1.integration.insight.FailoverVerdict;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.insight.SmallCampus.Usage;
import org.ar1.integration.upstream.ServerResource;
import org.junit.jupiter.api.Test;

class FailoversTest {

    private static Verdicts<Failover> judge(SmallCampus campus) {
        return new Failovers().judge(campus.basis());
    }

    private static Failover of(SmallCampus campus, long server) {
        return judge(campus)
                .all()
                .filter(insight -> insight.heading().subject().equals(Subject.server(server)))
                .findFirst()
                .orElseThrow();
    }

    /** 90 + 70 + 50 on three of 100. */
    private static SmallCampus three() {
        return new SmallCampus(4)
                .server(1, Usage.of(90))
                .server(2, Usage.of(70))
                .server(3, Usage.of(50));
    }

    @Test
    void theOthersDoNotCarryTheLoadOfAllByHand() {
        Failover failover = of(three(), 2);

        assertThat(failover.resource()).isEqualTo(ServerResource.CPU);
        assertThat(failover.worst()).as("210 / 200").isEqualTo(1.05);
        assertThat(failover.verdict()).isEqualTo(FailoverVerdict.NOT_CARRIED);
        assertThat(failover.hours()).isEqualTo(4 * 168);
        assertThat(failover.hoursOver()).isEqualTo(4 * 168);
        assertThat(failover.hoursHot()).isEqualTo(4 * 168);
        assertThat(failover.servers()).isEqualTo(3);
        assertThat(failover.worstAt()).as("the first of equal hours").isEqualTo(Instant.parse("2026-10-26T00:00:00Z"));
        assertThat(failover.heading().resource()).isNull();
        assertThat(failover.heading().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(failover.heading().reasonCodes()).containsExactly(ReasonCode.NOT_CARRIED);
        assertThat(failover.heading().caveats()).containsExactly(Caveat.AGGREGATE_CAPACITY);
        assertThat(failover.heading().state()).isEqualTo(InsightState.OK);
        assertThat(failover.heading().flips())
                .containsExactly(
                        new Flip("worst", 1.05, 1, 0.05, "tight"), new Flip("worst", 1.05, 0.8, 0.25, "not listed"));
        assertThat(failover.heading().claim())
                .isEqualTo(
                        "If Server-2 fails, the others cannot hold its load in 672 of 672 hours: CPU would be at 105 %"
                                + " of what they have.");
        assertThat(failover.heading().confidence().level()).isEqualTo(ConfidenceLevel.HIGH);
    }

    @Test
    void itIsCriticalFromHalfOfTheHoursOn() {
        for (int over : new int[] {167, 168}) {
            SmallCampus campus =
                    new SmallCampus(2).server(1, hour -> hour < over ? 90 : 10).server(2, Usage.of(20));
            Failover failover = of(campus, 1);

            assertThat(failover.hoursOver()).isEqualTo(over);
            assertThat(failover.heading().severity()).isEqualTo(over < 168 ? Severity.WARNING : Severity.CRITICAL);
        }
    }

    @Test
    void figuresAreRoundedBeforeTheyAreJudged() {
        SmallCampus campus = new SmallCampus(2)
                .server(1, hour -> hour == 7 ? 50.004 : hour == 9 ? 29.996 : 20)
                .server(2, Usage.of(50));

        Failover failover = of(campus, 1);

        assertThat(failover.worst()).as("100.004 / 100, rounded").isEqualTo(1.0);
        assertThat(failover.verdict()).isEqualTo(FailoverVerdict.TIGHT);
        assertThat(failover.hoursOver()).isZero();
        assertThat(failover.hoursHot()).as("79.996 % rounds to 80 %").isEqualTo(2);
        assertThat(failover.worstAt()).isEqualTo(campus.hour(7));
        assertThat(failover.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(failover.heading().reasonCodes()).containsExactly(ReasonCode.TIGHT);
    }

    @Test
    void theResourceThatIsShortestCountsAndCpuOfEquals() {
        SmallCampus campus = new SmallCampus(2)
                .server(1, Usage.of(30), hour -> hour == 5 ? 61 : 10, Usage.of(99))
                .server(2, Usage.of(31), Usage.of(0), Usage.of(99));

        assertThat(of(campus, 1).resource()).as("61 % of both").isEqualTo(ServerResource.CPU);
        assertThat(of(campus, 1).verdict()).isEqualTo(FailoverVerdict.CARRIED);
        assertThat(judge(campus).listed()).isEmpty();

        SmallCampus more = campus.history(2, Usage.of(31), Usage.of(0.1), Usage.of(99));
        assertThat(of(more, 1).resource()).isEqualTo(ServerResource.MEMORY);
        assertThat(of(more, 1).worstAt()).isEqualTo(campus.hour(5));
    }

    @Test
    void silentServersAndThoseWithoutACapacityTakeNoPart() {
        int hours = 2 * 168;
        SmallCampus campus = new SmallCampus(2)
                .server(1, Usage.of(60))
                .server(2, Usage.of(60))
                .server(3, hour -> hour < hours - 24 ? 60 : Double.NaN, h -> Double.NaN, h -> Double.NaN)
                .server(4, null, null, null, SmallCampus.NOW)
                .history(4, Usage.of(60), Usage.of(60), Usage.of(60))
                .server(5, 100.0, 100.0, 100.0, SmallCampus.NOW);

        assertThat(judge(campus).all())
                .extracting(f -> f.heading().subject().key(), Failover::servers, Failover::worst, Failover::hours)
                .containsExactly(tuple("1", 2, 1.2, hours), tuple("2", 2, 1.2, hours));

        SmallCampus until =
                campus.history(3, hour -> hour < hours - 23 ? 60 : Double.NaN, h -> Double.NaN, h -> Double.NaN);
        assertThat(of(until, 1).servers()).isEqualTo(3);
        assertThat(of(until, 1).hours()).as("hours that all have").isEqualTo(hours - 23);
    }

    @Test
    void withoutAWeekOfCommonHoursNothingIsSaid() {
        SmallCampus campus = new SmallCampus(2)
                .server(1, Usage.of(60))
                .server(2, hour -> hour < 336 - 167 ? Double.NaN : 60, h -> Double.NaN, h -> Double.NaN);
        assertThat(judge(campus).all()).isEmpty();
        assertThat(judge(campus).withheld())
                .extracting(w -> w.subject().key(), w -> w.reasonCodes())
                .containsExactly(tuple("", List.of(ReasonCode.TOO_FEW_HOURS)));

        campus.history(2, hour -> hour < 336 - 168 ? Double.NaN : 60, h -> Double.NaN, h -> Double.NaN);
        assertThat(of(campus, 1).hours()).isEqualTo(168);
    }

    @Test
    void oneServerAloneHasNobodyToHoldItsLoad() {
        assertThat(judge(new SmallCampus(2).server(1, Usage.of(60))).withheld())
                .extracting(w -> w.reasonCodes().get(0))
                .containsExactly(ReasonCode.TOO_FEW_SERVERS);
    }

    private static SmallCampus withLabs() {
        return three().lab("A", "alpha", 1)
                .lab("A2", "alpha", 1, 2)
                .lab("B", "beta", 1)
                .lab("B2", "beta", 1)
                .lab("C", "gamma", 1)
                .lab("D", "delta", 3)
                .trend("alpha", 1L, 100L, 0L)
                .trend("beta", 1L, 30L, 0L)
                .trend("delta", 1L, 5L, 0L)
                .popular("A", 1L, 10.0)
                .popular("A2", 1L, 40.0)
                .popular("B", 1L, 20.0)
                .popular("B2", 1L, 0.0)
                .popular("C", 0L, 0.0)
                .popular("D", 1L, 30.0)
                .popular("E", 1L, 20.0);
    }

    @Test
    void whatStandsOnTheServerAloneIsLost() {
        Failover failover = of(withLabs(), 1);

        assertThat(failover.labsLost()).containsExactly("A", "B", "B2", "C");
        assertThat(failover.typesLost()).as("alpha has a lab elsewhere").containsExactly("beta", "gamma");
        assertThat(failover.usersAtLeast()).as("gamma is not in trends: nobody").isEqualTo(30);
        assertThat(failover.usersAtMost()).isEqualTo(30);
        assertThat(failover.minutesShare()).as("30 of 120").isEqualTo(0.25);
        assertThat(failover.heading().reasonCodes())
                .containsExactly(ReasonCode.NOT_CARRIED, ReasonCode.SINGLE_HOMED_LABS);
        assertThat(failover.heading().claim()).endsWith(". 4 labs on it alone go down.");
        Failover nothing = of(withLabs(), 2);
        assertThat(nothing.labsLost()).isEmpty();
        assertThat(nothing.heading().claim()).doesNotContain("go down");
        assertThat(nothing.usersAtMost()).isZero();
        assertThat(nothing.minutesShare()).isZero();
        assertThat(of(withLabs().trend("gamma", 1L, 7L, 0L), 1))
                .extracting(Failover::usersAtLeast, Failover::usersAtMost)
                .containsExactly(30L, 37L);
    }

    @Test
    void missingFiguresAreNullAndNotZero() {
        assertThat(of(withLabs().trend("gamma", 1L, null, 0L), 1))
                .extracting(Failover::usersAtLeast, Failover::usersAtMost)
                .containsOnlyNulls();
        assertThat(of(withLabs().popular("F", 1L, null), 1).minutesShare())
                .as("of all")
                .isNull();
        assertThat(of(withLabs().lab("G", "beta", 1), 1).minutesShare())
                .as("of a lab that is not listed")
                .isNull();
    }

    @Test
    void withoutOptionalSourcesFiguresAreNull() {
        Failover failover = of(withLabs().failed(InsightSource.TRENDS).failed(InsightSource.POPULAR), 1);

        assertThat(failover.usersAtLeast()).isNull();
        assertThat(failover.usersAtMost()).isNull();
        assertThat(failover.minutesShare()).isNull();
        assertThat(failover.heading().state()).isEqualTo(InsightState.OK);
        assertThat(failover.heading().sources())
                .containsExactly(
                        "performance/stats",
                        "resource-allocation/servers",
                        "resource-allocation/allocations",
                        "user-progress/catalogue");
        assertThat(of(withLabs().failed(InsightSource.TRENDS), 2).usersAtMost()).isNull();
    }

    @Test
    void withoutTheCatalogueTypesAreGuessed() {
        Failover failover = of(withLabs().failed(InsightSource.CATALOGUE), 1);

        assertThat(failover.typesLost()).containsExactly("a", "b", "b2", "c");
        assertThat(failover.heading().state()).isEqualTo(InsightState.WIDENED);
        assertThat(failover.heading().caveats()).containsExactly(Caveat.JOIN_INCOMPLETE, Caveat.AGGREGATE_CAPACITY);
    }

    @Test
    void aStaleSourceThatIsRequiredMakesItLessSure() {
        Failover failover = of(withLabs().stale(InsightSource.ALLOCATIONS), 1);

        assertThat(failover.heading().state()).isEqualTo(InsightState.WIDENED);
        assertThat(failover.heading().caveats()).contains(Caveat.SOURCE_STALE);
        assertThat(failover.heading().confidence().level()).isEqualTo(ConfidenceLevel.MEDIUM);
        assertThat(of(withLabs().stale(InsightSource.TRENDS), 1).heading().state())
                .isEqualTo(InsightState.OK);
    }

    @Test
    void theLeastSureServerDecidesHowSureItIs() {
        SmallCampus campus = three().server(4, hour -> hour < 336 ? Double.NaN : 1, h -> Double.NaN, h -> Double.NaN);

        assertThat(of(campus, 1).heading().confidence())
                .extracting(c -> c.level(), c -> c.weeks(), c -> c.coverage())
                .containsExactly(ConfidenceLevel.MEDIUM, 2, 1.0);
    }

    @Test
    void theStepsAreEnoughToRedoIt() {
        SmallCampus campus = withLabs();
        Basis basis = campus.basis();
        Failover failover = of(campus, 1);

        List<Step> steps = new Failovers().explain(basis, failover);

        assertThat(steps)
                .extracting(Step::name)
                .startsWith("servers", "hours", "worst")
                .endsWith("minutes_share");
        assertThat(steps.get(2).inputs().get("usage")).hasToString("{Server-1=90.0, Server-2=70.0, Server-3=50.0}");
        assertThat(steps.get(2).inputs().get("maximum")).hasToString("{Server-2=100.0, Server-3=100.0}");
        assertThat(steps.get(2).value()).isEqualTo(1.05);
    }

    @Test
    void aCapacityThatIsNextToNothingGivesNoRatio() {
        SmallCampus campus = new SmallCampus(2)
                .server(1, 1e-320, null, null, SmallCampus.NOW)
                .history(1, Usage.of(60), Usage.of(60), Usage.of(60))
                .server(2, 1e-320, null, null, SmallCampus.NOW)
                .history(2, Usage.of(60), Usage.of(60), Usage.of(60));

        assertThat(judge(campus).all()).isEmpty();
    }
}
