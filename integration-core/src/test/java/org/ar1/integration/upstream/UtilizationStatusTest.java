package org.ar1.integration.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtilizationStatusTest {

    @ParameterizedTest
    @CsvSource({
        "0, under-utilized",
        "-1, under-utilized",
        "0.74, under-utilized",
        "0.7499999999999999, under-utilized",
        "0.75, normal",
        "1, normal",
        "1.25, normal",
        "1.2500000000000002, over-utilized",
        "1.26, over-utilized",
        "Infinity, over-utilized"
    })
    void theLimitsThemselvesAreNormal(double ratio, String status) {
        assertThat(UtilizationStatus.ofRatio(ratio).id()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null, 1.0", "0, 1.0", "-3, 1.0", "10, null"},
            nullValues = "null")
    void withoutAUsableEstimateTheStatusOfTheServiceMeansNothing(Long estimate, Double ratio) {
        LabUtilization lab =
                new LabUtilization(1, "Docker", estimate, 1.0, 1.0, 1.0, ratio, UtilizationStatus.OVER_UTILIZED);

        assertThat(lab.status()).isEqualTo(UtilizationStatus.UNKNOWN);
        assertThat(lab.ratio()).isNull();
    }

    @Test
    void theFiguresOfTheServiceAreKeptEvenWhereItsStatusContradictsThem() {
        LabUtilization lab = new LabUtilization(1, "Docker", 10L, 1.0, 1.0, 1.0, 5.0, UtilizationStatus.NORMAL);

        assertThat(lab.status()).isEqualTo(UtilizationStatus.NORMAL);
        assertThat(lab.ratio()).isEqualTo(5.0);
        assertThat(lab.isEstimated()).isTrue();
    }
}
