package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ar1.integration.internal.stats.Proportions.Interval;
import org.ar1.integration.internal.stats.Proportions.Pooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionsTest {

    /** Of the standard normal distribution, two-sided 95 %. */
    private static final double NORMAL = 1.959963984540054;

    private static Interval difference(long a, long m, long b, long n) {
        double first = (double) a / m;
        double second = (double) b / n;
        return Proportions.difference(
                first,
                Proportions.wilson(first, (double) m, NORMAL),
                second,
                Proportions.wilson(second, (double) n, NORMAL));
    }

    /** R. G. Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonsIntervalAsPublished(long count, long n, double low, double high) {
        Interval interval = Proportions.wilson((double) count / n, (double) n, NORMAL);

        assertThat(interval.low()).isEqualTo(low, within(5e-5));
        assertThat(interval.high()).isEqualTo(high, within(5e-5));
    }

    /** R. G. Newcombe, "Interval Estimation for the Difference", 1998, table II, method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void newcombesDifferenceAsPublished(long a, long m, long b, long n, double low, double high) {
        Interval interval = difference(a, m, b, n);

        assertThat(interval.low()).isEqualTo(low, within(5e-5));
        assertThat(interval.high()).isEqualTo(high, within(5e-5));
    }

    /** Weil's rats, as J. N. K. Rao and A. J. Scott, 1992, and R's {@code PF::rsb} give them: litters of pups that lived. */
    @Test
    void designEffectsOfWeilsRats() {
        Pooled control = Proportions.pooled(
                new long[] {13, 12, 9, 9, 8, 8, 12, 11, 9, 9, 8, 11, 4, 5, 7, 7},
                new long[] {13, 12, 9, 9, 8, 8, 13, 12, 10, 10, 9, 13, 5, 7, 10, 10});
        Pooled treated = Proportions.pooled(
                new long[] {12, 11, 10, 9, 10, 9, 9, 8, 8, 4, 7, 4, 5, 3, 3, 0},
                new long[] {12, 11, 10, 9, 11, 10, 10, 9, 9, 5, 9, 7, 10, 6, 10, 7});

        assertThat(control.proportion()).isEqualTo(142 / 158.0);
        assertThat(control.designEffect()).isEqualTo(1.2325, within(5e-5));
        assertThat(control.effective()).isEqualTo(128.195, within(5e-4));
        assertThat(treated.proportion()).isEqualTo(112 / 145.0);
        assertThat(treated.designEffect()).isEqualTo(3.9529, within(5e-5));
        assertThat(treated.effective()).isEqualTo(36.682, within(5e-4));
    }

    @Test
    void clustersThatDifferLessThanByChanceCountAsIndependent() {
        assertThat(Proportions.pooled(new long[] {5, 5}, new long[] {10, 10}).designEffect())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 20"})
    void withoutVarianceThereIsNoDesignEffect(long first, long second) {
        assertThat(Proportions.pooled(new long[] {first, second}, new long[] {10, 20}))
                .isEqualTo(new Pooled(first == 0 ? 0 : 1, 30, 1));
    }
}
