package org.ar1.integration.internal.call;

import java.util.function.LongSupplier;

/**
 * Bounds the retries to a service: at most a fifth of the calls of the last ten seconds, and at least three. A service
 * that fails for everybody is then not asked three times as often as one that works (Beyer et al., "Site Reliability
 * Engineering", chapter 21).
 */
final class RetryBudget {

    private static final int SECONDS = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int LEAST = 3;
    private static final int CALLS_PER_RETRY = 5;

    private final LongSupplier nanoTime;
    private final long[] second = new long[SECONDS];
    private final int[] calls = new int[SECONDS];
    private final int[] retries = new int[SECONDS];
    private final long start;

    RetryBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Counts a first attempt. */
    synchronized void countCall() {
        calls[slot()]++;
    }

    /** Takes a retry out of the budget, if one is left. */
    synchronized boolean tryRetry() {
        int now = slot();
        int callsMade = 0;
        int retriesMade = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (second[now] - second[i] < SECONDS) {
                callsMade += calls[i];
                retriesMade += retries[i];
            }
        }
        if (retriesMade >= Math.max(LEAST, callsMade / CALLS_PER_RETRY)) {
            return false;
        }
        retries[now]++;
        return true;
    }

    private int slot() {
        long current = (nanoTime.getAsLong() - start) / NANOS_PER_SECOND;
        int slot = (int) (current % SECONDS);
        if (second[slot] != current) {
            second[slot] = current;
            calls[slot] = 0;
            retries[slot] = 0;
        }
        return slot;
    }
}
