package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;

/**
 * Reads sources through the cache: looks at the known state and value, lets the {@link FreshnessPolicy} decide, joins
 * or starts a fetch if necessary, and waits for the fetch until a deadline. Thread-safe.
 *
 * <p>A reader with a last good value waits while the service goes on answering. Once the service has been silent for
 * the policy's patience, or for longer than is usual for this service, the reader gets that value as {@code stale}. A
 * reader without such a value waits until its deadline. In both cases the fetch goes on. A failure is never cached as a
 * value.
 */
public final class SourceReader implements AutoCloseable {

    private final SourceStore store;
    private final SourceFetcher fetcher;
    private final FreshnessPolicy policy;
    private final FetchWaiter waiter;
    private final SourceEvents events;
    private final Executor late;

    /**
     * Creates a reader that has read nothing yet.
     *
     * @param shared the cache that replicas share
     * @param activities gives for each service when it most recently ended a call
     * @param late runs the dependent stages of a reader that stops waiting
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

    /** A reader of the same sources for refresh-ahead, for which values expire earlier. Its reads are not reported. */
    public SourceReader ahead() {
        return new SourceReader(this, policy.ahead(), new SourceEvents(Events.none(), store::now), waiter);
    }

    /**
     * A reader of the same sources for a forced refresh: it takes no value as fresh and waits for a newer one until its
     * deadline. It joins a fetch in flight like any reader, and respects the backoff of a source that failed.
     */
    public SourceReader refreshing() {
        return new SourceReader(this, policy.none(), events, waiter.untilTheDeadline());
    }

    /** The current time in whole milliseconds, as used in all timestamps of sources and reports. */
    public Instant now() {
        return store.now();
    }

    /** The current time in milliseconds of the epoch; allocates nothing. */
    public long millis() {
        return store.millis();
    }

    /** The number of sources with a state. */
    public int sources() {
        return store.size();
    }

    /** The number of fetches that have not ended. */
    public int fetchesInFlight() {
        return store.fetchesInFlight();
    }

    /** The time until the first of the sources in backoff is fetched again; empty when none is in backoff. */
    public Optional<Duration> nextRetry() {
        return store.nextRetry();
    }

    /** How often the state of the sources of each resource has changed, and fetches have ended without a call. */
    public SourceVersions versions() {
        return store.versions();
    }

    /**
     * When the passing of time next changes what readers of the resources of a report are served, after a time;
     * {@link Instant#MAX} for never.
     *
     * @param lines the lines of the report
     * @param after when the report was begun, since it may be older than a change while it was built
     */
    public Instant nextChange(List<SourceStatus> lines, Instant after) {
        return store.nextChange(lines, after);
    }

    /**
     * Refuses callers after {@link #close}.
     *
     * @throws IllegalStateException when this is closed
     */
    public void requireOpen() {
        if (store.isClosed()) {
            throw new IllegalStateException("the integration client is closed");
        }
    }

    /**
     * The last good value of a source, without a fetch: {@code stale} while the source is in backoff, else
     * {@code cached}.
     *
     * @return the value; null when there is none that may be served after an error
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
     * Calls the service for a source without any cache, and keeps neither the value nor a failure. The future never
     * fails, and completes by the deadline.
     */
    public <T> CompletableFuture<Sourced<T>> readUncached(Source<T> source, Deadline deadline) {
        UncachedFetch<T> fetch = new UncachedFetch<>(source, store, events, late);
        return events.observed(fetch).by(deadline);
    }

    /**
     * Begins to read a source. After {@link #close} this gives only values in memory.
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

    /**
     * Other replicas may have a newer value during the backoff of this one, so the shared cache is read. Only a reader
     * without a value waits for the result.
     */
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

    /** Fails the fetches in flight: each reader gets the last good value, or the failure. */
    @Override
    public void close() {
        store.close();
    }
}
