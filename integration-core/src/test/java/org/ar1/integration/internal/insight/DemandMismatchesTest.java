package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.DemandMismatch;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.Withheld;

import static org.assertj.core.api.Assertions.assertThat;

import org.ar1.integration.insight.Explanation.Step;
import org.junit.jupiter.api.Test;

class DemandMismatchesTest {

    private static Verdicts<DemandMismatch> judge(SmallCampus campus) {
        return new DemandMismatches().judge(campus.basis());
    }

    private static DemandMismatch of(SmallCampus campus, String labType) {
        return judge(campus)
                .all()
                .filter(insight -> insight.heading().subject().equals(Subject.labType(labType)))
                .findFirst()
                .orElseThrow();
    }

    /** Types t0, t1, ... of so many minutes an event, 10 events each. */
    private static SmallCampus minutesPerEvent(double... minutes) {
        SmallCampus campus = new SmallCampus(2);
        for (int i = 0; i < minutes.length; i++) {
            campus.lab("T" + i, "t" + i).trend("t" + i, 10L, 1L, 0L).popular("T" + i, 1L, 10 * minutes[i]);
        }
        return campus;
    }

    private static SmallCampus byHand() {
        return minutesPerEvent(1, 2, 2, 4, 4, 4, 8, 8, 512);
    }

    @Test
    void oneTypeOfNineStandsOutByHand() {
        DemandMismatch heavy = judge(byHand()).listed().get(0);

        assertThat(judge(byHand()).listed()).hasSize(1);
        assertThat(heavy.heading().subject()).isEqualTo(Subject.labType("t8"));
        assertThat(heavy.z()).as(".6745 x 7").isEqualTo(4.72);
        assertThat(heavy.factor()).isEqualTo(128);
        assertThat(heavy.of()).isEqualTo(9);
        assertThat(heavy.minutesPerEvent()).isEqualTo(512);
        assertThat(heavy.medianMinutesPerEvent()).isEqualTo(4);
        assertThat(heavy.heading().reasonCodes()).containsExactly(ReasonCode.INFRASTRUCTURE_HEAVY);
        assertThat(heavy.heading().caveats()).containsExactly(Caveat.WINDOWS_DIFFER);
        assertThat(heavy.heading().state()).isEqualTo(InsightState.OK);
        assertThat(heavy.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(heavy.heading().confidence().level()).isEqualTo(ConfidenceLevel.HIGH);
        assertThat(heavy.heading().flips())
                .containsExactly(
                        new Flip("z", 4.72, 3.5, 1.22, "not listed"), new Flip("factor", 128, 3, 125, "not listed"));
        assertThat(heavy.heading().claim())
                .isEqualTo("t8 has 512 user-minutes an event; the median of 9 lab types is 4.");
        assertThat(of(byHand(), "t0").z()).isEqualTo(-1.35);
        assertThat(of(byHand(), "t0").heading().flips())
                .containsExactly(
                        new Flip("z", -1.35, -3.5, 2.15, "listed"),
                        new Flip("factor", 0.25, 0.3333, -0.0833, "not listed"));
    }

    @Test
    void theReverseIsApplicationHeavy() {
        DemandMismatch heavy = judge(minutesPerEvent(1, 2, 2, 4, 4, 4, 8, 8, 1.0 / 32))
                .listed()
                .get(0);

        assertThat(heavy.factor()).isEqualTo(0.00781);
        assertThat(heavy.z()).isNegative();
        assertThat(heavy.minutesPerEvent()).isEqualTo(0.0312);
        assertThat(heavy.heading().reasonCodes()).containsExactly(ReasonCode.APPLICATION_HEAVY);
    }

    @Test
    void bothTheScoreAndTheFactorMustBeLarge() {
        double[] alike = {1, 1.001, 1.002, 1.003, 1.004, 1.005, 1.006, 2.5};
        double[] spread = {1, 2, 4, 8, 16, 32, 64, 128};

        assertThat(of(minutesPerEvent(alike), "t7").z()).isGreaterThan(100);
        assertThat(judge(minutesPerEvent(alike)).listed()).isEmpty();
        assertThat(of(minutesPerEvent(spread), "t7").factor()).isGreaterThan(3);
        assertThat(judge(minutesPerEvent(spread)).listed()).isEmpty();
    }

    @Test
    void aThirdAndThreeTimesAreEnough() {
        double[] thrice = {1, 1.001, 1.002, 1.003, 1.003, 1.004, 1.005, 3 * 1.003, 1.003 / 3};

        assertThat(judge(minutesPerEvent(thrice)).listed())
                .extracting(DemandMismatch::factor)
                .containsExactly(3.0, 0.333);
    }

    @Test
    void sevenTypesAreTooFew() {
        SmallCampus campus = minutesPerEvent(1, 2, 2, 4, 4, 4, 8);
        Withheld withheld = judge(campus).withheld().get(0);

        assertThat(withheld.reasonCodes()).containsExactly(ReasonCode.TOO_FEW_LAB_TYPES);
        assertThat(withheld.subject()).isEqualTo(Subject.fleet());
        assertThat(withheld.evidence()).containsEntry("types", 7L).containsEntry("types_needed", 8L);
    }

    @Test
    void whereMostAreEqualNothingStandsOut() {
        assertThat(judge(minutesPerEvent(4, 4, 4, 4, 4, 1, 2, 512)).withheld())
                .extracting(w -> w.reasonCodes().get(0))
                .containsExactly(ReasonCode.NO_SPREAD);
    }

    @Test
    void labsOfATypeAreOneAndTypesWithoutAFigureDoNotCount() {
        SmallCampus campus = byHand().lab("other of t8", "t8")
                .popular("other of t8", 1L, 5120.0)
                .lab("N", "n")
                .trend("n", 10L, 1L, 0L)
                .popular("N", 1L, null)
                .lab("O", "o")
                .trend("o", 0L, 1L, 0L)
                .popular("O", 1L, 5.0)
                .lab("P", "p")
                .trend("p", null, 1L, 0L)
                .popular("P", 1L, 5.0)
                .lab("Q", "q")
                .trend("q", 5L, 1L, 0L)
                .popular("Q", 1L, 0.0)
                .lab("R", "r")
                .popular("R", 1L, 5.0)
                .lab("second of n", "n")
                .popular("second of n", 1L, 5.0);

        assertThat(of(campus, "t8").minutesPerEvent()).isEqualTo(1020);
        assertThat(of(campus, "t8").of()).isEqualTo(9);
    }

    @Test
    void theStepsNameAllTypes() {
        SmallCampus campus = byHand();

        assertThat(new DemandMismatches().explain(campus.basis(), of(campus, "t8")))
                .extracting(Step::name)
                .containsExactly("minutes_per_event", "v", "median", "mad", "z", "factor");
    }
}
