package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the age of a value for each use, in the terms of RFC 9111 and RFC 5861. An absence counts as a value. Pure
 * and immutable.
 *
 * @param usual how long a value is fresh
 * @param history how long the summary of a history is fresh
 * @param staleWhileRevalidate how long after its freshness a value is served while it is fetched again
 * @param staleIfError the greatest age at which a value is served when fetching fails
 * @param patience how long a service may be silent before a reader with a last good value is served that value
 */
public record FreshnessPolicy(
        Duration usual, Duration history, Duration staleWhileRevalidate, Duration staleIfError, Duration patience) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int AHEAD_PERCENT = 80;
    private static final int CHECKS_PER_LIFETIME = 10;

    /** What a reader does with a source. */
    enum Decision {
        /** The value is fresh: serve it. */
        SERVE,
        /** The value has expired but may still be served: serve it, and fetch in the background. */
        SERVE_AND_REVALIDATE,
        /** The source failed and its backoff has not ended: serve the last good value, or nothing. */
        BACK_OFF,
        /** Fetch, and wait for the result. */
        FETCH
    }

    public static FreshnessPolicy of(IntegrationConfig config) {
        return new FreshnessPolicy(
                config.cacheDuration(),
                config.historyCacheDuration(),
                config.staleWhileRevalidate(),
                config.staleIfError(),
                config.refreshPatience());
    }

    /** The policy of refresh-ahead: values expire earlier, so that they are replaced before they expire for others. */
    FreshnessPolicy ahead() {
        return new FreshnessPolicy(ahead(usual), ahead(history), staleWhileRevalidate, staleIfError, patience);
    }

    /** The policy of a forced refresh: no value is fresh. */
    FreshnessPolicy none() {
        return new FreshnessPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO, staleIfError, patience);
    }

    private static Duration ahead(Duration lifetime) {
        return lifetime.dividedBy(100).multipliedBy(AHEAD_PERCENT);
    }

    /** The polling interval of refresh-ahead: short enough that no value expires for other readers. */
    public Duration pollingInterval() {
        return (usual.compareTo(history) < 0 ? usual : history).dividedBy(CHECKS_PER_LIFETIME);
    }

    /** The greatest age at which a value is served at all. */
    public Duration longest() {
        Duration fresh = hour().compareTo(history) > 0 ? hour() : history;
        Duration revalidated = fresh.plus(staleWhileRevalidate);
        return revalidated.compareTo(staleIfError) > 0 ? revalidated : staleIfError;
    }

    /** Zero for a forced refresh and when the cache is turned off: then no value is fresh. */
    private Duration hour() {
        return usual.isZero() || usual.compareTo(HOUR) > 0 ? usual : HOUR;
    }

    private Duration lifetime(Source<?> source) {
        return switch (source.lifetime()) {
            case USUAL -> usual;
            case HISTORY -> history;
            case HOUR -> hour();
        };
    }

    Decision decide(Source<?> source, @Nullable CacheEntry entry, @Nullable SourceFailure failure, Instant now) {
        if (entry != null && isFresh(source, entry, now)) {
            return Decision.SERVE;
        }
        if (failure != null && failure.isBackingOff(now)) {
            return Decision.BACK_OFF;
        }
        return entry != null && failure == null && isUsableWhileRevalidated(source, entry, now)
                ? Decision.SERVE_AND_REVALIDATE
                : Decision.FETCH;
    }

    boolean isFresh(Source<?> source, CacheEntry entry, Instant now) {
        return isWithin(entry, now, lifetime(source));
    }

    boolean isUsableWhileRevalidated(Source<?> source, CacheEntry entry, Instant now) {
        return isWithin(entry, now, lifetime(source).plus(staleWhileRevalidate));
    }

    /** False for a value from the future, so that setting the clock back makes no value fresh. */
    private static boolean isWithin(CacheEntry entry, Instant now, Duration limit) {
        Duration age = Duration.between(entry.fetchedAt(), now);
        return !age.isNegative() && age.compareTo(limit) < 0;
    }

    boolean isUsableAfterError(CacheEntry entry, Instant now) {
        return Duration.between(entry.fetchedAt(), now).compareTo(staleIfError) <= 0;
    }

    /**
     * When the passing of time next changes what readers are served, after a time.
     *
     * @param fetchedAt when the last good value was fetched; null for none
     * @param failure the failures of the source; null for none
     * @return the time; {@link Instant#MAX} for never
     */
    Instant nextChange(Source<?> source, @Nullable Instant fetchedAt, @Nullable SourceFailure failure, Instant after) {
        Stream<Instant> ofValue = fetchedAt == null
                ? Stream.empty()
                : Stream.of(
                        fetchedAt.plus(lifetime(source)),
                        fetchedAt.plus(lifetime(source)).plus(staleWhileRevalidate));
        Stream<Instant> ofFailure = failure == null ? Stream.empty() : Stream.of(failure.retryAt());
        Stream<Instant> ofStaleValue = fetchedAt == null || failure == null
                ? Stream.empty()
                : Stream.of(fetchedAt.plus(staleIfError).plusMillis(1)); // served up to the limit, and at it
        return Stream.of(ofValue, ofFailure, ofStaleValue)
                .flatMap(marks -> marks)
                .filter(after::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
