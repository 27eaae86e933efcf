package org.ar1.integration.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

class InMemorySharedCacheTest extends SharedCacheContract {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
    private final SharedCache cache = new InMemorySharedCache(now::get);

    @Override
    protected SharedCache cache() {
        return cache;
    }

    @Override
    protected void passTime(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
