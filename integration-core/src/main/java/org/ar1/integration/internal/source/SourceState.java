package org.ar1.integration.internal.source;

import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.spi.CacheEntry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one source besides its value, which lies in the cache: the failures in a row and their backoff, the
 * fetch in flight, and when time alone changes what readers are served.
 *
 * <p>Thread-safe: each transition takes this object's lock, under which no code of a caller runs. A reader takes a {@link
 * Snapshot}, looks into the cache, decides, and passes the snapshot back with what it wants; when the state has changed
 * meanwhile the answer is null, and the reader starts over. So no decision rests on what is no longer true. Only the fetch
 * in flight writes the source's value into the cache.
 */
final class SourceState {

    private static final long LOOK_INTERVAL_SECONDS = 1;

    private final Source<?> source;
    private final FreshnessPolicy policy;
    private long version;
    private @Nullable SourceFailure failure;
    private @Nullable InFlightFetch fetch;
    /** Whether the fetch in flight asks the shared cache alone. */
    private boolean looksOnly;

    private Instant nextLook = Instant.MIN;
    /** When the value was fetched that lies in the cache, as far as is known. */
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

    /** Notes the value that a reader saw in the cache; it may be of a cache that was filled before this process began. */
    synchronized void observe(@Nullable CacheEntry entry) {
        if (entry != null) {
            fetchedAt = entry.fetchedAt();
        }
    }

    /**
     * Joins the fetch in flight, or begins one.
     *
     * @param own the fetch to begin if there is none
     * @return the fetch to wait for, {@code own} if it has begun; null when the state is no longer that of the snapshot
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
     * Begins a look into the shared cache, unless something is in flight or the most recent look was a moment ago.
     *
     * @return the fetch in flight; {@code own} if it has begun; null when nothing is
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

    /** Ends a look into the shared cache that found nothing; false when somebody wants the source fetched by now. */
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
     * Ends a fetch whose value is in the cache now.
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
     * Notes a value of another replica that is in the cache now; the fetch goes on.
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

    /** Ends a fetch that says nothing of the source, as no call was made. */
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

    /** When time alone next changes what readers are served; {@link Instant#MAX} for never. */
    synchronized Instant nextChange(Instant now) {
        return policy.nextChange(source, fetchedAt, failure, now);
    }

    synchronized @Nullable SourceFailure failure() {
        return failure;
    }

    /**
     * Ends this object's use if nothing would be lost: nothing is in flight, and time alone changes nothing any more.
     *
     * @param forced whether only a fetch in flight is a reason to stay
     */
    synchronized boolean retire(Instant now, boolean forced) {
        boolean idle =
                fetch == null && (forced || (failure == null && nextChange(now).equals(Instant.MAX)));
        retired |= idle;
        return idle;
    }
}
