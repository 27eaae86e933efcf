package org.ar1.integration.spi;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last good answer of each resource, in memory.
 *
 * <p>An entry is wanted for longer than it is fresh: while a service fails, its last good answer is what readers get.
 * So an implementation should bound its size, but not drop an entry merely because it is a few minutes old.
 * Implementations are called from several threads, must not block, and may forget anything at any time; one that throws
 * is treated as one that has nothing.
 */
public interface IntegrationCache {

    /**
     * Looks an answer up.
     *
     * @param key the resource's key
     * @return the entry, or null when there is none
     */
    @Nullable
    CacheEntry get(String key);

    /**
     * Keeps an answer, in place of an older one.
     *
     * @param key the resource's key
     * @param entry the answer
     */
    void put(String key, CacheEntry entry);

    /**
     * How much it holds now, for metrics.
     *
     * @return about how many bytes; empty when the cache does not know
     */
    default OptionalLong weight() {
        return OptionalLong.empty();
    }
}
