package org.ar1.integration.internal.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A point in time that waiting must not pass; independent of the wall clock. It goes wherever a caller's work goes, so
 * it says for which trace that is, too.
 */
public final class Deadline {

    private final long startNanos;
    private final long atNanos;
    private final @Nullable String traceParent;

    private Deadline(long startNanos, long atNanos, @Nullable String traceParent) {
        this.startNanos = startNanos;
        this.atNanos = atNanos;
        this.traceParent = traceParent;
    }

    public static Deadline in(Duration duration) {
        long now = System.nanoTime();
        return new Deadline(now, now + duration.toNanos(), null);
    }

    /** The same point, for work that belongs to a trace; null for none. */
    public Deadline forTrace(@Nullable String trace) {
        return new Deadline(startNanos, atNanos, trace);
    }

    @Nullable
    String traceParent() {
        return traceParent;
    }

    /** The point half-way between the start and this deadline. */
    public Deadline half() {
        return part(50);
    }

    /** The point at which this share of the time, in percent, is over. */
    public Deadline part(int percent) {
        return new Deadline(startNanos, startNanos + (atNanos - startNanos) / 100 * percent, traceParent);
    }

    /** The earlier of this deadline and another. */
    public Deadline orEarlier(Deadline other) {
        return other.atNanos - atNanos < 0 ? other.forTrace(traceParent) : this;
    }

    /** The later of this deadline and another. */
    public Deadline orLater(Deadline other) {
        return other.atNanos - atNanos > 0 ? other.forTrace(traceParent) : this;
    }

    /** The earlier of this deadline and a time from now. */
    public Deadline atMost(Duration duration) {
        long now = System.nanoTime();
        long then = now + duration.toNanos();
        return new Deadline(now, then - atNanos < 0 ? then : atNanos, traceParent);
    }

    /** Zero when the point has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    /** Whether the point lies at least this far back. */
    boolean hasPassedFor(Duration time) {
        return System.nanoTime() - atNanos >= time.toNanos();
    }

    public boolean hasPassed() {
        return atNanos - System.nanoTime() <= 0;
    }
}
