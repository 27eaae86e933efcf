package org.ar1.integration.cache.jcache;

import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.spi.SharedCacheContract;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two replicas, each with a member of its own. */
class HazelcastContractTest extends SharedCacheContract {

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));

    private static Member first;
    private static Member second;
    private static Threads threads;
    private static SharedCache cache;
    private static SharedCache otherReplica;

    @BeforeAll
    static void start() {
        first = Member.alone();
        second = Member.joining(first);
        threads = new Threads();
        cache = JCacheSharedCache.over(first.cache(), threads, NOW::get);
        otherReplica = JCacheSharedCache.over(second.cache(), threads, NOW::get);
    }

    @AfterAll
    static void stop() {
        threads.close();
        second.close();
        first.close();
    }

    @Override
    protected SharedCache cache() {
        return cache;
    }

    @Override
    protected SharedCache otherReplica() {
        return otherReplica;
    }

    @Override
    protected void passTime(Duration duration) {
        NOW.updateAndGet(instant -> instant.plus(duration));
    }
}
