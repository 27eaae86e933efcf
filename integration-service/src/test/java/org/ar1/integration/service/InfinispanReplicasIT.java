package org.ar1.integration.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Replicas with an Infinispan member inside each; in the profile {@code replicas}. */
class InfinispanReplicasIT extends ReplicasContract {

    static final String JARS = "infinispan|protostream|jgroups|jboss|smallrye|wildfly|rxjava|reactive-streams|jakarta";

    private List<Integer> ports;

    @BeforeEach
    void choosePorts() throws IOException {
        ports = EngineFiles.freePorts(3);
    }

    @Override
    String provider() {
        return "infinispan";
    }

    @Override
    List<Path> jars() {
        return EngineFiles.jars("Infinispan", JARS);
    }

    @Override
    String config(int replica) throws IOException {
        return EngineFiles.infinispan(ports.get(replica), ports);
    }
}
