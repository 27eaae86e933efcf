package org.ar1.integration.internal.source;

import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wraps a cache so that its faults affect no read: any exception or Error of the cache is a miss. */
final class TolerantCache implements IntegrationCache {

    private static final Logger LOG = LoggerFactory.getLogger(TolerantCache.class);

    private final IntegrationCache cache;

    TolerantCache(IntegrationCache cache) {
        this.cache = cache;
    }

    @Override
    public @Nullable CacheEntry get(String key) {
        try {
            return cache.get(key);
        } catch (Throwable e) {
            LOG.warn("The cache failed to give a value", e);
            return null;
        }
    }

    @Override
    public void put(String key, CacheEntry entry) {
        try {
            cache.put(key, entry);
        } catch (Throwable e) {
            LOG.warn("The cache failed to keep a value", e);
        }
    }
}
