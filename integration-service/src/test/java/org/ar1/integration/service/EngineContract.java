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
import org.ar1.integration.spi.SharedCacheContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every shared cache does, over an engine that two replicas join with the file of the documentation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineContract extends SharedCacheContract {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JCacheEngine.Connection> connections = new ArrayList<>();
    private final List<SharedCache> caches = new ArrayList<>();

    @TempDir
    Path directory;

    /** The setting of the provider. */
    abstract String provider();

    /** The engine's file for a replica: 0 or 1. */
    abstract String config(int replica) throws IOException;

    @BeforeAll
    void join() throws Exception {
        for (int replica = 0; replica < 2; replica++) {
            Path file = Files.writeString(directory.resolve("engine" + replica), config(replica));
            JCacheEngine engine = new JCacheEngine(
                    JCacheEngine.Provider.of(provider()).orElseThrow(), file.toUri(), "integration");
            JCacheEngine.Connection connection = engine.join();
            connections.add(connection);
            caches.add(JCacheSharedCache.over(connection.cache(), threads, now::get));
        }
    }

    @AfterAll
    void leave() {
        connections.forEach(JCacheEngine.Connection::close);
        threads.shutdownNow();
    }

    @Override
    protected SharedCache cache() {
        return caches.get(0);
    }

    @Override
    protected SharedCache otherReplica() {
        return caches.get(1);
    }

    @Override
    protected void passTime(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
