package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ar1.integration.internal.stats.SeasonalKendall.Trend;
import org.junit.jupiter.api.Test;

class SeasonalKendallTest {

    /**
     * Monthly rainfall of Bogra, 1981 to 2010, with ties and gaps, of the tests of pyMannKendall 1.4 (test_original_test and
     * test_seasonal_test, tests/data/Monthly Rainfall.csv).
     */
    private static final String RAINFALL = """
            32 20 25 189 240 193 379 278 301 0 0 82
            0 4 - - 121 234 360 262 120 30 11 1
            7 3 31 31 355 102 248 274 308 - 5 26
            11 16 6 48 388 539 431 272 404 186 0 2
            0 4 1 54 272 459 235 164 365 135 2 -
            - 4 0 128 210 163 446 225 462 467 19 13
            0 3 17 132 178 338 525 623 145 31 19 3
            0 29 25 87 259 756 486 180 292 43 92 1
            0 16 2 0 130 253 594 111 273 30 0 4
            0 27 24 41 292 378 499 265 320 227 4 0
            4 14 8 48 416 240 404 207 733 105 0 112
            0 14 0 30 140 202 289 159 424 106 3 0
            65 3 14 58 268 466 432 266 240 95 1 0
            10 26 4 114 94 289 173 208 263 156 5 0
            16 16 14 0 111 475 534 432 471 117 70 1
            3 28 7 401 184 283 338 171 335 176 0 0
            10 11 9 140 102 208 298 245 220 29 2 27
            10 13 26 84 143 367 749 563 283 353 10 0
            0 0 0 9 246 265 343 429 168 133 17 0
            18 35 76 158 272 250 190 289 466 84 0 0
            0 0 0 22 217 299 185 115 344 203 8 -
            - 0 5 284 123 254 476 496 326 27 20 0
            4 53 72 113 214 364 219 220 156 264 0 13
            0 0 45 90 137 638 529 261 206 251 0 0
            5 9 58 72 138 130 471 328 356 523 0 1
            0 0 12 143 193 184 192 138 174 69 1 0
            0 18 25 28 92 732 320 256 302 131 15 0
            27 0 22 20 213 393 474 374 109 159 0 0
            0 3 3 49 205 128 194 570 169 89 0 0
            0 0 0 26 185 286 92 225 244 190 3 20
            """;

    private static final int YEARS = 30;
    private static final int MONTHS = 12;

    /** The rainfall of some months as a series; the day of a month is told by its number from 0. */
    private static DailySeries rainfall(int firstMonth, int lastMonth, IntUnaryOperator day) {
        List<String> months =
                RAINFALL.lines().flatMap(year -> Stream.of(year.split(" ", -1))).toList();
        int[] chosen = IntStream.range(0, YEARS * MONTHS)
                .filter(i -> i % MONTHS >= firstMonth
                        && i % MONTHS <= lastMonth
                        && !months.get(i).equals("-"))
                .toArray();
        return new DailySeries(
                Arrays.stream(chosen).map(day).toArray(),
                Arrays.stream(chosen)
                        .mapToDouble(i -> Double.parseDouble(months.get(i)))
                        .toArray());
    }

    private static Trend trend(DailySeries series) {
        Trend trend = SeasonalKendall.of(series);
        if (trend == null) {
            throw new AssertionError("no trend");
        }
        return trend;
    }

    /** With all months on one weekday the seasonal test is the test of Mann and Kendall, and the slope is per week. */
    @Test
    void onOneWeekdayTheFiguresAreThoseOfPyMannKendall() {
        Trend trend = trend(rainfall(0, 11, i -> 7 * (i - YEARS * MONTHS)));

        assertThat(trend.s()).isEqualTo(-1959);
        assertThat(trend.sigma() * trend.sigma()).isCloseTo(4889800.333333333, within(1e-6));
        assertThat(trend.p()).isCloseTo(0.37591058740506833, within(1e-12));
    }

