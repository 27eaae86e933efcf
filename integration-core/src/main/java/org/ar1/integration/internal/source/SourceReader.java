package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.SourceState.Snapshot;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;

/**
 * Reads sources through the cache: looks at what is known, lets the {@link FreshnessPolicy} decide, joins or starts a fetch
 * if need be, and waits for it until a deadline. Thread-safe.
 *
 * <p>A reader with a last good value waits for as long as the service goes on answering: once the service has been silent
 * for the policy's patience, or for longer than is usual for it, the reader is served that value as {@code stale}. A reader
 * with nothing to show waits until its deadline. The fetch goes on in both cases. A failure is never kept as a value.
 */
public final class SourceReader implements AutoCloseable {

    private final SourceStore store;
    private final SourceFetcher fetcher;
    private final FreshnessPolicy policy;
    private final FetchWaiter waiter;
    private final SourceEvents events;
    private final Executor late;

    /**
     * A reader that has read nothing yet.
     *
     * @param shared the cache that replicas share
     * @param activities when each service most recently ended a call
     * @param late runs what follows when a reader stops waiting
     */
    public SourceReader(
            IntegrationCache cache,
            SecondLevel shared,
            IntegrationConfig config,
            InstantSource clock,
            Function<UpstreamService, ServiceActivity> activities,
            Executor late,
            Events events) {
        this.policy = FreshnessPolicy.of(config);
        this.store = new SourceStore(new TolerantCache(cache), policy, clock);
        this.events = new SourceEvents(events, store::now);
        this.fetcher = new SourceFetcher(
                store, shared, new FailureBackoff(config.initialBackoff(), config.maxBackoff()), this.events);
        this.waiter = new FetchWaiter(store, policy.patience(), activities, late);
        this.late = late;
    }

    private SourceReader(SourceReader other, FreshnessPolicy policy, SourceEvents events, FetchWaiter waiter) {
        this.store = other.store;
        this.fetcher = other.fetcher;
        this.policy = policy;
        this.waiter = waiter;
        this.events = events;
        this.late = other.late;
    }

    /** A reader of the same sources whose reads are not reported. */
    public SourceReader unobserved() {
        return new SourceReader(this, policy, new SourceEvents(Events.none(), store::now), waiter);
    }

    /** A reader of the same sources for refresh-ahead: to it, values expire earlier. Its reads are not reported. */
    public SourceReader ahead() {
        return new SourceReader(this, policy.ahead(), new SourceEvents(Events.none(), store::now), waiter);
    }

    /**
     * A reader of the same sources to which no value is fresh, and which waits for newer ones. It joins a fetch in flight as
     * others do, and respects the backoff of a source that failed.
     */
    public SourceReader refreshing() {
        return new SourceReader(this, policy.none(), events, waiter.untilTheDeadline());
    }

    /** The time now, to the millisecond, as everything that is dated here states it. */
    public Instant now() {
        return store.now();
    }

    /** The time now, in milliseconds of the epoch; allocates nothing. */
    public long millis() {
        return store.millis();
    }

    /** The sources of which something is known. */
    public int sources() {
        return store.size();
    }

    /** The fetches that have not ended. */
    public int fetchesInFlight() {
        return store.fetchesInFlight();
    }

    /** How long until the first of the sources in backoff is fetched again. */
    public Optional<Duration> nextRetry() {
        return store.nextRetry();
    }

    /** A number that differs after every change of what is known of any source, and after a fetch that was not made. */
    public long changes() {
        return store.changes();
    }

    /** When time alone next changes what readers are served; {@link Instant#MAX} for never. */
    public Instant nextChange() {
        return store.nextChange();
    }

    /**
     * Refuses a caller that comes after the end.
     *
     * @throws IllegalStateException when this is closed
     */
    public void requireOpen() {
        if (store.isClosed()) {
            throw new IllegalStateException("the integration client is closed");
        }
    }

