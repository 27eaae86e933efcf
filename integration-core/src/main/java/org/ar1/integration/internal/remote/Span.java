package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.Instant;

/** A time from one instant to another. What holds for it ends, too, when the clock is set back to before it. */
record Span(Instant from, Instant until) {

    /** A caller may have read the clock this long before the span began. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** The time that begins now and lasts so long. */
    static Span of(Instant now, Duration length) {
        return new Span(now, now.plus(length));
    }

    boolean isEmpty() {
        return !from.isBefore(until);
    }

    boolean contains(Instant now) {
        return now.isBefore(until) && !now.isBefore(from.minus(TOLERANCE));
    }
}
