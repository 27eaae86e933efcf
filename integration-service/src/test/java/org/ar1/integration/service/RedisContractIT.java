package org.ar1.integration.service;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In the profile {@code replicas}. */
class RedisContractIT extends EngineContract {

    private static RedisServer redis;

    @BeforeAll
    static void join(@TempDir Path directory) throws Exception {
        EngineFiles.jars("Redisson", EngineFiles.REDISSON);
        redis = new RedisServer(EngineFiles.freePorts(1).get(0), directory).start();
        String file = EngineFiles.redisson(redis.port());
        replicas = TwoReplicas.join("redisson", directory, file, file);
    }

    @AfterAll
    static void end() {
        leave(); // before Redis is gone
        if (redis != null) {
            redis.close();
        }
    }
}
