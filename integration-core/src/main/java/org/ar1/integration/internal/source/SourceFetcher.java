package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.source.SecondLevel.Found;
import org.ar1.integration.internal.source.SourceState.Snapshot;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Fetches sources, each by single flight: one fetch at a time for all readers and, where replicas share a cache, for
 * all replicas. A fetch asks the shared cache first, polls it while another replica holds the lease, and calls the
 * service otherwise. Thread-safe.
 */
final class SourceFetcher {

    private static final Duration FIRST_POLL = Duration.ofMillis(20);
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final SourceStore store;
    private final SecondLevel shared;
    private final FailureBackoff backoff;
    private final SourceEvents events;

    SourceFetcher(SourceStore store, SecondLevel shared, FailureBackoff backoff, SourceEvents events) {
        this.store = store;
        this.shared = shared;
        this.backoff = backoff;
        this.events = events;
    }

    boolean isShared() {
        return shared != SecondLevel.NONE;
    }

    /**
     * Joins the fetch in flight, or begins one.
     *
     * @param last the value in the cache; null for none
     * @param refresh whether the reader is served that value, and does not wait
     * @return null when the state is no longer that of the snapshot
     */
    <T> @Nullable InFlightFetch join(
            Source<T> source,
            SourceState state,
            Snapshot snapshot,
            @Nullable CacheEntry last,
            boolean refresh,
            Deadline deadline) {
        InFlightFetch own = InFlightFetch.within(deadline, refresh);
        InFlightFetch joined = state.join(snapshot, own, deadline);
        if (own.equals(joined)) {
            begin(new Run<>(source, state, own), last);
        }
        return joined;
    }

    /**
     * Asks the shared cache, and not the service, for what other replicas have fetched.
     *
     * @return null when nothing is in flight after all
     */
    <T> @Nullable InFlightFetch joinLook(
            Source<T> source, SourceState state, Snapshot snapshot, @Nullable CacheEntry last, Deadline deadline) {
        InFlightFetch own = InFlightFetch.within(deadline, true);
        InFlightFetch joined = state.joinLook(snapshot, own, store.now());
        if (own.equals(joined)) {
            begin(new Run<>(source, state, own), last);
        }
        return joined;
    }

    private void begin(Run<?> run, @Nullable CacheEntry last) {
        if (run.state.isLookOnly()) {
            run.look(last);
        } else {
            run.askSharedCache(last, FIRST_POLL);
        }
        if (store.isClosed()) {
            store.close(); // it did not see this fetch
        }
    }

    /** One fetch. */
    private final class Run<T> {

        private final Source<T> source;
        private final SourceState state;
        private final InFlightFetch fetch;

        Run(Source<T> source, SourceState state, InFlightFetch fetch) {
            this.source = source;
            this.state = state;
            this.fetch = fetch;
        }

        void look(@Nullable CacheEntry last) {
            shared.look(source.slot())
                    .thenAccept(entry -> {
                        CacheEntry known = last;
                        if (entry != null && isNewer(entry, last)) {
                            adopt(entry);
                            if (suffices(entry, last)) {
                                end(entry);
                                return;
                            }
                            known = entry;
                        }
                        if (state.endLook(fetch)) {
                            fetch.result().complete(FetchResult.NOTHING);
                            fetch.sharedCacheRead().complete(null);
                        } else {
                            askSharedCache(known, FIRST_POLL);
                        }
                    })
                    .exceptionally(thrown -> {
                        failed(CallFailure.of(thrown), Lease.UNSHARED);
                        return null;
                    });
        }

        void askSharedCache(@Nullable CacheEntry last, Duration nextPoll) {
            shared.find(source.slot(), entry -> suffices(entry, last))
                    .thenAccept(found -> {
                        try {
                            proceed(last, found, nextPoll);
                        } catch (RuntimeException | Error e) {
                            found.giveBack();
                            throw e;
                        }
                    })
                    .exceptionally(thrown -> {
                        failed(CallFailure.of(thrown), Lease.UNSHARED);
                        return null;
                    });
        }

