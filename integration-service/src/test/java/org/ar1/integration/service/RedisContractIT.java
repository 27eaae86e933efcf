package org.ar1.integration.service;

import java.nio.file.Path;
import java.time.Duration;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.spi.SharedCacheContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In the profile {@code replicas}. */
class RedisContractIT extends SharedCacheContract {

    private static RedisServer redis;
    private static TwoReplicas replicas;

    @BeforeAll
    static void join(@TempDir Path directory) throws Exception {
        EngineFiles.jars("Redisson", RedisReplicasIT.JARS);
        redis = new RedisServer(EngineFiles.freePorts(1).get(0), directory).start();
        String file = EngineFiles.redisson(redis.port());
        replicas = TwoReplicas.join("redisson", directory, file, file);
    }

    @AfterAll
    static void leave() {
        if (replicas != null) {
            replicas.close();
        }
        if (redis != null) {
            redis.close();
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
