package org.ar1.integration.internal.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * A fetch under way, for everybody who reads the source.
 *
 * @param refresh whether it was begun behind a reader who got a cached value
 * @param patience until when it is waited for by a reader who has something else
 * @param waiting the readers who wait for it, or are about to
 * @param informed done when what other replicas know of the source has been looked up
 */
record Flight(
        CallContext context,
        boolean refresh,
        Deadline patience,
        AtomicInteger waiting,
        CompletableFuture<Void> informed,
        CompletableFuture<Landing> landing) {

    /**
     * A fetch that succeeded.
     *
     * @param known what was known of the source when it ended
     * @param outcome live, or cached when somebody else's fetch made this one unnecessary
     * @param nanos when it ended, by {@link System#nanoTime()}
     * @param denied whether it found that there is no value, which is still to be judged
     */
    record Landing(
            CacheEntry entry, @Nullable CacheEntry known, Outcome outcome, int attempts, long nanos, boolean denied) {}

    /** A fetch for which a reader waits from the beginning, unless it is a refresh. */
    static Flight within(Deadline deadline, boolean refresh, Deadline patience) {
        return new Flight(
                new CallContext(deadline),
                refresh,
                patience,
                new AtomicInteger(refresh ? 0 : 1),
                new CompletableFuture<>(),
                new CompletableFuture<>());
    }
}
