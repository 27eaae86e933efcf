package org.ar1.integration.service;

import java.net.URI;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.testkit.SampleCampus;
import org.jspecify.annotations.Nullable;

/** The server, and what only runs for it. */
final class RunningService implements AutoCloseable {

    private final IntegrationServer server;
    private final ServiceCaches caches;
    private final @Nullable SampleCampus campus;

    RunningService(IntegrationServer server, ServiceCaches caches, @Nullable SampleCampus campus) {
        this.server = server;
        this.caches = caches;
        this.campus = campus;
    }

    URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        caches.close();
        if (campus != null) {
            campus.close();
        }
    }
}
