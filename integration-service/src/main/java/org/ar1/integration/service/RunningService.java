package org.ar1.integration.service;

import java.net.URI;
import org.ar1.integration.cache.files.FileSharedCache;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.testkit.SampleCampus;
import org.jspecify.annotations.Nullable;

/** The server, and what only runs for it. */
final class RunningService implements AutoCloseable {

    private final IntegrationServer server;
    private final @Nullable FileSharedCache kept;
    private final @Nullable SampleCampus campus;

    RunningService(IntegrationServer server, @Nullable FileSharedCache kept, @Nullable SampleCampus campus) {
        this.server = server;
        this.kept = kept;
        this.campus = campus;
    }

    URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        if (kept != null) {
            kept.close();
        }
        if (campus != null) {
            campus.close();
        }
    }
}
