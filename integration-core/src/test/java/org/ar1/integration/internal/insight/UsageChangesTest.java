package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.UsageChange;
import org.ar1.integration.upstream.ServerResource;

import static org.assertj.core.api.Assertions.assertThat;

import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.junit.jupiter.api.Test;

class UsageChangesTest {

    private static final String END = "2026-11-23T09:00:00Z";

    private static SampleInputs lastWeek(double usual, double now) {
        SampleInputs given = SampleInputs.until(END, 8);
        return given.server(1, slot -> Usage.cpu(given.horizon - slot < 1008 ? now : usual));
    }

    private static Verdicts<UsageChange> judge(SampleInputs given) {
        return new UsageChanges().judge(given.basis());
    }

    /** The example by hand of the definition. */
    @Test
    void twentyPointsMoreInEachHourAreAShiftOfAFifth() {
        UsageChange change = judge(lastWeek(30, 50)).listed().get(0);

        assertThat(change.shift()).isEqualTo(0.2);
        assertThat(change.sameDirection()).isEqualTo(1.0);
        assertThat(change.ks()).isEqualTo(1.0);
        assertThat(change.hours()).isEqualTo(168);
        assertThat(change.heading().resource()).isEqualTo(ServerResource.CPU);
        assertThat(change.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(change.heading().reasonCodes()).containsExactly(ReasonCode.HIGHER_THAN_USUAL);
        assertThat(change.heading().flips())
                .containsExactly(
                        new Flip("shift", 0.2, 0.1, 0.1, "not listed"),
                        new Flip("same_direction", 1.0, 0.75, 0.25, "not listed"));
        assertThat(change.heading().claim())
                .isEqualTo(
                        "CPU of Server-1 is 20 points higher in the last 7 days than at the same hours of the 4 weeks"
                                + " before, in 100 % of 168 hours.");
    }

    @Test
    void lessIsWorthKnowingOnly() {
        UsageChange change = judge(lastWeek(50, 40)).listed().get(0);

        assertThat(change.shift()).isEqualTo(-0.1);
        assertThat(change.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(change.heading().reasonCodes()).containsExactly(ReasonCode.LOWER_THAN_USUAL);
    }

    @Test
    void aShiftThatIsShownAsTenPointsIsListed() {
        assertThat(judge(lastWeek(30, 39.996)).listed()).hasSize(1);
        assertThat(judge(lastWeek(30, 39.99)).listed()).isEmpty();
    }

    @Test
    void aShiftOfLessThanThreeQuartersOfTheHoursIsNotListed() {
        SampleInputs given = SampleInputs.until(END, 8);
        // 124 of 168 hours are 0.74, 126 are 0.75.
        given.server(1, slot -> Usage.cpu((given.horizon - slot) / 6 < 124 ? 50 : 30));
        SampleInputs more = SampleInputs.until(END, 8);
        more.server(1, slot -> Usage.cpu((more.horizon - slot) / 6 < 126 ? 50 : 30));

        assertThat(judge(given).listed()).isEmpty();
        assertThat(judge(more).listed()).hasSize(1);
    }

    @Test
    void theMedianOfTheWeeksBeforeIsUsual() {
        SampleInputs given = SampleInputs.until(END, 8);
        double[] byWeek = {60, 10, 20, 40, 90};
        given.server(1, slot -> {
            long week = (given.horizon - slot) / 1008;
            return Usage.cpu(week < byWeek.length ? byWeek[(int) week] : 99);
        });

        assertThat(judge(given).listed().get(0).shift()).isEqualTo(0.3);
    }

    @Test
    void halfAWeekAndTwoWeeksBeforeAreNeeded() {
        SampleInputs few = SampleInputs.until(END, 8);
        few.server(1, slot -> (few.horizon - slot) / 6 >= 83 && few.horizon - slot < 1008 ? Usage.NONE : Usage.cpu(50));
        SampleInputs once = SampleInputs.until(END, 8);
        once.server(1, slot -> once.horizon - slot >= 2016 ? Usage.NONE : Usage.cpu(50));
        SampleInputs twice = SampleInputs.until(END, 8);
        twice.server(1, slot -> twice.horizon - slot >= 3024 ? Usage.NONE : Usage.cpu(50));

        assertThat(judge(few).all()).isEmpty();
        assertThat(judge(once).all()).isEmpty();
        assertThat(judge(twice).all()).hasSize(2);
    }

    @Test
    void aWeekWithTheBeginningOfSummerTimeIsAnHourShorter() {
        SampleInputs given = SampleInputs.until("2026-03-30T09:00:00Z", 8).zone("Europe/Berlin");
        given.server(1, slot -> Usage.cpu(given.horizon - slot < 1008 ? 50 : 30));

        assertThat(judge(given).listed().get(0).hours()).isEqualTo(167);
    }
}
