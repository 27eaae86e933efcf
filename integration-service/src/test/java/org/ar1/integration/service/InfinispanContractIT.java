package org.ar1.integration.service;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In the profile {@code replicas}. */
class InfinispanContractIT extends EngineContract {

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
}
