package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundingTest {

    /** What Python's round(x, 4) gives. */
    @ParameterizedTest
    @CsvSource({
        "0.24092199999999997, 0.2409",
        "0.00005, 0.0001", // above the tie in binary
        "0.00015, 0.0001", // below it
        "0.00025, 0.0003",
        "2.00005, 2.0",
        "0.03125, 0.0312", // a tie in binary too: to even
        "0.09375, 0.0938",
        "0.79995, 0.8",
        "0.79994999, 0.7999",
        "-0.00001, 0.0",
        "-0.0, 0.0",
        "1e300, 1e300",
        "5e-324, 0.0"
    })
    void aFractionHasFourDecimals(double figure, double rounded) {
        assertThat(Rounding.fraction(figure)).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource({
        "0.123456, 0.1235",
        "0.00012345, 0.0001234", // below the tie in binary
        "1e-300, 1e-300",
        "-0.98765, -0.9877",
        "0.0, 0.0",
        "-0.0, 0.0",
        "1.0, 1.0",
        "0.99996, 1.0",
        "1234567.0, 1235000.0"
    })
    void aCoefficientHasFourSignificantDigits(double figure, double rounded) {
        assertThat(Rounding.digits(figure)).isEqualTo(rounded);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsNoFigure(double figure) {
        assertThat(Rounding.fraction(figure)).isNull();
        assertThat(Rounding.digits(figure)).isNull();
    }

    @Test
    void aSumBeyondAllDoublesIsNoFigure() {
        assertThat(Rounding.finite(new BigDecimal("1.7e308").multiply(BigDecimal.TEN)))
                .isNull();
        assertThat(Rounding.finite(new BigDecimal("0.30"))).isEqualTo(0.3);
    }

    /** What Python's round(x, n) gives. */
    @ParameterizedTest
    @CsvSource({
        "147.6923, 2, 147.69",
        "2.675, 2, 2.67",
        "0.125, 2, 0.12",
        "0.0050065, 6, 0.005006",
        "2.5, 0, 2.0",
        "-0.004, 2, 0.0"
    })
    void decimalsAreRoundedHalfToEvenOnTheBinaryValue(double figure, int places, double rounded) {
        assertThat(Rounding.places(figure, places)).isEqualTo(rounded);
    }

    @Test
    void everyFigureIsRoundedAsInDecimals() {
        Random random = new Random(4711);
        for (int i = 0; i < 200_000; i++) {
            int places = random.nextInt(7);
            double unit = Math.pow(10, -places);
            double tie = (random.nextInt(2_000_001) - 1_000_000 + 0.5) * unit;
            double near = tie + random.nextInt(5) * Math.ulp(tie) - 2 * Math.ulp(tie);
            double far = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 6);
            for (double figure : new double[] {tie, near, tie * 1e6, far, Math.rint(far)}) {
                double decimal = new BigDecimal(figure)
                        .setScale(places, RoundingMode.HALF_EVEN)
                        .doubleValue();
                // isEqualTo distinguishes 0.0 from -0.0.
                assertThat(Rounding.places(figure, places)).isEqualTo(decimal);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"128.49, 3, 128.0", "0.0023725, 3, 0.00237", "1.665, 3, 1.67", "12345, 3, 12300.0", "0, 3, 0.0"})
    void significantDigitsAreRoundedLikewise(double figure, int digits, double rounded) {
        assertThat(Rounding.significant(figure, digits)).isEqualTo(rounded);
    }

    @Test
    void aFigureReachesAThresholdWhenItsRoundedValueDoes() {
        assertThat(Rounding.reaches(0.79996, 0.8)).isTrue();
        assertThat(Rounding.reaches(0.79994, 0.8)).isFalse();
        assertThat(Rounding.reaches(0.8, 0.8)).isTrue();
        assertThat(Rounding.reaches(0.7, 0.8)).isFalse();
        assertThat(Rounding.reaches(0.9, 0.8)).isTrue();
        assertThat(Rounding.reaches(Double.NaN, 0.8)).isFalse();
        assertThat(Rounding.reaches(Double.POSITIVE_INFINITY, 0.8)).isFalse();
    }

    @Test
    void whatIsNotFiniteHasNoRoundedValue() {
        assertThat(Rounding.places(Double.NaN, 2)).isNull();
        assertThat(Rounding.significant(Double.NEGATIVE_INFINITY, 3)).isNull();
    }
}
