package org.ar1.integration.jaxrs.answer;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often the sources of one report are fetched again because callers ask for it: once in ten seconds for the
 * whole report, and once for each lab type of it. A limited caller gets the usual answer rather than an error, as its
 * values are that young. A source in backoff is not fetched for any caller. Thread-safe.
 */
public final class RefreshGate {

    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;

    /**
     * The start of the latest refresh by lab type, empty for the whole report; oldest first, and none older than the
     * pause.
     */
    private final Map<Optional<String>, Long> started = new LinkedHashMap<>();

    RefreshGate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Whether the sources may be fetched again now; if so, that counts as a refresh.
     *
     * @param labType the lab type, one that some source knows; null for the whole report
     */
    synchronized boolean admits(@Nullable String labType) {
        long now = nanoTime.getAsLong();
        Iterator<Long> oldest = started.values().iterator();
        while (oldest.hasNext() && now - oldest.next() >= PAUSE_NANOS) {
            oldest.remove();
        }
        return started.putIfAbsent(Optional.ofNullable(labType), now) == null;
    }
}
