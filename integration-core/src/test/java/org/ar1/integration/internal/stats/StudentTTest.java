package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

    /** As R's {@code qt(1 - tails / 2, df)} and SciPy's {@code t.ppf} give them, and the usual tables with fewer digits. */
    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 12.706204736174694",
        "0.05, 2, 4.302652729749464",
        "0.05, 8, 2.306004135204166",
        "0.05, 13, 2.1603686564627913",
        "0.05, 30, 2.0422724563012373",
        "0.05, 1000, 1.9623390808264074",
        "0.01, 10, 3.169272672616951",
        "0.5, 1, 1.0"
    })
    void quantilesAsPublished(double tails, int degreesOfFreedom, double expected) {
        assertThat(StudentT.twoSided(tails, degreesOfFreedom)).isEqualTo(expected, within(1e-12 * expected));
    }

    @Test
    void theWholeProbabilityLiesOutsideOfNothing() {
        assertThat(StudentT.twoSided(1, 5)).isZero();
    }
}
