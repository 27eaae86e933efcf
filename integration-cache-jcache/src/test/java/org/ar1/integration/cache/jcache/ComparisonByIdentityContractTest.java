package org.ar1.integration.cache.jcache;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.spi.SharedCacheContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Over a cache that gives copies of its arrays and compares them by identity, as embedded Infinispan does. */
class ComparisonByIdentityContractTest extends SharedCacheContract {

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));

    private static Threads threads;
    private static SharedCache cache;

    @BeforeAll
    static void start() {
        threads = new Threads();
        FakeCache byIdentity = new FakeCache() {
            @Override
            public boolean replace(String key, byte[] old, byte[] value) {
                return false;
            }
        };
        cache = JCacheSharedCache.over(byIdentity.asCache(), threads, NOW::get);
    }

    @AfterAll
    static void stop() {
        threads.close();
    }

    @Override
    protected SharedCache cache() {
        return cache;
    }

    @Override
    protected void passTime(Duration duration) {
        NOW.updateAndGet(instant -> instant.plus(duration));
    }
}
