package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.RightSizing;
import org.ar1.integration.insight.RightSizing.Sizing;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.SizeLabel;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.upstream.ServerResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RightSizingsTest {

    private static final String MONDAY = "2026-11-23T00:00:00Z";

    private static RightSizing judge(SampleInputs given) {
        return new RightSizings().judge(given.basis()).all().findFirst().orElseThrow();
    }

    private static SampleInputs constant(double cpu, double memory, double disk) {
        return SampleInputs.until(MONDAY, 4).server(4, slot -> new Usage((float) cpu, (float) memory, (float) disk));
    }

    /** The example by hand of the definition, and the disk of its evidence. */
    @Test
    void aResourceOfWhichHalfWouldDoIsOver() {
        RightSizing sizing = judge(constant(12, 50, 31));

        assertThat(sizing.finding()).isEqualTo(Finding.OVER_PROVISIONED);
        assertThat(sizing.resources())
                .containsEntry(ServerResource.CPU, new Sizing(0.12, 18.46, 18.46, 18.46, SizeLabel.OVER))
                .containsEntry(ServerResource.MEMORY, new Sizing(0.5, 76.92, 76.92, 76.92, SizeLabel.FIT))
                .containsEntry(ServerResource.DISK, new Sizing(0.31, 47.69, 47.69, 47.69, SizeLabel.FIT));
        assertThat(sizing.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(sizing.heading().reasonCodes()).containsExactly(ReasonCode.CPU_OVER_PROVISIONED);
        assertThat(sizing.heading().flips()).containsExactly(new Flip("cpu_used", 0.12, 0.325, -0.205, "fit"));
        assertThat(sizing.heading().confidence().level()).isEqualTo(ConfidenceLevel.HIGH);
        assertThat(sizing.heading().claim())
                .isEqualTo("Server-4 uses 12 % of its CPU in the busiest hour of the week; half of its CPU would do.");
    }

    /** Under when any is, over only when none is under. */
    @ParameterizedTest
    @CsvSource({
        "12, 12, 10, OVER_PROVISIONED",
        "32.5, 50, 50, OVER_PROVISIONED",
        "32.51, 50, 50, RIGHT_SIZED",
        "12, 80, 10, UNDER_PROVISIONED",
        "12, 12, 80, UNDER_PROVISIONED",
        "50, 79.99, 10, RIGHT_SIZED"
    })
    void theFindingFollowsFromTheLabels(double cpu, double memory, double disk, Finding finding) {
        assertThat(judge(constant(cpu, memory, disk)).finding()).isEqualTo(finding);
    }

    @Test
    void onlyWhatIsTooLargeIsListed() {
        assertThat(new RightSizings().judge(constant(12, 80, 10).basis()).listed())
                .isEmpty();
        assertThat(new RightSizings().judge(constant(50, 50, 10).basis()).listed())
                .isEmpty();
        assertThat(new RightSizings().judge(constant(12, 50, 10).basis()).listed())
                .hasSize(1);
    }

    @Test
    void theDiskIsJudgedByTheLastSevenWholeDays() {
        SampleInputs given = SampleInputs.until("2026-11-23T06:00:00Z", 4);
        long lastMidnight = given.horizon + 1 - 36;
        given.server(4, slot -> {
            long daysAgo = Math.floorDiv(lastMidnight - 1 - slot, 144L);
            return Usage.disk((double) (daysAgo < 0 ? 99 : daysAgo < 7 ? 40 + daysAgo : 90));
        });

        assertThat(judge(given).resources().get(ServerResource.DISK).used()).isEqualTo(0.46);
    }

    private static RightSizing withCpu(int weeks, LongUnaryOperator percentByHoursAgo) {
        SampleInputs given = SampleInputs.until(MONDAY, weeks);
        return judge(given.server(4, slot -> {
            long percent = percentByHoursAgo.applyAsLong((given.horizon - slot) / 6);
            return percent < 0 ? Usage.NONE : new Usage((float) percent, 50, 10);
        }));
    }

    @Test
    void lessThanFourWeeksSpeakAgainstShrinking() {
        RightSizing sizing = withCpu(3, hour -> 12);

        assertThat(sizing.finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(sizing.heading().reasonCodes())
                .containsExactly(ReasonCode.CPU_OVER_PROVISIONED, ReasonCode.NOT_FOUR_WEEKS);
    }

    @Test
    void gapsSpeakAgainstShrinking() {
        assertThat(withCpu(5, hour -> hour % 8 == 0 ? -1 : 12).heading().reasonCodes())
                .containsExactly(ReasonCode.CPU_OVER_PROVISIONED, ReasonCode.GAPS);
    }

    @Test
    void aWeekThatDecidesSpeaksAgainstShrinking() {
        // Of 24 samples the highest is above rank 23; of the 18 without another week it is rank 18.
        SampleInputs given = SampleInputs.until(MONDAY, 4);
        RightSizing sizing = judge(given.server(4, slot -> new Usage(given.horizon - slot == 200 ? 60 : 12, 50, 10)));

        assertThat(sizing.finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(sizing.heading().reasonCodes())
                .containsExactly(ReasonCode.CPU_OVER_PROVISIONED, ReasonCode.UNSTABLE);
        assertThat(sizing.heading().confidence().stability()).isEqualTo(new Confidence.Stability(1, 4));
        assertThat(sizing.heading().confidence().level()).isEqualTo(ConfidenceLevel.LOW);
        assertThat(sizing.resources().get(ServerResource.CPU).neededHigh()).isEqualTo(92.31);
    }

    @Test
    void aWeekThatChangesTheFindingMakesItLessSure() {
        RightSizing sizing = withCpu(4, hour -> hour == 10 ? 60 : 12);

        assertThat(sizing.finding()).isEqualTo(Finding.RIGHT_SIZED);
        assertThat(sizing.heading().confidence().stability()).isEqualTo(new Confidence.Stability(3, 4));
    }

    @Test
    void aRiseSpeaksAgainstShrinking() {
        assertThat(withCpu(8, hour -> 30 - hour / 24 / 2).heading().reasonCodes())
                .contains(ReasonCode.CPU_OVER_PROVISIONED, ReasonCode.RISING);
    }

    private static SampleInputs outcomes(double rate, long users) {
        SampleInputs given = constant(12, 50, 10).lab("A", 4).lab("B", 5);
        for (String type : new String[] {"a", "b", "c", "d"}) {
            given.inCatalogue(type.toUpperCase(java.util.Locale.ROOT), type, "beginner");
        }
        return given.performance("a", users, rate)
                .performance("b", 100L, 0.8)
                .performance("c", 100L, 0.9)
                .performance("d", 100L, 0.85);
    }

    @Test
    void worseOutcomesThanThoseOfPeersSpeakAgainstShrinking() {
        // The upper bound of 60 of 80 is 0.8321, that of 62 of 80 0.8525: below and above the median of 0.85.
        assertThat(judge(outcomes(0.75, 80)).heading().reasonCodes())
                .containsExactly(ReasonCode.CPU_OVER_PROVISIONED, ReasonCode.OUTCOME_WORSE_THAN_PEERS);
        assertThat(judge(outcomes(0.775, 80)).finding()).isEqualTo(Finding.OVER_PROVISIONED);
    }

    @Test
    void peersAreOfTheSameDifficultyAndAtLeastThree() {
        SampleInputs two = constant(12, 50, 10)
                .lab("A", 4)
                .inCatalogue("A", "a", "beginner")
                .inCatalogue("B", "b", "beginner")
                .inCatalogue("C", "c", "beginner")
                .inCatalogue("D", "d", "advanced")
                .performance("a", 80L, 0.1)
                .performance("b", 100L, 0.8)
                .performance("c", 100L, 0.9)
                .performance("d", 100L, 0.85);

        assertThat(judge(two).finding()).isEqualTo(Finding.OVER_PROVISIONED);
    }

    @Test
    void aWorseTypeOnAnotherServerDoesNotSpeakAgainstThisOne() {
        SampleInputs elsewhere = outcomes(0.75, 80);

        assertThat(judge(elsewhere.lab("A", 9)).finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(judge(constant(12, 50, 10).lab("B", 4)).finding()).isEqualTo(Finding.OVER_PROVISIONED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ALLOCATIONS", "CATALOGUE", "PERFORMANCE"})
    void withoutTheSourcesOfOutcomesTheyAreNotChecked(InsightSource missing) {
        RightSizing sizing = judge(outcomes(0.75, 80).source(missing, Outcome.FAILED));

        assertThat(sizing.finding()).isEqualTo(Finding.OVER_PROVISIONED);
        assertThat(sizing.heading().state()).isEqualTo(InsightState.WIDENED);
        assertThat(sizing.heading().caveats()).containsExactly(Caveat.OUTCOME_UNKNOWN);
    }

    @Test
    void aVerdictThatNeedsOneWeekIsUnstable() {
        // Without the first week each hour of the week has three samples.
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        RightSizing sizing = judge(given.server(
                4, slot -> slot >= given.start() + 1008 && slot % 2 == 1 ? Usage.NONE : new Usage(12, 50, 10)));

        assertThat(sizing.heading().reasonCodes())
                .containsExactly(
                        ReasonCode.CPU_OVER_PROVISIONED,
                        ReasonCode.NOT_FOUR_WEEKS,
                        ReasonCode.GAPS,
                        ReasonCode.UNSTABLE);
        assertThat(sizing.heading().confidence().stability()).isEqualTo(new Confidence.Stability(1, 2));
    }
}
