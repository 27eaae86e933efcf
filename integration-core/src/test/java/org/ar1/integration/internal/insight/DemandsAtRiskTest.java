package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.DemandAtRisk;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Withheld;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.internal.insight.SmallCampus.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandsAtRiskTest {

    private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-11-09T00:00");

    private static Verdicts<DemandAtRisk> judge(SmallCampus campus) {
        return new DemandsAtRisk().judge(campus.basis());
    }

    private static DemandAtRisk one(SmallCampus campus) {
        return judge(campus).all().findFirst().orElseThrow();
    }

    /** Hot at 10, saturated at 11 of the first day. */
    private static SmallCampus campus() {
        return new SmallCampus(2)
                .server(1, hour -> hour == 10 ? 90 : hour == 11 ? 100 : 50)
                .lab("A", "a", 1)
                .lab("B", "b", 1)
                .popular("A", 1L, 60.0)
                .popular("B", 2L, 60.0)
                .sessionMinutes("A", 60.0)
                .sessionMinutes("B", 30.0);
    }

    private static SmallCampus byHand() {
        return campus().starts(1, Map.of(MONDAY.withHour(10), 10L, MONDAY.withHour(12), 30L));
    }

    @Test
    void tenOfFortyStartInAHotHourByHand() {
        DemandAtRisk risk = one(byHand());

        assertThat(risk.starts()).isEqualTo(40);
        assertThat(risk.startsHot()).isEqualTo(10);
        assertThat(risk.startsSaturated()).isZero();
        assertThat(risk.share()).isEqualTo(0.25);
        assertThat(risk.learnerMinutesEstimate()).as("10 x (60 + 2 x 30) / 3").isEqualTo(400);
        assertThat(risk.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(risk.heading().reasonCodes()).containsExactly(ReasonCode.STARTS_IN_HOT_HOURS);
        assertThat(risk.heading().caveats()).containsExactly(Caveat.ASSOCIATION_ONLY);
        assertThat(risk.heading().state()).isEqualTo(InsightState.OK);
        assertThat(risk.heading().flips())
                .containsExactly(
                        new Flip("share", 0.25, 0.05, 0.2, "not listed"), new Flip("share", 0.25, 0.2, 0.05, "info"));
        assertThat(risk.heading().claim())
                .isEqualTo("25 % of the session starts on Server-1 are in hours in which it is above 80 %: 10 of 40.");
        assertThat(risk.heading().confidence().level()).as("two weeks").isEqualTo(ConfidenceLevel.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource({"4, 96, false, INFO", "5, 95, true, INFO", "19, 81, true, INFO", "20, 80, true, WARNING"})
    void fiveAndTwentyPercentAreTheThresholds(long hot, long cool, boolean listed, Severity severity) {
        SmallCampus campus = campus().starts(1, Map.of(MONDAY.withHour(10), hot, MONDAY.withHour(12), cool));

        assertThat(judge(campus).listed()).hasSize(listed ? 1 : 0);
        assertThat(one(campus).heading().severity()).isEqualTo(severity);
    }

    @Test
    void aSaturatedHourIsHotToo() {
        DemandAtRisk risk = one(campus().starts(1, Map.of(MONDAY.withHour(11), 40L)));

        assertThat(risk.startsSaturated()).isEqualTo(40);
        assertThat(risk.startsHot()).isEqualTo(40);
        assertThat(risk.share()).isEqualTo(1);
    }

    @Test
    void startsInHoursWithoutALoadOrOutsideOfTheWindowDoNotCount() {
        SmallCampus campus = new SmallCampus(2)
                .server(1, hour -> hour == 5 ? Double.NaN : 90, hour -> hour == 5 ? Double.NaN : 1, Usage.of(1))
                .starts(
                        1,
                        Map.of(
                                MONDAY.withHour(4), 30L,
                                MONDAY.withHour(5), 100L,
                                MONDAY.minusMinutes(1), 100L,
                                MONDAY.plusDays(14), 100L));

        assertThat(one(campus).starts()).isEqualTo(30);
    }

    @Test
    void withLessThanThirtyStartsNothingIsSaid() {
        SmallCampus campus = campus().starts(1, Map.of(MONDAY.withHour(10), 29L));
        Withheld withheld = judge(campus).withheld().get(0);

        assertThat(judge(campus).all()).isEmpty();
        assertThat(withheld.reasonCodes()).containsExactly(ReasonCode.TOO_FEW_STARTS);
        assertThat(withheld.subject().key()).isEqualTo("1");
        assertThat(withheld.resource()).isNull();
        assertThat(withheld.evidence()).containsEntry("starts", 29L).containsEntry("starts_needed", 30L);
        assertThat(judge(campus.starts(1, Map.of(MONDAY.withHour(10), 30L))).withheld())
                .isEmpty();
    }

    @Test
    void aServerThatNobodyAskedForItsPeaksIsNotSpokenOf() {
        assertThat(judge(campus()).all()).isEmpty();
        assertThat(judge(campus()).withheld()).isEmpty();
    }

    @Test
    void theCallOfOneServerMayFail() {
        SmallCampus campus = byHand().failed(InsightSource.PEAKS);

        assertThat(judge(campus).withheld())
                .extracting(w -> w.reasonCodes().get(0))
                .containsExactly(ReasonCode.SOURCE_FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, UTC, 10:00, 10",
        "Europe/Berlin, Europe/Berlin, 11:00, 10",
        "Europe/Berlin, UTC, 11:59, 10",
        "UTC, Asia/Kolkata, 09:45, 10",
        "UTC, Asia/Kolkata, 10:15, 10",
        "UTC, Asia/Kolkata, 10:30, 40"
    })
    void startsAndLoadMeetInTheZoneOfTheReport(String peaksZone, String zone, String at, long hot) {
        // Hot from 09:30 to 10:30 UTC for Kolkata (15:00 to 16:00), from 10 to 11 UTC else.
        int first = zone.equals("Asia/Kolkata") ? 57 : 60;
        SmallCampus campus = new SmallCampus(2)
                .zone(zone)
                .peaksZone(peaksZone)
                .slots(1, slot -> slot >= first && slot < first + 6 ? 90 : 10)
                .starts(1, Map.of(LocalDateTime.parse("2026-11-09T" + at), 10L, MONDAY.plusDays(3), 30L));
        DemandAtRisk risk = one(campus);

        assertThat(risk.starts()).isEqualTo(40);
        assertThat(risk.startsHot()).isEqualTo(hot == 10 ? 10 : 0);
    }

    @Test
    void thatTheZoneOfThePeaksIsNotSetIsSaid() {
        DemandAtRisk risk = one(byHand().peaksZone(null));

        assertThat(risk.share()).isEqualTo(0.25);
        assertThat(risk.heading().state()).isEqualTo(InsightState.WIDENED);
        assertThat(risk.heading().caveats()).contains(Caveat.PEAKS_ZONE_ASSUMED);
    }

    @Test
    void minutesAreNullWhereTheyAreNotKnown() {
        assertThat(one(byHand().failed(InsightSource.POPULAR)).learnerMinutesEstimate())
                .isNull();
        assertThat(one(byHand().failed(InsightSource.UTILIZATION)).learnerMinutesEstimate())
                .isNull();
        assertThat(one(byHand().failed(InsightSource.UTILIZATION)).heading().state())
                .isEqualTo(InsightState.OK);
        assertThat(one(byHand().failed(InsightSource.ALLOCATIONS)).learnerMinutesEstimate())
                .isNull();
        assertThat(one(byHand().lab("C", "c", 1)).learnerMinutesEstimate()).isNull();
        assertThat(one(byHand().lab("C", "c", 1).popular("C", 3L, 1.0)).learnerMinutesEstimate())
                .isNull();
        assertThat(one(byHand().lab("C", "c", 1).popular("C", 0L, 0.0)).learnerMinutesEstimate())
                .as("without a session it has no weight")
                .isEqualTo(400);
    }

    @Test
    void aStaleHistoryMakesItLessSure() {
        assertThat(one(byHand().stale(InsightSource.STATISTICS)).heading().caveats())
                .containsExactly(Caveat.SOURCE_STALE, Caveat.ASSOCIATION_ONLY);
    }

    @Test
    void theStepsNameWhatWentIn() {
        SmallCampus campus = byHand();
        List<Step> steps = new DemandsAtRisk().explain(campus.basis(), one(campus));

        assertThat(steps)
                .extracting(Step::name)
                .containsExactly(
                        "starts",
                        "starts_hot",
                        "starts_saturated",
                        "share",
                        "session_minutes",
                        "learner_minutes_estimate");
        assertThat(steps.get(1).inputs().get("hours")).hasToString("{2026-11-09T10:00={users=10, load=0.9}}");
        assertThat(steps.get(4).value()).isEqualTo(40.0);
    }
}
