package org.ar1.integration.spi;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPolicyTest extends RetryPolicyContract {

    @Override
    protected RetryPolicy policy() {
        return RetryPolicy.exponential(3, DELAY, Duration.ofMinutes(1));
    }

    private static final Duration DELAY = Duration.ofMillis(250);

    private static FailedAttempt failed(int attempts) {
        return new FailedAttempt(
                UpstreamService.PERFORMANCE, "stats", ErrorCode.CONNECT, attempts, Optional.of(Duration.ofSeconds(9)));
    }

    @Test
    void triesAgainAsOftenAsSaidWithTheSameWait() {
        RetryPolicy policy = RetryPolicy.fixed(2, DELAY);

        assertThat(policy.delayBeforeRetry(failed(1))).contains(DELAY);
        assertThat(policy.delayBeforeRetry(failed(2))).contains(DELAY);
        assertThat(policy.delayBeforeRetry(failed(3))).isEmpty();
    }

    @Test
    void noRetriesMeansOneAttempt() {
        assertThat(RetryPolicy.fixed(0, DELAY).delayBeforeRetry(failed(1))).isEmpty();
    }

    @Test
    void exponentialWaitsDoubleUpToTheLongest() {
        RetryPolicy policy = RetryPolicy.exponential(4, Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(policy.delayBeforeRetry(failed(1))).contains(Duration.ofSeconds(1));
        assertThat(policy.delayBeforeRetry(failed(2))).contains(Duration.ofSeconds(2));
        assertThat(policy.delayBeforeRetry(failed(3))).contains(Duration.ofSeconds(4));
        assertThat(policy.delayBeforeRetry(failed(4))).contains(Duration.ofSeconds(5));
        assertThat(policy.delayBeforeRetry(failed(5))).isEmpty();
        assertThat(RetryPolicy.exponential(1_000_000, Duration.ofDays(1), Duration.ofDays(2))
                        .delayBeforeRetry(failed(999_999)))
                .contains(Duration.ofDays(2));
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.exponential(1, DELAY, Duration.ofNanos(-1)));
    }

    @Test
    void noneNeverTriesAgain() {
        assertThat(RetryPolicy.none().delayBeforeRetry(failed(1))).isEmpty();
    }

    @Test
    void theWaitMayBeNone() {
        assertThat(RetryPolicy.fixed(1, Duration.ZERO).delayBeforeRetry(failed(1)))
                .contains(Duration.ZERO);
    }

    @Test
    void negativeArgumentsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.fixed(-1, DELAY));
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.fixed(1, Duration.ofNanos(-1)));
    }

    @Test
    void jitterLengthensWaitsByItsShareAtMost() {
        FailedAttempt failed = failed(1);
        RetryPolicy policy = RetryPolicy.fixed(1, Duration.ofSeconds(1)).withJitter(0.5);

        for (int i = 0; i < 1_000; i++) {
            assertThat(policy.delayBeforeRetry(failed).orElseThrow())
                    .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_500));
        }
        assertThat(policy.delayBeforeRetry(failed(2))).isEmpty();
        assertThat(RetryPolicy.fixed(1, Duration.ofSeconds(1)).withJitter(0).delayBeforeRetry(failed))
                .contains(Duration.ofSeconds(1));
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        RetryPolicy policy = RetryPolicy.fixed(1, Duration.ZERO);
        for (double share : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> policy.withJitter(share));
        }
    }
}
