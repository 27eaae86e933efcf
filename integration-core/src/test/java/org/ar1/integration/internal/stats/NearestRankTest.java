package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
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

    @Test
    void selectingGivesWhatSortingGives() {
        Random random = new Random(11);
        for (int n = 1; n <= 300; n++) {
            float[] values = new float[n];
            int distinct = 1 + random.nextInt(n);
            for (int i = 0; i < n; i++) {
                values[i] = random.nextInt(distinct) / 4f;
            }
            assertSelected(values);
        }
    }

    @Test
    void theOrderOfTheValuesDoesNotMatterToSelecting() {
        float[] falling = ranks(1008);
        for (int i = 0; i < falling.length; i++) {
            falling[i] = -falling[i];
        }
        assertSelected(ranks(1008));
        assertSelected(falling);
        assertSelected(contrived(1008));
    }

    private static void assertSelected(float[] values) {
        float[] ascending = values.clone();
        Arrays.sort(ascending);
        for (int percent : new int[] {1, 5, 50, 94, 95, 96, 100}) {
            float[] others = values.clone();
            assertThat(NearestRank.select(others, percent)).isEqualTo(NearestRank.percentile(ascending, percent));
            Arrays.sort(others);
            assertThat(others).containsExactly(ascending);
        }
    }

    /** In each round of the selection the value in the middle is the least of those that are left. */
    private static float[] contrived(int n) {
        int[] places = IntStream.range(0, n).toArray();
        float[] values = new float[n];
        for (int from = 0; from < n; from++) {
            int middle = (from + n - 1) >>> 1;
            values[places[middle]] = from;
            places[middle] = places[from];
        }
        return values;
    }
}