    /** pyMannKendall closes the gaps before it takes the slopes, where this class knows the days between. */
    @Test
    void withTheGapsClosedTheSlopeIsThatOfPyMannKendall() {
        DailySeries gaps = rainfall(0, 11, i -> i - YEARS * MONTHS);
        DailySeries closed = new DailySeries(
                IntStream.range(0, gaps.size()).map(i -> 7 * (i - gaps.size())).toArray(),
                IntStream.range(0, gaps.size()).mapToDouble(gaps::value).toArray());

        assertThat(7 * trend(closed).slope()).isCloseTo(-0.0064516129032258064, within(1e-15));
    }

    /** The score of twelve seasons is that of seven and that of five. */
    @Test
    void theScoreOfTheSeasonsIsThatOfPyMannKendall() {
        IntUnaryOperator day = i -> 7 * (i / MONTHS - YEARS) + i % MONTHS % 7;

        assertThat(trend(rainfall(0, 6, day)).s() + trend(rainfall(7, 11, day)).s())
                .isEqualTo(-399);
    }

    private static DailySeries days(int first, double... values) {
        return new DailySeries(
                IntStream.range(0, values.length).map(i -> first + i).toArray(), values);
    }

    /** The worked example of the definition of the saturation forecast. */
    @Test
    void theVarianceIsBoundedByTheSumOfTheDeviations() {
        double[] values =
                IntStream.range(0, 28).mapToDouble(i -> (50 + i) / 100.0).toArray();
        Trend trend = trend(days(-27, values));

        assertThat(trend.s()).isEqualTo(42);
        assertThat(trend.sigma()).isCloseTo(7 * Math.sqrt(26 / 3.0), within(1e-12));
        assertThat(trend.p()).isCloseTo(0.04664, within(5e-6));
        assertThat(trend.slope()).isCloseTo(0.01, within(1e-15));
    }

    /** By hand: one weekday with 1, 2, 4, 3 has slopes 1/7, 2/7, 3/14, 2/21, 1/14, -1/7 a day; C = 1.6449 x 2.944 = 4.84. */
    @Test
    void theBoundsOfTheSlopeAreRankedOutwards() {
        Trend trend = trend(new DailySeries(new int[] {-21, -14, -7, 0}, new double[] {1, 2, 4, 3}));

        assertThat(trend.s()).isEqualTo(4);
        assertThat(trend.slope()).isCloseTo((2 / 21.0 + 1 / 7.0) / 2, within(1e-15));
        assertThat(trend.low()).isCloseTo(-1 / 7.0, within(1e-15));
        assertThat(trend.high()).isCloseTo(2 / 7.0, within(1e-15));
    }

    /** By hand: with 8 equal steps on each of 7 weekdays N = 196, sigma = 7 x 8.083 and C = 93.07: ranks 51 and 146. */
    @Test
    void theRanksOfTheBoundsFollowFromTheDeviations() {
        // The slope of a pair depends on the later day alone, so that the sorted slopes are known.
        double[] values = new double[56];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 7 ? 0 : values[i - 7] + 7 * (1 + i / 1000.0);
        }
        DailySeries series = days(-55, values);
        double[] slopes = IntStream.range(0, 56)
                .boxed()
                .flatMap(i -> IntStream.iterate(i + 7, j -> j < 56, j -> j + 7)
                        .mapToObj(j -> (values[j] - values[i]) / (j - i)))
                .mapToDouble(slope -> slope)
                .sorted()
                .toArray();

        assertThat(slopes).hasSize(196);
        assertThat(trend(series).low()).isEqualTo(slopes[50]);
        assertThat(trend(series).high()).isEqualTo(slopes[145]);
    }

    @Test
    void equalValuesHaveNoTrend() {
        Trend trend = trend(days(-27, new double[28]));

        assertThat(trend.p()).isEqualTo(1);
        assertThat(trend.slope()).isZero();
    }

    @Test
    void aScoreOfOneIsNoEvidence() {
        assertThat(trend(new DailySeries(new int[] {-7, 0}, new double[] {1, 2}))
                        .p())
                .isEqualTo(1);
    }

    @Test
    void withoutTwoDaysOfOneWeekdayThereIsNoTrend() {
        assertThat(SeasonalKendall.of(days(-6, 1, 2, 3, 4, 5, 6, 7))).isNull();
        assertThat(SeasonalKendall.of(days(0))).isNull();
    }
}
