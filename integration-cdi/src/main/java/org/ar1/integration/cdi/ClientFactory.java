package org.ar1.integration.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.function.Consumer;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.spi.HeaderProvider;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.spi.SharedCache;

/**
 * Builds the default client of the parts that the application has as beans. It has a name because Quarkus removes beans
 * that only an extension looks up, and with it those that are injected only here.
 */
@Dependent
@Named("org.ar1.integration.cdi.ClientFactory")
final class ClientFactory {

    private final Instance<IntegrationConfig> config;
    private final Instance<HttpTransport> transport;
    private final Instance<IntegrationCache> cache;
    private final Instance<SharedCache> sharedCache;
    private final Instance<RetryPolicy> retryPolicy;
    private final Instance<HeaderProvider> headerProvider;
    private final Instance<LabTypeResolver> labTypeResolver;
    private final Instance<IntegrationListener> listeners;

    @Inject
    ClientFactory(
            Instance<IntegrationConfig> config,
            Instance<HttpTransport> transport,
            Instance<IntegrationCache> cache,
            Instance<SharedCache> sharedCache,
            Instance<RetryPolicy> retryPolicy,
            Instance<HeaderProvider> headerProvider,
            Instance<LabTypeResolver> labTypeResolver,
            @Any Instance<IntegrationListener> listeners) {
        this.config = config;
        this.transport = transport;
        this.cache = cache;
        this.sharedCache = sharedCache;
        this.retryPolicy = retryPolicy;
        this.headerProvider = headerProvider;
        this.labTypeResolver = labTypeResolver;
        this.listeners = listeners;
    }

    /** A new client, which the caller closes. */
    IntegrationClient client() {
        IntegrationClient.Builder builder =
                IntegrationClient.builder().config(config.isUnsatisfied() ? ApplicationSettings.read() : config.get());
        set(transport, builder::transport);
        set(cache, builder::cache);
        set(sharedCache, builder::sharedCache);
        set(retryPolicy, builder::retryPolicy);
        set(headerProvider, builder::headerProvider);
        set(labTypeResolver, builder::labTypeResolver);
        listeners.forEach(builder::listener);
        return builder.build();
    }

    /** Sets a part if there is one; several end the start with the message of the container. */
    private static <T> void set(Instance<T> part, Consumer<T> setter) {
        if (!part.isUnsatisfied()) {
            setter.accept(part.get());
        }
    }
}
