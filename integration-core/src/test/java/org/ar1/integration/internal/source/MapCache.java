package org.ar1.integration.internal.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;

/** A cache that keeps everything and shows it. */
public final class MapCache implements IntegrationCache {

    public final Map<String, CacheEntry> entries = new ConcurrentHashMap<>();

    @Override
    public CacheEntry get(String key) {
        return entries.get(key);
    }

    @Override
    public void put(String key, CacheEntry entry) {
        entries.put(key, entry);
    }
}
