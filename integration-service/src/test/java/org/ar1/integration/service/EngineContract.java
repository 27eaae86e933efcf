package org.ar1.integration.service;

import java.time.Duration;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.spi.SharedCacheContract;
import org.junit.jupiter.api.AfterAll;

/** The contract of shared caches, over the engine that a subclass joins. */
abstract class EngineContract extends SharedCacheContract {

    protected static TwoReplicas replicas;

    @AfterAll
    static void leave() {
        if (replicas != null) {
            replicas.close();
            replicas = null;
        }
    }

    @Override
    protected SharedCache cache() {
        return replicas.one();
    }

    @Override
    protected SharedCache otherReplica() {
        return replicas.other();
    }

    @Override
    protected void passTime(Duration duration) {
        replicas.passTime(duration);
    }
}
