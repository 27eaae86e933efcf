package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas over a Redis, through Redisson; in the profile {@code replicas}. */
class RedisReplicasIT extends ReplicasContract {

    @TempDir
    Path redisDirectory;

    private RedisServer redis;

    @BeforeEach
    void startRedis() throws IOException {
        redis = new RedisServer(EngineFiles.freePorts(1).get(0), redisDirectory).start();
    }

    @AfterEach
    void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    String provider() {
        return "redisson";
    }

    @Override
    List<Path> jars() {
        return EngineFiles.jars("Redisson", EngineFiles.REDISSON);
    }

    @Override
    String config(int replica) throws IOException {
        return EngineFiles.redisson(redis.port());
    }

    @Test
    void aServiceStartsWhileRedisIsDownAndJoinsItLater() throws Exception {
        redis.close();
        try (ServiceProcess service = replica(0)) {
            assertThat(reaches(service)).isFalse();
            assertThat(Http.get(service.uri(), "/integration/lab-utilization").body())
                    .contains("\"integration_status\":\"success\"");
            redis.start();
            awaitReachable(service, true);
            redis.close();
            awaitReachable(service, false);
            redis.start();
            awaitReachable(service, true);
        }
    }
}
