package org.ar1.integration.internal.http;

/** When a service most recently ended a call with an answer, whatever the answer said. Thread-safe. */
public final class ServiceActivity {

    private volatile long answeredNanos;
    private volatile boolean answered;

    void answered() {
        answeredNanos = System.nanoTime();
        answered = true;
    }

    /** Whether the service has answered since a time by {@link System#nanoTime()}. */
    boolean hasAnsweredSince(long nanos) {
        return answered && answeredNanos - nanos >= 0;
    }

    /**
     * How long a caller has waited for any sign of the service.
     *
     * @param sinceNanos when the caller began to wait, by {@link System#nanoTime()}
     * @return the nanoseconds since then or since the most recent answer, whichever is later
     */
    public long silenceNanos(long sinceNanos) {
        long now = System.nanoTime();
        long sinceStart = now - sinceNanos;
        return answered ? Math.min(sinceStart, now - answeredNanos) : sinceStart;
    }
}
