package org.ar1.integration.service;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In the profile {@code replicas}. */
class RedisContractIT extends EngineContract {

    @TempDir
    Path redisDirectory;

    private RedisServer redis;

    @BeforeAll
    @Override
    void join() throws Exception {
        EngineFiles.jars("Redisson", RedisReplicasIT.JARS);
        redis = new RedisServer(EngineFiles.freePorts(1).get(0), redisDirectory).start();
        super.join();
    }

    @AfterAll
    @Override
    void leave() {
        super.leave();
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    String provider() {
        return "redisson";
    }

    @Override
    String config(int replica) throws IOException {
        return EngineFiles.redisson(redis.port());
    }
}
