package org.ar1.integration.internal.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.source.SourceError;
import org.jspecify.annotations.Nullable;

/** The sources that failed at last, and how long each is left alone: a time that doubles with each failure in a row. */
final class Failures {

    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_DOUBLINGS = 30;

    private final Duration initialBackoff;
    private final Duration maxBackoff;
    private final ConcurrentMap<String, Failure> failures = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .<String, Failure>build()
            .asMap();

    /**
     * A source that failed.
     *
     * @param error how it failed at last
     * @param since when the first failure in a row was
     * @param count the failures in a row
     * @param at when it failed at last
     * @param retryAt when it is asked again
     */
    record Failure(SourceError error, Instant since, int count, Instant at, Instant retryAt) {

        /** A clock that was set back does not lock the source out. */
        boolean isLeftAlone(Instant now) {
            return now.isBefore(retryAt) && !now.isBefore(at);
        }
    }

    Failures(Duration initialBackoff, Duration maxBackoff) {
        this.initialBackoff = initialBackoff;
        this.maxBackoff = maxBackoff;
    }

    @Nullable
    Failure get(String key) {
        return failures.get(key);
    }

    /** Notes one more failure; the source is asked again after the backoff, but not before the time it asked for. */
    Failure add(String key, CallFailure failure, Instant now) {
        return failures.compute(key, (k, before) -> {
            int count = before == null ? 1 : before.count() + 1;
            Duration wait = longer(backoff(count), failure.retryAfter().orElse(Duration.ZERO));
            return new Failure(failure.error(), before == null ? now : before.since(), count, now, now.plus(wait));
        });
    }

    private Duration backoff(int count) {
        Duration doubled = initialBackoff.multipliedBy(1L << Math.min(count - 1, MOST_DOUBLINGS));
        return doubled.compareTo(maxBackoff) > 0 ? maxBackoff : doubled;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Forgets the failures of a source that succeeded. */
    @Nullable
    Failure remove(String key) {
        return failures.remove(key);
    }

    /** When the next of the sources that are left alone now is asked again. */
    Optional<Instant> nextRetry(Instant now) {
        return failures.values().stream()
                .filter(failure -> failure.isLeftAlone(now))
                .map(Failure::retryAt)
                .min(Instant::compareTo);
    }
}
