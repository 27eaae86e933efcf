package org.ar1.integration.internal.call;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** How much time has passed, counted from a moment of its own: setting the machine's clock does not change it. */
final class MonotonicClock extends Clock {

    private final LongSupplier nanoTime;
    private final long start;

    /**
     * Starts now.
     *
     * @param nanoTime as {@link System#nanoTime()} counts
     */
    MonotonicClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanoTime.getAsLong() - start);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
