package org.ar1.integration.internal.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.spi.CacheEntry;

/**
 * How old a value may be for which use; the terms are those of RFC 9111 and RFC 5861.
 *
 * @param usual how long a value is fresh
 * @param history how long the summary of a history is fresh
 * @param negative how long it is fresh at most that there is no value
 * @param staleWhileRevalidate how long after that it is given while it is fetched again
 * @param staleIfError how old it may be to be shown when fetching fails
 * @param patience how long a reader waits for a fetch who can be shown a value already
 */
public record Freshness(
        Duration usual,
        Duration history,
        Duration negative,
        Duration staleWhileRevalidate,
        Duration staleIfError,
        Duration patience) {

    /** That there is no value is believed for this long at most. */
    private static final Duration NEGATIVE = Duration.ofMinutes(1);

    private static final int AHEAD_PERCENT = 80;

    public static Freshness of(IntegrationConfig config) {
        return new Freshness(
                config.cacheDuration(),
                config.historyCacheDuration(),
                NEGATIVE,
                config.staleWhileRevalidate(),
                config.staleIfError(),
                config.refreshPatience());
    }

    /** For a reader who comes ahead of the others: what is fresh to them may be old already. */
    Freshness ahead() {
        return new Freshness(
                ahead(usual), ahead(history), ahead(negative), staleWhileRevalidate, staleIfError, patience);
    }

    /** For a reader to whom nothing is fresh. */
    Freshness none() {
        return new Freshness(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, staleIfError, patience);
    }

    private static Duration ahead(Duration lifetime) {
        return lifetime.dividedBy(100).multipliedBy(AHEAD_PERCENT);
    }

    /** So often has to be looked what is old to a reader who comes ahead, so that it never gets old to the others. */
    public Duration betweenLooks() {
        Duration shortest = usual.compareTo(history) < 0 ? usual : history;
        return (shortest.compareTo(negative) < 0 ? shortest : negative).dividedBy(10);
    }

    /** The longest that a value is of use. */
    public Duration longest() {
        Duration fresh = usual.compareTo(history) > 0 ? usual : history;
        Duration revalidated = fresh.plus(staleWhileRevalidate);
        return revalidated.compareTo(staleIfError) > 0 ? revalidated : staleIfError;
    }

    private Duration lifetime(Source<?> source, CacheEntry entry) {
        Duration lifetime = source.lifetime() == Source.Lifetime.HISTORY ? history : usual;
        return entry.value() == null && lifetime.compareTo(negative) > 0 ? negative : lifetime;
    }

    /** When a value is no longer fresh, and when it is no longer given while it is fetched again. */
    Stream<Instant> turns(Source<?> source, CacheEntry entry) {
        Instant freshUntil = entry.fetchedAt().plus(lifetime(source, entry));
        return Stream.of(freshUntil, freshUntil.plus(staleWhileRevalidate));
    }

    boolean isFresh(Source<?> source, CacheEntry entry, Duration age) {
        return !age.isNegative() && age.compareTo(lifetime(source, entry)) < 0;
    }

    boolean isUsableWhileRevalidated(Source<?> source, CacheEntry entry, Duration age) {
        // That there is no value has to be judged by somebody who waits for the answer.
        return entry.value() != null
                && !age.isNegative()
                && age.compareTo(lifetime(source, entry).plus(staleWhileRevalidate)) < 0;
    }

    boolean isUsableAfterError(Duration age) {
        return age.compareTo(staleIfError) <= 0;
    }
}
