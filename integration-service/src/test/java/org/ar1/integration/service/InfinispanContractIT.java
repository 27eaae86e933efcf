package org.ar1.integration.service;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** In the profile {@code replicas}. */
class InfinispanContractIT extends EngineContract {

    private List<Integer> ports;

    @BeforeAll
    @Override
    void join() throws Exception {
        EngineFiles.jars("Infinispan", InfinispanReplicasIT.JARS);
        ports = EngineFiles.freePorts(2);
        super.join();
    }

    @Override
    String provider() {
        return "infinispan";
    }

    @Override
    String config(int replica) throws IOException {
        return EngineFiles.infinispan(ports.get(replica), ports);
    }
}