    /**
     * The last good value of a source, of whatever age, without a fetch: {@code stale} while the source backs off.
     *
     * @return null when there is none
     */
    public <T> @Nullable Sourced<T> lastKnown(Source<T> source) {
        CacheEntry last = store.value(source);
        if (last == null || !policy.isUsableAfterError(last, store.now())) {
            return null;
        }
        SourceFailure failure = store.state(source).failure();
        return failure != null && failure.isBackingOff(store.now())
                ? SourceStore.sourced(source, last, Outcome.STALE, 0, failure.error())
                : SourceStore.sourced(source, last, Outcome.CACHED, 0, null);
    }

    /** Reads a source; the future never fails, and completes by the deadline. */
    public <T> CompletableFuture<Sourced<T>> read(Source<T> source, Deadline deadline) {
        return open(source, deadline).by(deadline);
    }

    /**
     * Calls the service for a source, past every cache, and keeps nothing of it: neither the value nor that the call failed.
     * The future never fails, and completes by the deadline.
     */
    public <T> CompletableFuture<Sourced<T>> readUncached(Source<T> source, Deadline deadline) {
        UncachedFetch<T> fetch = new UncachedFetch<>(source, store, events, late);
        return events.observed(fetch).by(deadline);
    }

    /**
     * Begins to read a source. After the end this gives what is in memory.
     *
     * @param deadline until when a fetch is retried
     */
    public <T> Reading<T> open(Source<T> source, Deadline deadline) {
        return events.observed(begin(source, deadline));
    }

    private <T> Reading<T> begin(Source<T> source, Deadline deadline) {
        while (true) {
            SourceState state = store.state(source);
            Snapshot snapshot = state.look();
            CacheEntry last = store.value(source);
            Instant now = store.now();
            state.observe(last);
            FreshnessPolicy.Decision decision = policy.decide(source, last, snapshot.failure(), now);
            if (decision == FreshnessPolicy.Decision.SERVE && last != null) {
                return cached(source, last);
            }
            SourceFailure failure = snapshot.failure();
            if (decision == FreshnessPolicy.Decision.BACK_OFF && failure != null) {
                return backingOff(source, state, snapshot, last, failure.error(), deadline);
            }
            if (store.isClosed()) {
                return known(
                        store.fallback(source, 0, SourceStore.closed(source).error()));
            }
            boolean refresh = decision == FreshnessPolicy.Decision.SERVE_AND_REVALIDATE;
            InFlightFetch fetch = fetcher.join(source, state, snapshot, last, refresh, deadline);
            if (fetch != null) {
                return refresh && last != null
                        ? cached(source, last)
                        : patience -> waiter.await(source, fetch, patience);
            }
            Thread.onSpinWait(); // another thread has just changed the state: look again
        }
    }

    /** Other replicas may know more while this one backs off; a reader waits for their word only with nothing to show. */
    private <T> Reading<T> backingOff(
            Source<T> source,
            SourceState state,
            Snapshot snapshot,
            @Nullable CacheEntry last,
            SourceError error,
            Deadline deadline) {
        Sourced<T> fallback = store.fallback(source, 0, error);
        if (!fetcher.isShared() || store.isClosed()) {
            return known(fallback);
        }
        InFlightFetch look = fetcher.joinLook(source, state, snapshot, last, deadline);
        return look == null || fallback.outcome().hasData()
                ? known(fallback)
                : patience -> waiter.outcome(source, look, patience, error);
    }

    private static <T> Reading<T> cached(Source<T> source, CacheEntry entry) {
        return known(SourceStore.sourced(source, entry, Outcome.CACHED, 0, null));
    }

    private static <T> Reading<T> known(Sourced<T> sourced) {
        CompletableFuture<Sourced<T>> complete = CompletableFuture.completedFuture(sourced);
        return any -> complete;
    }

    /** Fails what is in flight: every reader gets what there is. */
    @Override
    public void close() {
        store.close();
    }
}
