package org.ar1.integration.internal.call;

import java.time.Duration;

/**
 * How many calls of a service may be in flight, found from the time that they take: additive increase and
 * multiplicative decrease (Chiu and Jain 1989), as TCP finds its window. A call that takes half of the request timeout
 * lowers the limit by a tenth, any other raises it by one while it is used. So a service that answers one call at a
 * time is never sent so many that the last ones time out in its queue. Thread-safe.
 */
final class ConcurrencyLimit {

    private static final double DECREASE = 0.9;

    private final int max;
    private final long slowNanos;
    private double limit;

    /**
     * Begins with the most calls, so that the first report of a service in good health does not wait for it to rise.
     *
     * @param timeout the time limit of a call
     */
    ConcurrencyLimit(int max, Duration timeout) {
        this.max = max;
        this.slowNanos = timeout.dividedBy(2).toNanos();
        this.limit = max;
    }

    synchronized int current() {
        return (int) limit;
    }

    /**
     * Takes a call into account that has ended.
     *
     * @param nanos how long it took
     * @param inFlight the calls in flight when it began, itself included
     */
    synchronized void sample(long nanos, int inFlight) {
        if (nanos >= slowNanos) {
            limit = Math.max(1, limit * DECREASE);
        } else if (inFlight >= current()) {
            limit = Math.min(max, limit + 1);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(current());
    }
}
