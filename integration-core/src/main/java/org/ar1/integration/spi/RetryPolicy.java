package org.ar1.integration.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Decides whether and when a failed call is retried.
 *
 * <p>It decides only about failures for which another attempt is safe and may help: no connection, a timeout, a
 * cut-off body, and the statuses 408, 429, 500, 502, 503 and 504. A wait that is shorter than the service requested is
 * extended to the requested time. A retry whose wait would end after the deadline is not made. Implementations are
 * called from several threads and must not block.
 */
@FunctionalInterface
public interface RetryPolicy {

    /**
     * Decides about one failure.
     *
     * @param failed the failure, and the number of attempts so far
     * @return how long to wait before the next attempt, or empty to give up
     */
    Optional<Duration> delayBeforeRetry(FailedAttempt failed);

    /**
     * Returns this policy with random jitter, so that many clients do not retry at the same moment.
     *
     * @param share the largest extension of a wait, as a share of the wait; 0.5 makes 1 s up to 1.5 s
     * @return the policy with jitter
     * @throws IllegalArgumentException when the share is negative or not finite
     */
    default RetryPolicy withJitter(double share) {
        if (!(share >= 0) || Double.isInfinite(share)) {
            throw new IllegalArgumentException("the share of jitter must be 0 or more: " + share);
        }
        return failed -> delayBeforeRetry(failed)
                .map(delay -> delay.plusNanos((long)
                        (delay.toNanos() * share * ThreadLocalRandom.current().nextDouble())));
    }

    /**
     * Returns a policy of a fixed number of retries with a fixed wait.
     *
     * @param maxRetries attempts after the first; 0 for none
     * @param delay the wait before each
     * @return the policy
     * @throws IllegalArgumentException when an argument is negative
     */
    static RetryPolicy fixed(int maxRetries, Duration delay) {
        if (maxRetries < 0 || delay.isNegative()) {
            throw new IllegalArgumentException("retries and delay must not be negative: " + maxRetries + ", " + delay);
        }
        return failed -> failed.attempts() > maxRetries ? Optional.empty() : Optional.of(delay);
    }

    /**
     * Returns a policy of a fixed number of retries with exponential backoff: each wait is twice the one before.
     *
     * @param maxRetries attempts after the first; 0 for none
     * @param first the wait before the first retry
     * @param longest the upper limit of a wait
     * @return the policy
     * @throws IllegalArgumentException when an argument is negative
     */
    static RetryPolicy exponential(int maxRetries, Duration first, Duration longest) {
        if (maxRetries < 0 || first.isNegative() || longest.isNegative()) {
            throw new IllegalArgumentException(
                    "retries and waits must not be negative: " + maxRetries + ", " + first + ", " + longest);
        }
        return failed -> {
            if (failed.attempts() > maxRetries) {
                return Optional.empty();
            }
            Duration wait = first;
            for (int retry = 1; retry < failed.attempts() && wait.compareTo(longest) < 0; retry++) {
                wait = wait.multipliedBy(2);
            }
            return Optional.of(wait.compareTo(longest) < 0 ? wait : longest);
        };
    }

    /**
     * Returns a policy without retries.
     *
     * @return the policy
     */
    static RetryPolicy none() {
        return failed -> Optional.empty();
    }
}
