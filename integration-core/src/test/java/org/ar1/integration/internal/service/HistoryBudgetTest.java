package org.ar1.integration.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryBudgetTest {

    @ParameterizedTest
    @CsvSource({
        "8, 67108864, 0, 8",
        "8, 67108864, 1, 8",
        "8, 67108864, 616, 8",
        "8, 67108864, 617, 7",
        "8, 67108864, 1000, 4",
        "8, 67108864, 1849, 2",
        "8, 67108864, 1850, 2",
        "8, 67108864, 2147483647, 2",
        "26, 67108864, 100, 26",
        "26, 17179869184, 1, 26",
        "2, 17179869184, 1, 2",
        "8, 1048576, 9, 8",
        "8, 1048576, 10, 7"
    })
    void theWeeksAreAsManyAsAskedForOrAsMemoryHoldsAndAtLeastTwo(int asked, long bytes, int servers, int weeks) {
        assertThat(new HistoryBudget(asked, bytes).weeksFor(servers)).isEqualTo(weeks);
    }
}