        private void proceed(@Nullable CacheEntry last, Found found, Duration nextPoll) {
            CacheEntry entry = found.entry();
            boolean newer = entry != null && isNewer(entry, last);
            if (entry != null && newer) {
                boolean enough = suffices(entry, last);
                adopt(entry);
                if (enough) {
                    found.giveBack();
                    end(entry);
                    revalidateIfExpired(entry);
                    return;
                }
            }
            CacheEntry known = newer ? entry : last;
            fetch.sharedCacheRead().complete(null);
            if (found.lease() != null) {
                call(known, found.lease());
            } else {
                pollAgain(known, nextPoll);
            }
        }

        /** Whether readers may be served the entry at once, while what was known before was not enough. */
        private boolean suffices(CacheEntry entry, @Nullable CacheEntry last) {
            FreshnessPolicy policy = store.policy();
            Instant now = store.now();
            return isNewer(entry, last)
                    && (policy.isFresh(source, entry, now)
                            || (state.failure() == null && policy.isUsableWhileRevalidated(source, entry, now)));
        }

        private static boolean isNewer(CacheEntry entry, @Nullable CacheEntry last) {
            return last == null || entry.fetchedAt().isAfter(last.fetchedAt());
        }

        private void adopt(CacheEntry entry) {
            store.put(source, entry);
            SourceFailure before = state.adopted(entry);
            store.changed(source);
            if (before != null) {
                events.recovered(source, before);
            }
        }

        /** Ends with a value of another replica. */
        private void end(CacheEntry entry) {
            state.notMade(fetch);
            fetch.result().complete(new FetchResult(entry, Outcome.CACHED, 0));
            fetch.sharedCacheRead().complete(null); // after the result, for which readers then look
        }

        private void revalidateIfExpired(CacheEntry entry) {
            if (!store.policy().isFresh(source, entry, store.now())) {
                join(source, state, state.look(), entry, true, fetch.context().deadline());
            }
        }

        private void pollAgain(@Nullable CacheEntry known, Duration wait) {
            if (fetch.context().deadline().hasPassed() || store.isClosed()) {
                failed(
                        new CallFailure(
                                ErrorCode.DEADLINE,
                                source + " was being fetched by another replica until the deadline",
                                false),
                        Lease.UNSHARED);
                return;
            }
            Duration doubled = wait.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_POLL) < 0 ? doubled : LONGEST_POLL;
            shared.later(() -> askSharedCache(known, next), wait);
        }

        private void call(@Nullable CacheEntry known, Lease lease) {
            CompletableFuture<Reply<T>> reply;
            try {
                reply = source.load().apply(fetch.context().revalidating(known == null ? null : known.entityTag()));
            } catch (RuntimeException | Error e) {
                reply = CompletableFuture.failedFuture(e);
            }
            reply.thenApply(answer -> store.entry(source, answer, known)).whenComplete((entry, thrown) -> {
                if (thrown == null) {
                    succeeded(entry, lease);
                } else {
                    failed(CallFailure.of(thrown), lease);
                }
            });
        }

        private void succeeded(CacheEntry entry, Lease lease) {
            store.put(source, entry);
            SourceFailure before = state.succeeded(fetch, entry);
            store.changed(source);
            try {
                events.fetchEnded(source, fetch, null, null);
                if (before != null) {
                    events.recovered(source, before);
                }
            } finally {
                fetch.result()
                        .complete(new FetchResult(
                                entry, Outcome.LIVE, fetch.context().attempts()));
                shared.publish(source.slot(), entry, lease);
            }
        }

        /**
         * A call that was not made says nothing of the source, but counts as a change: readers relied on the refresh.
         */
        private void failed(CallFailure failure, Lease lease) {
            SourceFailure noted = null;
            if (failure.wasMade()) {
                noted = state.failed(fetch, backoff, failure, store.now());
            } else {
                state.notMade(fetch);
            }
            store.changed(source);
            try {
                events.fetchEnded(source, fetch, failure, noted);
            } finally {
                fetch.result().completeExceptionally(failure);
                fetch.sharedCacheRead().complete(null);
                lease.release();
            }
        }
    }
}
