package org.ar1.integration.internal.call;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a service lets its callers see of its work: when it most recently ended a call with an answer or sent a part of
 * a stream, and how long it was silent before its answers. A service that answers one call at a time is silent for as
 * long as the longest of its answers takes, without being down. Thread-safe.
 */
public final class ServiceActivity {

    private static final int TIMES_AS_USUAL = 2;

    private final LongSupplier nanoTime;
    /** By resource: how long the service was silent before its latest answer. */
    private final Map<String, Long> silences = new HashMap<>();

    private long answeredNanos;
    private boolean answered;
    private long sentNanos;
    private boolean sent;

    public ServiceActivity() {
        this(System::nanoTime);
    }

    /** The same by a clock of one's own. */
    ServiceActivity(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes an answer, whatever it said. */
    synchronized void answered() {
        answeredNanos = nanoTime.getAsLong();
        answered = true;
        sentNanos = answeredNanos;
        sent = true;
    }

    /**
     * Notes a good answer.
     *
     * @param resource of a bounded number of resources
     * @param startedNanos when the call began, by {@link System#nanoTime()}
     */
    public synchronized void answered(String resource, long startedNanos) {
        long sinceStart = nanoTime.getAsLong() - startedNanos;
        silences.put(resource, answered ? Math.min(sinceStart, nanoTime.getAsLong() - answeredNanos) : sinceStart);
        answered();
    }

    /** Notes that a further part of a stream has come. */
    synchronized void sending() {
        sentNanos = nanoTime.getAsLong();
        sent = true;
    }

    /** Whether the service has answered since a time by {@link System#nanoTime()}. */
    synchronized boolean hasAnsweredSince(long nanos) {
        return answered && answeredNanos - nanos >= 0;
    }

    /**
     * How long a caller has waited for any sign of the service.
     *
     * @param sinceNanos when the caller began to wait, by {@link System#nanoTime()}
     * @return the nanoseconds since then or since the most recent sign, whichever is later
     */
    public synchronized long silenceNanos(long sinceNanos) {
        long now = nanoTime.getAsLong();
        long sinceStart = now - sinceNanos;
        return sent ? Math.min(sinceStart, now - sentNanos) : sinceStart;
    }

    /**
     * How long the service may be silent before a caller gives up on it.
     *
     * @param nanos the patience that is set; 0 stays 0
     * @return that; twice the longest silence before the latest answer of each resource, where one of those was longer
     */
    public synchronized long patienceNanos(long nanos) {
        long longest =
                silences.values().stream().mapToLong(silence -> silence).max().orElse(0);
        return nanos == 0 || longest <= nanos ? nanos : TIMES_AS_USUAL * longest;
    }
}
