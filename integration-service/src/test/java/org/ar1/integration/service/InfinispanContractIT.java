package org.ar1.integration.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ar1.integration.spi.SharedCache;
import org.ar1.integration.spi.SharedCacheContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In the profile {@code replicas}. */
class InfinispanContractIT extends SharedCacheContract {

    private static TwoReplicas replicas;

    @BeforeAll
    static void join(@TempDir Path directory) throws Exception {
        EngineFiles.jars("Infinispan", InfinispanReplicasIT.JARS);
        List<Integer> ports = EngineFiles.freePorts(2);
        replicas = TwoReplicas.join(
                "infinispan",
                directory,
                EngineFiles.infinispan(ports.get(0), ports),
                EngineFiles.infinispan(ports.get(1), ports));
    }

    @AfterAll
    static void leave() {
        if (replicas != null) {
            replicas.close();
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
