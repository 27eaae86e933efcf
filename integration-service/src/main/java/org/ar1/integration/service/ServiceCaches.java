package org.ar1.integration.service;

import java.time.Duration;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.cache.files.FileSharedCache;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.IntegrationServerBuilder;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;

/**
 * The caches behind the one of the process: the one that replicas share, and the one on disk for the next start. Where
 * both are set, the disk is asked for what the replicas do not have.
 */
final class ServiceCaches implements AutoCloseable {

    /** How long a service that shares a cache waits for it before it listens. */
    private static final Duration FIRST_ATTEMPT = Duration.ofSeconds(15);

    private final @Nullable ReplicaCache shared;
    private final @Nullable FileSharedCache kept;
    private final Duration timeout;

    private ServiceCaches(@Nullable ReplicaCache shared, @Nullable FileSharedCache kept, Duration timeout) {
        this.shared = shared;
        this.kept = kept;
        this.timeout = timeout;
    }

    /**
     * Opens what is set; what cannot be reached is a warning in the log.
     *
     * @param demo whether the data is of a campus that ends with the process, so that none of it is shared or kept
     */
    static ServiceCaches open(ServiceSettings settings, boolean demo) {
        JCacheEngine engine = demo ? null : settings.engine();
        StateSettings state = demo ? null : settings.state();
        ReplicaCache shared = engine == null ? null : ReplicaCache.of(engine);
        FileSharedCache kept = state == null ? null : state.open();
        if (shared != null) {
            shared.awaitFirstAttempt(FIRST_ATTEMPT);
        }
        return new ServiceCaches(shared, kept, settings.config().sharedCacheTimeout());
    }

    /** The settings of a client with these caches. */
    IntegrationConfig config(IntegrationConfig config) {
        return kept == null ? config : StateSettings.patient(config);
    }

    /** A builder of a server whose client has these caches. */
    IntegrationServerBuilder server() {
        IntegrationClient.Builder client = IntegrationClient.builder();
        SharedCache cache = cache();
        if (cache != null) {
            client.sharedCache(cache);
        }
        IntegrationServerBuilder server =
                IntegrationServer.builder().client(client).warmUp(kept != null);
        return shared == null ? server : server.sharedCacheReachable(shared::isReachable);
    }

    private @Nullable SharedCache cache() {
        if (kept == null || shared == null) {
            return kept == null ? shared : kept;
        }
        return kept.behind(shared, timeout);
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
        if (kept != null) {
            kept.close();
        }
    }
}
