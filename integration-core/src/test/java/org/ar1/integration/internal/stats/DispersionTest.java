package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DispersionTest {

    @Test
    void threeServersByHand() {
        Dispersion dispersion = Dispersion.of(new double[] {.2, .4, .9});

        assertThat(dispersion.mean()).isEqualTo(.5, within(1e-15));
        assertThat(dispersion.sd()).as("sqrt(.26 / 3)").isEqualTo(.2944, within(5e-5));
        assertThat(dispersion.cv()).isEqualTo(.5888, within(5e-5));
        assertThat(dispersion.gini()).as("2.8 / 9").isEqualTo(.3111, within(5e-5));
    }

    @Test
    void equalAmountsAreNotDispersed() {
        assertThat(Dispersion.of(new double[] {.5, .5, .5, .5})).isEqualTo(new Dispersion(.5, 0, 0, 0));
    }

    @Test
    void nothingHasNoRelativeDispersion() {
        Dispersion dispersion = Dispersion.of(new double[] {0, 0});

        assertThat(dispersion.sd()).isZero();
        assertThat(dispersion.cv()).isNaN();
        assertThat(dispersion.gini()).isNaN();
    }

    @Test
    void peaksThatDoNotCoincideAreDiverse() {
        double[][] amounts = {{60, 10, 20}, {10, 40, 40}, {20, 90, 90}};

        assertThat(Dispersion.diversity(amounts)).as("(60 + 40 + 90) / 150").isEqualTo(1.2667, within(5e-5));
    }

    @Test
    void peaksThatCoincideAreNot() {
        assertThat(Dispersion.diversity(new double[][] {{1, 2}, {3, 4}})).isEqualTo(1);
        assertThat(Dispersion.diversity(new double[][] {{0, 0}})).isNaN();
    }
}
