package org.ar1.integration.internal.source;

import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.Deadline;

import java.util.concurrent.CompletableFuture;

/**
 * A fetch of a source under way, which all its readers share. It goes on when they have left.
 *
 * @param refresh whether it was begun behind a reader who was served a cached value
 * @param startedNanos when it began, by {@link System#nanoTime()}
 * @param sharedCacheRead completes when the shared cache has been asked
 * @param result how it ended
 */
record InFlightFetch(
        CallContext context,
        boolean refresh,
        long startedNanos,
        CompletableFuture<Void> sharedCacheRead,
        CompletableFuture<FetchResult> result) {

    static InFlightFetch within(Deadline deadline, boolean refresh) {
        return new InFlightFetch(
                new CallContext(deadline),
                refresh,
                System.nanoTime(),
                new CompletableFuture<>(),
                new CompletableFuture<>());
    }
}
