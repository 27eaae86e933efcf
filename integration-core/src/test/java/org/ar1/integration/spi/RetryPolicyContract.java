package org.ar1.integration.spi;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link RetryPolicy} does, as tests: extend it, and give it a policy. JUnit Jupiter (with its parameters) and
 * AssertJ have to be on the class path.
 */
public abstract class RetryPolicyContract {

    private static final int MOST_ATTEMPTS = 1_000;

    /** For the test of an implementation. */
    protected RetryPolicyContract() {}

    /**
     * The policy under test.
     *
     * @return the same one throughout a test
     */
    protected abstract RetryPolicy policy();

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void waitsAreNotNegativeAndTheAttemptsEnd(ErrorCode code) {
        for (int attempts = 1; attempts <= MOST_ATTEMPTS; attempts++) {
            Optional<Duration> wait = policy().delayBeforeRetry(failed(code, attempts));
            if (wait.isEmpty()) {
                return;
            }
            assertThat(wait.orElseThrow()).isGreaterThanOrEqualTo(Duration.ZERO);
        }
        throw new AssertionError("it tries again after " + MOST_ATTEMPTS + " attempts");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyFailureIsDecidedAbout(ErrorCode code) {
        assertThat(policy().delayBeforeRetry(failed(code, 1))).isNotNull();
        assertThat(policy().withJitter(0.5).delayBeforeRetry(failed(code, 1))).isNotNull();
    }

    private static FailedAttempt failed(ErrorCode code, int attempts) {
        return new FailedAttempt(
                UpstreamService.PERFORMANCE, "stats", code, attempts, Optional.of(Duration.ofSeconds(9)));
    }
}
