package org.ar1.integration.cache.files;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.spi.InMemorySharedCache;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.spi.SharedCacheContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LayeredSharedCacheContractTest extends SharedCacheContract {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));

    @TempDir
    private Path directory;

    private FileSharedCache disk;
    private SharedCache cache;

    @BeforeEach
    void open() {
        disk = FileSharedCache.open(directory, 64 << 20, 1_000, now::get, NewFile.ON_DISK);
        cache = disk.behind(new InMemorySharedCache(now::get), Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Override
    protected SharedCache cache() {
        return cache;
    }

    @Override
    protected void passTime(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
