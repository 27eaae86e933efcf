package org.ar1.integration.spi;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last good answer of each resource, in memory.
 *
 * <p>An entry is needed for longer than it is fresh: while a service fails, readers get its last good answer. An
 * implementation should therefore bound its size, but not drop an entry merely because it is a few minutes old.
 * Implementations are called from several threads, must not block, and may drop any entry at any time. An exception
 * counts as a miss.
 */
public interface IntegrationCache {

    /**
     * Returns the answer of a resource.
     *
     * @param key the resource's key
     * @return the entry, or null when there is none
     */
    @Nullable
    CacheEntry get(String key);

    /**
     * Keeps an answer and replaces an older one.
     *
     * @param key the resource's key
     * @param entry the answer
     */
    void put(String key, CacheEntry entry);

    /**
     * Returns how much the cache holds now, for metrics.
     *
     * @return about how many bytes; empty when the cache does not know
     */
    default OptionalLong weight() {
        return OptionalLong.empty();
    }
}
