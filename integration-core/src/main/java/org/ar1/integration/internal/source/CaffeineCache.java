package org.ar1.integration.internal.source;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The default cache: bounded by weight, at most 256 MiB and a quarter of the heap, because
 * values take up to twice the bytes of the answer that they weigh; forgets what is too old to be shown at all.
 */
public final class CaffeineCache implements IntegrationCache {

    private static final long MAX_WEIGHT =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final Cache<String, CacheEntry> entries;

    /**
     * An empty cache.
     *
     * @param kept how long an answer is of use at most
     */
    public CaffeineCache(Duration kept) {
        entries = Caffeine.newBuilder()
                .maximumWeight(MAX_WEIGHT)
                .weigher(CaffeineCache::weigh)
                .expireAfterWrite(kept)
                .build();
    }

    /** A cache that keeps answers as long as the settings have a use for them. */
    public static CaffeineCache of(IntegrationConfig config) {
        return new CaffeineCache(FreshnessPolicy.of(config).longest());
    }

    private static int weigh(String key, CacheEntry entry) {
        return (int) Math.min((long) key.length() + entry.weight(), Integer.MAX_VALUE);
    }

    @Override
    public @Nullable CacheEntry get(String key) {
        return entries.getIfPresent(key);
    }

    @Override
    public void put(String key, CacheEntry entry) {
        entries.put(key, entry);
    }

    @Override
    public OptionalLong weight() {
        entries.cleanUp(); // counts what was put a moment ago
        return entries.policy().eviction().orElseThrow().weightedSize();
    }

    @Override
    public String toString() {
        return "Caffeine, at most " + (MAX_WEIGHT >> 20) + " MiB";
    }
}
