package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;
import org.junit.jupiter.api.Test;

class BusiestHoursTest {

    /** Monday, so that the window has whole weeks. */
    private static final String MONDAY = "2026-11-23T00:00:00Z";

    private static final double[] FIRST = {90, 91, 92, 93, 94, 95};
    private static final double[] SECOND = {88, 89, 90, 91, 92, 96};

    private static Verdicts<BusiestHour> judge(SampleInputs given) {
        return new BusiestHours().judge(given.basis());
    }

    /** Two weeks: on Mondays at 10 these, else 20. */
    private static Usage mondayClass(long slot, long start) {
        int ofWeek = (int) Math.floorMod(slot - start, (long) SlotSeries.SLOTS_PER_WEEK);
        int position = ofWeek - 60;
        if (position < 0 || position >= 6) {
            return Usage.cpu(20);
        }
        return Usage.cpu(slot - start < SlotSeries.SLOTS_PER_WEEK ? FIRST[position] : SECOND[position]);
    }

    private static SampleInputs worked() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        return given.server(1, slot -> mondayClass(slot, given.start()));
    }

    /** The worked example of the definition. */
    @Test
    void theWorkedExampleIsReproduced() {
        BusiestHour hour = judge(worked()).listed().get(0);

        assertThat(hour.weekday()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(hour.hour()).isEqualTo(10);
        assertThat(hour.p95()).isEqualTo(0.96);
        assertThat(hour.headroom()).isEqualTo(0.04);
        assertThat(hour.samples()).isEqualTo(12);
        assertThat(hour.weeks()).isEqualTo(2);
        assertThat(hour.weeksHot()).isEqualTo(2);
        assertThat(hour.mean()).isEqualTo(0.9175);
        assertThat(hour.needed()).isEqualTo(147.69);
        assertThat(hour.neededLow()).isEqualTo(146.15);
        assertThat(hour.neededHigh()).isEqualTo(147.69);
        assertThat(hour.windowP95()).isEqualTo(0.2);
        assertThat(hour.heading().confidence())
                .isEqualTo(new Confidence(ConfidenceLevel.MEDIUM, 2, 1.0, new Confidence.Stability(2, 2)));
        assertThat(hour.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(hour.heading().reasonCodes())
                .containsExactly(ReasonCode.BUSIEST_HOUR_HOT, ReasonCode.MISSED_BY_PERCENTILES);
        assertThat(hour.heading().claim())
                .isEqualTo("CPU of Server-1 reaches 96 % on Mondays at 10:00, in 2 of 2 weeks; 4 % is left.");
        assertThat(hour.heading().flips())
                .containsExactly(
                        new Flip("p95", 0.96, 0.8, 0.16, "not listed"), new Flip("p95", 0.96, 1.0, -0.04, "critical"));
        assertThat(hour.heading().sources()).containsExactly("performance/stats", "resource-allocation/servers");
    }

    /** The identifiers of the definition's examples. */
    @Test
    void theSameCauseHasTheIdentifierOfTheDefinition() {
        assertThat(judge(worked()).listed().get(0).heading().id()).isEqualTo("busiest_hour-229ff2520cc114a2");
    }

    /** Worked in the definition. */
    @Test
    void theBusiestHourOfAConstantSeriesIsTheFirstOfTheWeek() {
        Verdicts<BusiestHour> verdicts = judge(SampleInputs.until(MONDAY, 2).server(1, slot -> Usage.cpu(20)));

        assertThat(verdicts.listed()).isEmpty();
        BusiestHour hour = verdicts.all().findFirst().orElseThrow();
        assertThat(hour.weekday()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(hour.hour()).isZero();
        assertThat(hour.rhythm()).isZero();
        assertThat(hour.heading().reasonCodes()).containsExactly(ReasonCode.NO_WEEKLY_RHYTHM);
    }

    @Test
    void aHotHourOfOneWeekThatMovesIsLessSure() {
        SampleInputs given = SampleInputs.until(MONDAY, 4);
        given.server(1, slot -> {
            long day = (slot - given.start()) / 144;
            boolean busy = (slot - given.start()) % 144 / 6 == 10 && (day == 0 || day == 7);
            return Usage.cpu(busy ? 90 : 20);
        });

        BusiestHour hour = judge(given).listed().get(0);

        assertThat(hour.samples()).isEqualTo(24);
        assertThat(hour.weeks()).isEqualTo(4);
        assertThat(hour.weeksHot()).isEqualTo(2);
        assertThat(hour.heading().confidence().stability()).isEqualTo(new Confidence.Stability(4, 4));
        assertThat(hour.heading().confidence().level()).isEqualTo(ConfidenceLevel.HIGH);
    }

    @Test
    void memoryBindsOnlyWhenItIsHigher() {
        SampleInputs given = SampleInputs.until(MONDAY, 2)
                .server(1, slot -> new Usage(85, 85, 10))
                .server(2, slot -> new Usage(85, 85.5f, 10));

        assertThat(judge(given).listed())
                .extracting(hour -> hour.heading().resource())
                .containsExactly(ServerResource.CPU, ServerResource.MEMORY);
    }

    @Test
    void figuresAreRoundedBeforeTheyAreJudged() {
        // 0.79996 is shown as 0.8.
        SampleInputs given = SampleInputs.until(MONDAY, 2)
                .server(1, new ResourceAmounts(100_000.0, null, null), slot -> Usage.cpu(79_996))
                .server(2, new ResourceAmounts(100_000.0, null, null), slot -> Usage.cpu(79_994));

        assertThat(judge(given).listed())
                .extracting(hour -> hour.heading().subject().key())
                .containsExactly("1");
    }

    @Test
    void withoutCapacityOrHistoryTheReasonIsStated() {
        SampleInputs given = SampleInputs.until(MONDAY, 2)
                .server(1, new ResourceAmounts(100.0, 0.0, null), slot -> Usage.cpu(20))
                .serverWithoutHistory(2, SampleInputs.HUNDRED);

        assertThat(judge(given).withheld())
                .extracting(Withheld::resource, Withheld::reasonCodes, Withheld::needs, Withheld::evidence)
                .containsExactly(
                        tuple(
                                ServerResource.MEMORY,
                                List.of(ReasonCode.NO_CAPACITY),
                                "max_memory of the server",
                                Map.of()),
                        tuple(
                                ServerResource.CPU,
                                List.of(ReasonCode.TOO_FEW_WEEKS),
                                "two weeks of history of the server",
                                Map.of("weeks", 0L, "weeks_needed", 2L)),
                        tuple(
                                ServerResource.MEMORY,
                                List.of(ReasonCode.TOO_FEW_WEEKS),
                                "two weeks of history of the server",
                                Map.of("weeks", 0L, "weeks_needed", 2L)));
    }

    @Test
    void theStepsHoldEachSampleByItsWeek() {
        SampleInputs given = worked();
        Basis basis = given.basis();
        BusiestHour hour = new BusiestHours().judge(basis).listed().get(0);

        assertThat(new BusiestHours().explain(basis, hour))
                .extracting(Step::name)
                .containsExactly("samples", "rank", "usage_p95", "p95", "headroom", "needed", "weeks_hot", "stability");
        assertThat(new BusiestHours().explain(basis, hour).get(0).value())
                .isEqualTo(Map.of(
                        "2026-11-09",
                        List.of(90.0, 91.0, 92.0, 93.0, 94.0, 95.0),
                        "2026-11-16",
                        List.of(88.0, 89.0, 90.0, 91.0, 92.0, 96.0)));
    }

    /** By hand: 2 weeks with 90 in one of 168 hours; the other hours are 20 in one week and 40 in the other. */
    @Test
    void theRhythmIsAdjustedForTheNumberOfHours() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        given.server(1, slot -> {
            long hour = (slot - given.start()) / 6;
            return Usage.cpu(hour % 168 == 10 ? 90 : hour < 168 ? 20 : 40);
        });

        // SSE = 167 x 200. Around the mean of 30.357, SST = 33400 + 2 (59.643^2 + 167 x 0.357^2) = 40557.1.
        // 1 - (33400 / 168) / (40557.1 / 335) is negative.
        assertThat(judge(given).listed().get(0).rhythm()).isZero();

        SampleInputs clear = SampleInputs.until(MONDAY, 2);
        clear.server(1, slot -> {
            long hour = (slot - clear.start()) / 6;
            return Usage.cpu((hour % 24 < 12 ? 80 : 20) + (hour < 168 ? 5 : -5));
        });

        // SSE = 168 x 50, SST = 336 x (900 + 25): 1 - (8400 / 168) / (310800 / 335) = 0.9461.
        assertThat(judge(clear).listed().get(0).rhythm()).isEqualTo(0.95);
    }

    @Test
    void anHourOfOneWeekIsNotTheBusiest() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        given.server(1, slot -> {
            long hour = (slot - given.start()) / 6;
            return hour == 30 ? Usage.cpu(99) : hour % 168 == 30 ? Usage.NONE : Usage.cpu(hour % 168 == 40 ? 85 : 20);
        });

        BusiestHour hour = judge(given).listed().get(0);

        assertThat(hour.p95()).isEqualTo(0.85);
        // With a week left out one week is enough.
        assertThat(hour.neededHigh()).isEqualTo(152.31);
        assertThat(hour.heading().confidence().stability()).isEqualTo(new Confidence.Stability(2, 2));
    }

    @Test
    void anHourWithFewerThanThreeSlotsHasNoSamples() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        given.server(1, slot -> {
            long position = (slot - given.start()) % 1008;
            return position >= 62 && position < 66 ? Usage.NONE : Usage.cpu(position / 6 == 10 ? 95 : 50);
        });

        assertThat(judge(given).all().findFirst().orElseThrow().p95()).isEqualTo(0.5);
    }
}
