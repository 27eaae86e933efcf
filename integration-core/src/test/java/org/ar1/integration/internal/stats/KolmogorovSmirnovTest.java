package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {

    @Test
    void samplesThatDoNotOverlap() {
        assertThat(KolmogorovSmirnov.distance(new double[] {3, 4}, new double[] {1, 2, 2.5}))
                .isEqualTo(1);
    }

    @Test
    void equalDistributions() {
        assertThat(KolmogorovSmirnov.distance(new double[] {2, 1}, new double[] {1, 2, 2, 1}))
                .isZero();
    }

    /** As SciPy's {@code ks_2samp} gives it; the ties are counted on both sides before the distance is taken. */
    @Test
    void ties() {
        double[] first = {1, 2, 2, 3, 3, 3};
        double[] second = {2, 3, 3, 4};

        assertThat(KolmogorovSmirnov.distance(first, second)).isEqualTo(0.25, within(1e-15));
        assertThat(KolmogorovSmirnov.distance(second, first)).isEqualTo(0.25, within(1e-15));
    }

    /** At 11.2 all 9 of the first have come and 9 of 15 of the second; SciPy says the same. */
    @Test
    void unequalSizes() {
        double[] first = {7.6, 8.4, 8.6, 8.7, 9.3, 9.9, 10.1, 10.6, 11.2};
        double[] second = {5.2, 5.7, 5.9, 6.5, 6.8, 8.2, 9.1, 9.8, 10.8, 11.3, 11.5, 12.3, 12.5, 13.4, 14.6};

        assertThat(KolmogorovSmirnov.distance(first, second)).isEqualTo(0.4, within(1e-15));
    }
}
