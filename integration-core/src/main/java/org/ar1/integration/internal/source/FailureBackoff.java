package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import org.ar1.integration.internal.call.CallFailure;
import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff after failures: doubles with each failure in a row, and is never shorter than the service's
 * {@code Retry-After}. Pure and immutable.
 *
 * @param initial the backoff after the first failure
 * @param max the longest backoff
 */
record FailureBackoff(Duration initial, Duration max) {

    private static final int MAX_DOUBLINGS = 30;

    /** The state after one more failure. */
    SourceFailure next(@Nullable SourceFailure before, CallFailure failure, Instant now) {
        int count = before == null ? 1 : before.count() + 1;
        Duration wait = longer(backoff(count), failure.retryAfter().orElse(Duration.ZERO));
        return new SourceFailure(failure.error(), before == null ? now : before.since(), count, now, now.plus(wait));
    }

    private Duration backoff(int count) {
        Duration doubled = initial.multipliedBy(1L << Math.min(count - 1, MAX_DOUBLINGS));
        return doubled.compareTo(max) > 0 ? max : doubled;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
