package org.ar1.integration.internal.source;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.ar1.integration.spi.SharedCache;

/** A map as the cache that replicas share; nothing in it expires, and its stages are complete. */
final class MapSharedCache implements SharedCache {

    private final ConcurrentHashMap<String, byte[]> entries = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
        return CompletableFuture.completedFuture(Optional.ofNullable(entries.get(key)));
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
        entries.put(key, value);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
        return CompletableFuture.completedFuture(entries.putIfAbsent(key, value) == null);
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        entries.remove(key);
        return CompletableFuture.completedFuture(null);
    }
}
