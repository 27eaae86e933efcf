package org.ar1.integration.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.cache.jcache.JCacheSharedCache;
import org.ar1.integration.spi.SharedCache;

/** Two replicas that have joined an engine with the file of the documentation, in one process. */
final class TwoReplicas implements AutoCloseable {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JCacheEngine.Connection> connections = new ArrayList<>();
    private final List<SharedCache> caches = new ArrayList<>();

    /** With the setting of the provider, and the text of the engine's file for each replica. */
    static TwoReplicas join(String provider, Path directory, String... files)
            throws IOException, ReflectiveOperationException {
        TwoReplicas replicas = new TwoReplicas();
        for (String text : files) {
            Path file = Files.writeString(Files.createTempFile(directory, "engine", ""), text);
            JCacheEngine engine =
                    new JCacheEngine(JCacheEngine.Provider.of(provider).orElseThrow(), file.toUri(), "integration");
            JCacheEngine.Connection connection = engine.join();
            replicas.connections.add(connection);
            replicas.caches.add(JCacheSharedCache.over(connection.cache(), replicas.threads, replicas.now::get));
        }
        return replicas;
    }

    SharedCache one() {
        return caches.get(0);
    }

    SharedCache other() {
        return caches.get(1);
    }

    void passTime(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public void close() {
        connections.forEach(JCacheEngine.Connection::close);
        threads.shutdownNow();
    }
}
