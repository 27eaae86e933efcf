package org.ar1.integration.spi;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A good answer of a service, as the cache keeps it. The reader, not the cache, decides whether an entry is still
 * fresh. Failures are never entries.
 *
 * @param value the typed, immutable value; null when the service answered that there is none
 * @param fetchedAt when the service gave the answer
 * @param dataAsOf the time that the data itself states; null when it states none
 * @param entityTag the service's name for this version of the value (ETag); null when it gave none
 * @param weight about how many bytes it holds, for a cache that is bounded by weight
 */
public record CacheEntry(
        @Nullable Object value,
        Instant fetchedAt,
        @Nullable Instant dataAsOf,
        @Nullable String entityTag,
        int weight) {
    public CacheEntry {
        Objects.requireNonNull(fetchedAt, "fetchedAt");
    }
}
