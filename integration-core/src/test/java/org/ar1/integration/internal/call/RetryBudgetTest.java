package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private long nanos = -5_000_000_000L;
    private final RetryBudget budget = new RetryBudget(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void calls(int number) {
        for (int i = 0; i < number; i++) {
            budget.countCall();
        }
    }

    private int retries() {
        int granted = 0;
        while (granted < 1_000 && budget.tryRetry()) {
            granted++;
        }
        return granted;
    }

    @Test
    void threeRetriesAreThereWithoutManyCalls() {
        assertThat(retries()).isEqualTo(3);
        calls(15);
        assertThat(retries()).isZero();
    }

    @Test
    void aFifthOfTheCallsMayBeRetried() {
        calls(100);
        assertThat(retries()).isEqualTo(20);
    }

    @Test
    void callsAndRetriesOfTenSecondsAgoDoNotCount() {
        calls(100);
        assertThat(retries()).isEqualTo(20);
        pass(Duration.ofSeconds(9));
        assertThat(retries()).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(retries()).isEqualTo(3);
    }

    @Test
    void theWindowSlides() {
        calls(50);
        pass(Duration.ofSeconds(6));
        calls(50);
        pass(Duration.ofSeconds(6));
        assertThat(retries()).as("of the later calls only").isEqualTo(10);
    }

    @Test
    void aLongSilenceForgetsEverything() {
        calls(1_000);
        pass(Duration.ofDays(365));
        assertThat(retries()).isEqualTo(3);
    }
}
