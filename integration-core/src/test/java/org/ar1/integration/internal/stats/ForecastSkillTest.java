package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastSkillTest {

    private static DailySeries days(int number, IntToDoubleFunction value) {
        return new DailySeries(
                IntStream.rangeClosed(1 - number, 0).toArray(),
                IntStream.rangeClosed(1 - number, 0).mapToDouble(value).toArray());
    }

    /** The worked example of the definition of the saturation forecast. */
    @Test
    void aStraightLineIsForetoldExactlyAndTheNaiveForecastIsAWeekBehind() {
        ForecastSkill skill = ForecastSkill.of(days(28, day -> 0.77 + day / 100.0));

        assertThat(skill).isNotNull();
        assertThat(skill.mase()).isCloseTo(0, within(1e-12));
        assertThat(skill.naive()).isCloseTo(1, within(1e-12));
        assertThat(skill.tested()).isEqualTo(7);
    }

    /** By hand: one weekday, weeks 0 2 4 then 4: foretold 6, naive 4, scale 2. */
    @Test
    void errorsAreScaledByTheDifferenceOfTheTrainingWeeks() {
        ForecastSkill skill = ForecastSkill.of(new DailySeries(new int[] {-21, -14, -7, 0}, new double[] {0, 2, 4, 4}));

        assertThat(skill).isEqualTo(new ForecastSkill(1, 0, 1));
    }

    /** By hand: then 9 after 4: foretold by the median slope of 2, 2, 2, 1, 4/3, 0 a week. */
    @Test
    void eachWeekWithThreeOlderOnesIsForetoldFromThose() {
        ForecastSkill skill =
                ForecastSkill.of(new DailySeries(new int[] {-28, -21, -14, -7, 0}, new double[] {0, 2, 4, 4, 9}));

        // Week 1 of the last: error 2 and 0 by scale 2. The last: slope (4/3 + 2) / 2 = 5/3 a week, levels at day 0 of
        // the
        // four 20/3, 7, 22/3, 17/3: median 41/6; errors 13/6 and 5 by scale 4/3.
        assertThat(skill).isNotNull();
        assertThat(skill.mase()).isCloseTo((1 + 13 / 6.0 / (4 / 3.0)) / 2, within(1e-12));
        assertThat(skill.naive()).isCloseTo((0 + 5 / (4 / 3.0)) / 2, within(1e-12));
        assertThat(skill.tested()).isEqualTo(2);
    }

    @Test
    void daysWithoutTheSameWeekdayInTheTrainingAreNotForetold() {
        ForecastSkill skill =
                ForecastSkill.of(new DailySeries(new int[] {-21, -14, -7, -1, 0}, new double[] {0, 2, 4, 99, 4}));

        assertThat(skill).isEqualTo(new ForecastSkill(1, 0, 1));
    }

    @Test
    void threeWeeksOrATrainingThatNeverChangesForetellNothing() {
        assertThat(ForecastSkill.of(days(21, day -> day))).isNull();
        assertThat(ForecastSkill.of(days(28, day -> 1))).isNull();
    }
}
