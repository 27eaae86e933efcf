package org.ar1.integration.internal.source;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Waits for fetches in flight, on behalf of readers. A reader with nothing to show waits until its deadline. One with a
 * last good value is served that value as {@code stale} once the service has been silent for the patience, or for
 * longer than is usual for it, or as soon as nothing can be connected to and the next attempt comes later than that.
 * Thread-safe.
 */
final class FetchWaiter {

    private final SourceStore store;
    private final Duration patience;
    private final Function<UpstreamService, ServiceActivity> activities;
    private final Executor late;

    /** Whether readers with a last good value wait until the deadline all the same. */
    private final boolean untilTheDeadline;

    /**
     * A waiter.
     *
     * @param activities when each service most recently ended a call
     * @param late runs what follows when a reader stops waiting
     */
    FetchWaiter(
            SourceStore store,
            Duration patience,
            Function<UpstreamService, ServiceActivity> activities,
            Executor late) {
        this(store, patience, activities, late, false);
    }

    private FetchWaiter(
            SourceStore store,
            Duration patience,
            Function<UpstreamService, ServiceActivity> activities,
            Executor late,
            boolean untilTheDeadline) {
        this.store = store;
        this.patience = patience;
        this.activities = activities;
        this.late = late;
        this.untilTheDeadline = untilTheDeadline;
    }

    /** The same for readers that wait until their deadline, even with a last good value. */
    FetchWaiter untilTheDeadline() {
        return new FetchWaiter(store, patience, activities, late, true);
    }

    /**
     * The result of a fetch by a deadline, or the last good value. That value is looked up after the shared cache has
     * been read, because other replicas may have provided it.
     */
    <T> CompletableFuture<Sourced<T>> await(Source<T> source, InFlightFetch fetch, Deadline deadline) {
        return sharedCacheRead(fetch, deadline).thenCompose(done -> {
            CompletableFuture<Sourced<T>> outcome = outcome(source, fetch, deadline, null);
            if (!untilTheDeadline && isPending(fetch, outcome) && store.hasFallback(source)) {
                serveStaleOnceRefused(source, fetch, outcome);
                serveStaleOnceSilent(source, fetch, outcome);
            }
            return outcome;
        });
    }

    /** False also for a fetch that has ended and whose outcome is about to follow in another thread. */
    private static boolean isPending(InFlightFetch fetch, CompletableFuture<?> outcome) {
        return !fetch.result().isDone() && !outcome.isDone();
    }

    private static CompletableFuture<Void> sharedCacheRead(InFlightFetch fetch, Deadline deadline) {
        return fetch.sharedCacheRead().isDone()
                ? fetch.sharedCacheRead()
                : fetch.sharedCacheRead()
                        .copy()
                        .completeOnTimeout(null, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * What a fetch gives by a deadline.
     *
     * @param backingOff why the source backs off, if the fetch only looks into the shared cache; else null
     */
    <T> CompletableFuture<Sourced<T>> outcome(
            Source<T> source, InFlightFetch fetch, Deadline deadline, @Nullable SourceError backingOff) {
        return fetch.result()
                .handle((result, thrown) -> {
                    if (thrown != null) {
                        return store.fallback(
                                source,
                                fetch.context().attempts(),
                                CallFailure.of(thrown).error());
                    }
                    CacheEntry entry = result.entry();
                    return entry == null
                            ? store.fallback(source, 0, backingOff != null ? backingOff : late(source))
                            : SourceStore.<T>sourced(source, entry, result.outcome(), result.attempts(), null);
                })
                .orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyAsync(
                        thrown -> store.fallback(
                                source,
                                fetch.context().attempts(),
                                isTimeout(thrown)
                                        ? late(source)
                                        : CallFailure.of(thrown).error()),
                        late);
    }

    static boolean isTimeout(Throwable thrown) {
        return thrown instanceof TimeoutException
                || (thrown instanceof CompletionException && thrown.getCause() instanceof TimeoutException);
    }

    static SourceError late(Source<?> source) {
        return new SourceError(ErrorCode.DEADLINE, source + " did not answer before the deadline");
    }

    private <T> void serveStaleOnceRefused(
            Source<T> source, InFlightFetch fetch, CompletableFuture<Sourced<T>> outcome) {
        fetch.context()
                .refusal()
                .thenAcceptAsync(
                        refusal -> {
                            long longest = activities.apply(source.service()).patienceNanos(patience.toNanos());
                            if (isPending(fetch, outcome) && refusal.left() >= longest) {
                                outcome.complete(store.fallback(
                                        source,
                                        fetch.context().attempts(),
                                        refusal.failure().error()));
                            }
                        },
                        late);
    }

    private <T> void serveStaleOnceSilent(
            Source<T> source, InFlightFetch fetch, CompletableFuture<Sourced<T>> outcome) {
        ServiceActivity activity = activities.apply(source.service());
        long left = activity.patienceNanos(patience.toNanos()) - activity.silenceNanos(fetch.startedNanos());
        if (left > 0) {
            CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS, late).execute(() -> {
                if (isPending(fetch, outcome)) {
                    serveStaleOnceSilent(source, fetch, outcome);
                }
            });
        } else {
            outcome.complete(store.fallback(
                    source,
                    fetch.context().attempts(),
                    new SourceError(
                            ErrorCode.UNRESPONSIVE,
                            source + " is being fetched, but "
                                    + source.service().displayName() + " has not answered for a while")));
        }
    }
}
