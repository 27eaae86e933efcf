package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private static final int MAX = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ConcurrencyLimit limit = new ConcurrencyLimit(MAX, TIMEOUT);

    /** A hundred calls, as many at a time as are allowed; the longest time that one of the last fifty took. */
    private Duration calls(IntToLongFunction millisOf) {
        long longest = 0;
        for (int i = 0; i < 100; i++) {
            int inFlight = limit.current();
            long millis = millisOf.applyAsLong(inFlight);
            limit.sample(Duration.ofMillis(millis).toNanos(), inFlight);
            longest = i < 50 ? 0 : Math.max(longest, millis);
        }
        return Duration.ofMillis(longest);
    }

    @Test
    void noCallTimesOutInTheQueueOfAServiceThatAnswersOneAtATime() {
        assertThat(calls(inFlight -> 700L * inFlight)).isLessThan(TIMEOUT);
        assertThat(limit.current()).isBetween(3, 4);
    }

    @Test
    void aServiceThatAnswersInParallelIsSentAsManyAsAreAllowed() {
        calls(inFlight -> 2000);

        assertThat(limit.current()).isEqualTo(MAX);
    }

    @Test
    void theLimitRisesAgainWhenTheServiceIsFaster() {
        calls(inFlight -> 700L * inFlight);
        calls(inFlight -> 50);

        assertThat(limit.current()).isEqualTo(MAX);
    }

    @Test
    void theLimitIsOneAtLeast() {
        calls(inFlight -> 5000);

        assertThat(limit.current()).isEqualTo(1);
    }

    @Test
    void callsThatDoNotUseTheLimitDoNotRaiseIt() {
        calls(inFlight -> 5000);
        limit.sample(0, 1);
        limit.sample(0, 1);

        assertThat(limit.current()).isEqualTo(2);
    }
}
