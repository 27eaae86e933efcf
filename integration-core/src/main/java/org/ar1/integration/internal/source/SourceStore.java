package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of all sources: their values, in the cache, and a {@link SourceState} each. Thread-safe. */
final class SourceStore {

    private static final Logger LOG = LoggerFactory.getLogger(SourceStore.class);
    private static final int SMALLEST_WEIGHT = 64;

    /**
     * The number of states that stay. A campus of 5,000 lab types and 1,000 servers has 12,000 sources; beyond them
     * callers may ask for lab types without end.
     */
    private static final int MAX_STATES = 20_000;

    /** Building a report takes less. */
    private static final Duration LONGEST_BUILD = Duration.ofHours(1);

    private final IntegrationCache cache;
    private final FreshnessPolicy policy;
    private final InstantSource clock;
    private final ConcurrentMap<String, SourceState> states = new ConcurrentHashMap<>();
    private final SourceVersions versions = new SourceVersions();
    private volatile boolean closed;

    SourceStore(IntegrationCache cache, FreshnessPolicy policy, InstantSource clock) {
        this.cache = cache;
        this.policy = policy;
        this.clock = clock;
    }

    FreshnessPolicy policy() {
        return policy;
    }

    /** The time now, to the millisecond. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same, in milliseconds of the epoch. */
    long millis() {
        return clock.millis();
    }

    @Nullable
    CacheEntry value(Source<?> source) {
        return cache.get(source.key());
    }

    void put(Source<?> source, CacheEntry entry) {
        cache.put(source.key(), entry);
    }

    SourceState state(Source<?> source) {
        SourceState known = states.get(source.key());
        if (known != null) {
            return known;
        }
        if (states.size() >= MAX_STATES) {
            retire(true);
        }
        return states.computeIfAbsent(source.key(), key -> new SourceState(source, policy));
    }

    int size() {
        return states.size();
    }

    int fetchesInFlight() {
        return (int)
                states.values().stream().filter(state -> state.fetch() != null).count();
    }

    private void retire(boolean forced) {
        Instant since = now().minus(LONGEST_BUILD);
        states.values().removeIf(state -> state.retire(since, forced));
        if (forced) {
            versions.allChanged(); // the dropped states knew when what is kept of them expires
        }
    }

    /** Counts a change of what is known of a source. */
    void changed(Source<?> source) {
        versions.changed(source);
    }

    /** How often what is known has changed. */
    SourceVersions versions() {
        return versions;
    }

    /**
     * When time alone next changes what readers of some resources are served, after a time; {@link Instant#MAX} for
     * never.
     *
     * @param lines the lines of a report, which name the resources
     * @param after when the report was begun
     */
    Instant nextChange(List<SourceStatus> lines, Instant after) {
        retire(false);
        return states.values().stream()
                .filter(state -> lines.stream().anyMatch(line -> isOf(line, state.source())))
                .map(state -> state.nextChange(after))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private static boolean isOf(SourceStatus line, Source<?> source) {
        return line.service() == source.service() && line.resource().equals(source.resource());
    }

    /** How long until the first of the backoffs ends. */
    Optional<Duration> nextRetry() {
        Instant now = now();
        return states.values().stream()
                .map(SourceState::failure)
                .filter(Objects::nonNull)
                .filter(failure -> failure.isBackingOff(now))
                .map(SourceFailure::retryAt)
                .min(Instant::compareTo)
                .map(at -> Duration.between(now, at));
    }

    /** What a reply makes of the value known so far. */
    <T> CacheEntry entry(Source<T> source, Reply<T> reply, @Nullable CacheEntry known) {
        if (reply.unchanged() && known != null) {
            return new CacheEntry(known.value(), now(), known.dataAsOf(), known.entityTag(), known.weight());
        }
        T value = reply.value();
        int weight = (int) Math.max(SMALLEST_WEIGHT, Math.min(reply.bytes(), Integer.MAX_VALUE));
        Instant dataAsOf = value == null ? null : source.dataAsOf().apply(value);
        return new CacheEntry(value, now(), dataAsOf, reply.entityTag(), weight);
    }

    /** Whether there is a last good value that may be served if need be. */
    boolean hasFallback(Source<?> source) {
        CacheEntry last = value(source);
        return last != null && policy.isUsableAfterError(last, now());
    }

    /** The last good value as stale, or nothing. */
    <T> Sourced<T> fallback(Source<T> source, int attempts, SourceError error) {
        CacheEntry last = value(source);
        if (last != null && policy.isUsableAfterError(last, now())) {
            LOG.debug("{}: serving the value of {}", error.message(), last.fetchedAt());
            return sourced(source, last, Outcome.STALE, attempts, error);
        }
        return new Sourced.Failure<>(source.service(), source.resource(), Outcome.FAILED, attempts, error);
    }

    @SuppressWarnings("unchecked") // a key belongs to one source, which has one type
    static <T> Sourced<T> sourced(
            Source<T> source, CacheEntry entry, Outcome outcome, int attempts, @Nullable SourceError error) {
        return Results.of(
                (T) entry.value(),
                source.service(),
                source.resource(),
                outcome,
                entry.fetchedAt(),
                entry.dataAsOf(),
                attempts,
                error);
    }

    static CallFailure closed(Source<?> source) {
        return new CallFailure(
                ErrorCode.INTERNAL, source + " was not asked, because the integration client was closed", false);
    }

    boolean isClosed() {
        return closed;
    }

    /** Fails what is in flight, so that its readers get what there is. */
    void close() {
        closed = true;
        states.values().forEach(state -> {
            InFlightFetch fetch = state.fetch();
            if (fetch != null) {
                fetch.result().completeExceptionally(closed(state.source()));
                fetch.sharedCacheRead().complete(null);
            }
        });
    }
}
