package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepValueTest {

    @ParameterizedTest
    @CsvSource({
        "43.0, 43",
        "6.531E-4, 0.0006531",
        "58.627450980392155, 58.6275",
        "1075520.59, 1075520",
        "-0.5, -0.5",
        "0.0, 0",
        "NaN, NaN"
    })
    void numbersArePlainDecimalsOfSixDigits(double number, String shown) {
        assertThat(StepValue.shown(number)).isEqualTo(shown);
    }

    @Test
    void wholeNumbersAndTextsStayAsTheyAre() {
        assertThat(StepValue.shown(1_234_567L)).isEqualTo("1234567");
        assertThat(StepValue.shown("disk")).isEqualTo("disk");
        assertThat(StepValue.shown(null)).isEqualTo("not known");
    }

    @Test
    void ofALongListTheEndsAreShown() {
        List<Integer> many = IntStream.rangeClosed(1, 100).boxed().toList();

        assertThat(StepValue.shown(many)).isEqualTo("[1, 2, 3, ... 94 more ..., 98, 99, 100]");
        assertThat(StepValue.shown(List.of(1, 2, 3))).isEqualTo("[1, 2, 3]");
        assertThat(StepValue.shown(Map.of("mean", 2.50))).isEqualTo("{mean: 2.5}");
    }
}
