package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void itIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Median.of(3, 1, 2)).isEqualTo(2);
        assertThat(Median.of(4, 1, 2, 9)).isEqualTo(3);
        assertThat(Median.of(7)).isEqualTo(7);
        assertThat(Median.of()).isNaN();
    }

    @Test
    void theValuesStayAsTheyAre() {
        double[] values = {3, 1, 2};
        double median = Median.of(values);

        assertThat(median).isEqualTo(2);
        assertThat(values).containsExactly(3, 1, 2);
    }
}
