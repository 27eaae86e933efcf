package org.ar1.integration.jaxrs;

import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of a server that answers what a {@link FakeClient} says; one server for each class. */
public abstract class OverFakeClient {

    protected static IntegrationServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = Http.start(new FakeClient());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }
}
