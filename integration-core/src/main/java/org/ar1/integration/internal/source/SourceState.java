package org.ar1.integration.internal.source;

import java.time.Instant;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * State of one source, without its value, which is in the cache: the failures in a row and their backoff, the fetch in
 * flight, and the time at which readers are next served something else.
 *
 * <p>Thread-safe: each transition takes this object's lock, and no code of a caller runs under that lock. A reader
 * takes a {@link Snapshot}, reads the cache, decides, and passes the snapshot to {@link #join} or {@link #joinLook}. If
 * the state has changed since the snapshot, nothing begins and the reader starts over, so no decision relies on an old
 * state. Only the fetch in flight writes the source's value into the cache.
 */
final class SourceState {

    private static final long LOOK_INTERVAL_SECONDS = 1;

    private final Source<?> source;
    private final FreshnessPolicy policy;
    private long version;
    private @Nullable SourceFailure failure;
    private @Nullable InFlightFetch fetch;
    /** Whether the fetch in flight reads only the shared cache and calls no service. */
    private boolean looksOnly;

    private Instant nextLook = Instant.MIN;
    /** When the value in the cache was fetched, as far as is known; null when none is known. */
    private @Nullable Instant fetchedAt;

    private boolean retired;

    /** The state at one moment. */
    record Snapshot(long version, @Nullable SourceFailure failure) {}

    SourceState(Source<?> source, FreshnessPolicy policy) {
        this.source = source;
        this.policy = policy;
    }

    Source<?> source() {
        return source;
    }

    synchronized Snapshot look() {
        return new Snapshot(version, failure);
    }

    /** Notes the value that a reader saw in the cache. The cache may have been filled before this process began. */
    synchronized void observe(@Nullable CacheEntry entry) {
        if (entry != null) {
            fetchedAt = entry.fetchedAt();
        }
    }

    /**
     * Joins the fetch in flight, or begins one.
     *
     * @param own the fetch to begin if there is none
     * @return the fetch to wait for, which is {@code own} if there was none; null when the state has changed since the
     *     snapshot
     */
    synchronized @Nullable InFlightFetch join(Snapshot snapshot, InFlightFetch own, Deadline deadline) {
        if (isOutdated(snapshot)) {
            return null;
        }
        InFlightFetch current = fetch;
        looksOnly = false;
        if (current != null) {
            current.context().extend(deadline);
            return current;
        }
        fetch = own;
        version++;
        return own;
    }

    /**
     * Begins a look into the shared cache, unless a fetch is in flight, the state has changed since the snapshot, or
     * the most recent look began less than a second ago.
     *
     * @return the fetch in flight, which is {@code own} if the look has begun; null when none is in flight
     */
    synchronized @Nullable InFlightFetch joinLook(Snapshot snapshot, InFlightFetch own, Instant now) {
        if (fetch != null || isOutdated(snapshot) || now.isBefore(nextLook)) {
            return fetch;
        }
        fetch = own;
        looksOnly = true;
        nextLook = now.plusSeconds(LOOK_INTERVAL_SECONDS);
        version++;
        return own;
    }

    private boolean isOutdated(Snapshot snapshot) {
        return retired || version != snapshot.version();
    }

    /**
     * Ends a look into the shared cache that found nothing; false when a reader has joined it meanwhile for a fetch.
     */
    synchronized boolean endLook(InFlightFetch own) {
        if (!looksOnly) {
            return false;
        }
        end(own);
        return true;
    }

    synchronized boolean isLookOnly() {
        return looksOnly;
    }

    /**
     * Ends a fetch whose value has been put into the cache.
     *
     * @return the failures that this ends; null when the most recent fetch had not failed
     */
    synchronized @Nullable SourceFailure succeeded(InFlightFetch own, CacheEntry entry) {
        SourceFailure before = failure;
        failure = null;
        fetchedAt = entry.fetchedAt();
        end(own);
        return before;
    }

    /**
     * Notes a value of another replica that has been put into the cache; the fetch goes on.
     *
     * @return the failures that this ends; null for none
     */
    synchronized @Nullable SourceFailure adopted(CacheEntry entry) {
        SourceFailure before = failure;
        boolean newer = before == null || entry.fetchedAt().isAfter(before.at());
        if (newer) {
            failure = null;
        }
        fetchedAt = entry.fetchedAt();
        version++;
        return newer ? before : null;
    }

    /** Ends a fetch that failed. */
    synchronized SourceFailure failed(InFlightFetch own, FailureBackoff backoff, CallFailure cause, Instant now) {
        SourceFailure next = backoff.next(failure, cause, now);
        failure = next;
        end(own);
        return next;
    }

    /** Ends a fetch that neither succeeded nor failed, because no call was made. */
    synchronized void notMade(InFlightFetch own) {
        end(own);
    }

    private void end(InFlightFetch own) {
        if (own.equals(fetch)) {
            fetch = null;
            looksOnly = false;
        }
        version++;
    }

    synchronized @Nullable InFlightFetch fetch() {
        return fetch;
    }

    /**
     * When the passing of time next changes what readers are served, after a time; {@link Instant#MAX} for never. While
     * the source fails, the next look into the shared cache is such a time.
     */
    synchronized Instant nextChange(Instant after) {
        Instant change = policy.nextChange(source, fetchedAt, failure, after);
        boolean looksBefore = failure != null && after.isBefore(nextLook) && nextLook.isBefore(change);
        return looksBefore ? nextLook : change;
    }

    synchronized @Nullable SourceFailure failure() {
        return failure;
    }

    /**
     * Retires this object if no information is lost: no fetch is in flight, there is no failure, and the passing of
     * time has changed nothing since a time.
     *
     * @param since the begin of the oldest report that may still be built
     * @param forced whether to retire it unless a fetch is in flight
     * @return whether it is retired
     */
    synchronized boolean retire(Instant since, boolean forced) {
        boolean idle = fetch == null
                && (forced || (failure == null && nextChange(since).equals(Instant.MAX)));
        retired |= idle;
        return idle;
    }
}
