package org.ar1.integration.internal.source;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.Deadline;

/**
 * A fetch of a source in flight, which all readers share. It goes on after its readers have stopped waiting.
 *
 * @param refresh whether it was begun in the background for a reader that was served a cached value
 * @param startedNanos when it began, by {@link System#nanoTime()}
 * @param sharedCacheRead completes when the shared cache has been read
 * @param result how it ended
 */
record InFlightFetch(
        CallContext context,
        boolean refresh,
        long startedNanos,
        CompletableFuture<Void> sharedCacheRead,
        CompletableFuture<FetchResult> result) {

    static InFlightFetch within(Deadline deadline, boolean refresh) {
        return of(new CallContext(deadline), refresh);
    }

    /** A fetch of which nothing is kept. */
    static InFlightFetch uncached(Deadline deadline) {
        return of(CallContext.uncached(deadline), false);
    }

    private static InFlightFetch of(CallContext context, boolean refresh) {
        return new InFlightFetch(
                context, refresh, System.nanoTime(), new CompletableFuture<>(), new CompletableFuture<>());
    }
}
