package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.Instant;
import org.ar1.integration.source.SourceError;
import org.jspecify.annotations.Nullable;

/**
 * The last good value of a document.
 *
 * @param extraAge how much older its oldest source was at the check than the value states
 * @param fresh begins when the service last said that the value is right; no call is needed until its end
 */
record LastGood<T>(T value, @Nullable String entityTag, Duration extraAge, Span fresh) {

    /** A value of which the service has just said that it is right. */
    static <T> LastGood<T> of(T value, @Nullable String entityTag, Kind<T> kind, RemoteAnswer answer, Instant now) {
        Duration extra = answer.age()
                .orElse(Duration.ZERO)
                .minus(kind.head().apply(value).age());
        return new LastGood<>(value, entityTag, notNegative(extra), Span.of(now, answer.freshFor()));
    }

    private static Duration notNegative(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Zero when the clock has been set back since. */
    private Duration sinceCheck(Instant now) {
        return notNegative(Duration.between(fresh.from(), now));
    }

    boolean isUsable(Instant now, Duration staleIfError) {
        return sinceCheck(now).compareTo(staleIfError) <= 0;
    }

    /** The value with the age that it has now, and the reason why there is no newer one. */
    T stale(Kind<T> kind, Instant now, SourceError error) {
        Head head = kind.head().apply(value);
        return kind.withHead().apply(value, head.stale(now, extraAge.plus(sinceCheck(now)), error));
    }
}
