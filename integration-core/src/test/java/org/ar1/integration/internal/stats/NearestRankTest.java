package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestRankTest {

    /** 1 to n, so that a value is its rank. */
    private static float[] ranks(int n) {
        float[] ranks = new float[n];
        IntStream.range(0, n).forEach(i -> ranks[i] = i + 1);
        return ranks;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "12, 12", "19, 19", "20, 19", "21, 20", "40, 38", "48, 46", "100, 95", "8064, 7661"})
    void the95thPercentileIsTheCeilingOf95HundredthsOfThem(int n, int rank) {
        assertThat(NearestRank.percentile(ranks(n), 95)).isEqualTo(rank);
    }

    @Test
    void wholeRanksAreNotPushedUpByTheBinaryFormOfAPercentage() {
        for (int percent = 1; percent <= 100; percent++) {
            assertThat(NearestRank.percentile(ranks(100), percent)).isEqualTo(percent);
            assertThat(NearestRank.percentile(ranks(700), percent)).isEqualTo(7 * percent);
        }
    }
}
