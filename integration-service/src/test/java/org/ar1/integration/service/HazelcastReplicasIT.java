package org.ar1.integration.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Replicas with a Hazelcast member inside each. */
class HazelcastReplicasIT extends ReplicasContract {

    private List<Integer> ports;

    @BeforeEach
    void choosePorts() throws IOException {
        ports = EngineFiles.freePorts(3);
    }

    @Override
    String provider() {
        return "hazelcast";
    }

    @Override
    List<Path> jars() {
        return EngineFiles.jars("Hazelcast", "hazelcast");
    }

    @Override
    String config(int replica) throws IOException {
        return EngineFiles.hazelcast(ports.get(replica), ports);
    }
}
