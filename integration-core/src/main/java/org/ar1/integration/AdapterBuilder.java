package org.ar1.integration;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.internal.http.JdkTransport;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;

/**
 * Builds a client or a single adapter; every part has a default and may be replaced. What is injected is never closed by
 * this library. Not safe for use by several threads.
 *
 * @param <T> what is built
 */
public final class AdapterBuilder<T> {

    private final Function<AdapterBuilder<T>, T> factory;

    IntegrationConfig config = IntegrationConfig.builder().build();

    @Nullable
    HttpTransport transport;

    @Nullable
    Executor executor;

    @Nullable
    Delay delay;

    @Nullable
    IntegrationCache cache;

    @Nullable
    SharedCache sharedCache;

    @Nullable
    RetryPolicy retryPolicy;

    @Nullable
    Function<UpstreamService, CircuitBreaker> circuitBreakers;

    final List<IntegrationListener> listeners = new ArrayList<>();
    LabTypeResolver labTypeResolver = LabTypeResolver.standard();
    InstantSource clock = InstantSource.system();

    AdapterBuilder(Function<AdapterBuilder<T>, T> factory) {
        this.factory = factory;
    }

    /**
     * Sets the settings.
     *
     * @param value the settings; default: {@link IntegrationConfig}'s defaults, not the environment
     * @return this builder
     */
    public AdapterBuilder<T> config(IntegrationConfig value) {
        this.config = value;
        return this;
    }

    /**
     * Sets the JDK's HTTP client that all calls go through, in place of a {@linkplain #transport transport} set before. It
     * should not follow redirects, and its connect timeout counts.
     *
     * @param value the client; default: one of our own, HTTP/1.1
     * @return this builder
     */
    public AdapterBuilder<T> httpClient(HttpClient value) {
        return transport(new JdkTransport(value));
    }

    /**
     * Sets what all calls are sent by, in place of an {@linkplain #httpClient HTTP client} set before.
     *
     * @param value the transport; default: the JDK's HTTP client
     * @return this builder
     */
    public AdapterBuilder<T> transport(HttpTransport value) {
        this.transport = value;
        return this;
    }

    /**
     * Sets the threads that answers are read on. A task blocks while its answer arrives; up to eight a service are in
     * flight at once.
     *
     * @param value the executor; default: virtual threads where there are any, else daemon threads as needed
     * @return this builder
     */
    public AdapterBuilder<T> executor(Executor value) {
        this.executor = value;
        return this;
    }

    /**
     * Sets how the time between two attempts, and the time that one may take, is waited for.
     *
     * @param value the delay; default: a daemon thread
     * @return this builder
     */
    public AdapterBuilder<T> delay(Delay value) {
        this.delay = value;
        return this;
    }

    /**
     * Sets where the last good answers are kept.
     *
     * @param value the cache; default: Caffeine, bounded by weight
     * @return this builder
     */
    public AdapterBuilder<T> cache(IntegrationCache value) {
        this.cache = value;
        return this;
    }

    /**
     * Sets a cache that replicas of the application share, behind each one's own: between them they fetch each source
     * once while it is fresh, and a replica that starts has their last good answers. Values lie under keys that begin with
     * {@code ar1-integration/}, as JSON; replicas with other URLs or of a release with other values do not mix.
     *
     * @param value the cache; default: none. When it is slow, broken or full of something else, each replica fetches for
     *     itself
     * @return this builder
     */
    public AdapterBuilder<T> sharedCache(SharedCache value) {
        this.sharedCache = value;
        return this;
    }

    /**
     * Sets when a failed call is tried again.
     *
     * @param value the policy; default: {@link RetryPolicy#fixed} with the settings' number and delay
     * @return this builder
     */
    public AdapterBuilder<T> retryPolicy(RetryPolicy value) {
        this.retryPolicy = value;
        return this;
    }

    /**
     * Sets the circuit breaker of each service.
     *
     * @param value makes the breaker of a service; called once for each; default: open for 5 s when half of the last 20
     *     calls failed
     * @return this builder
     */
    public AdapterBuilder<T> circuitBreakers(Function<UpstreamService, CircuitBreaker> value) {
        this.circuitBreakers = value;
        return this;
    }

    /**
     * Sets how a lab's name is resolved to its type.
     *
     * @param value the resolver; default: {@link LabTypeResolver#standard()}
     * @return this builder
     */
    public AdapterBuilder<T> labTypeResolver(LabTypeResolver value) {
        this.labTypeResolver = value;
        return this;
    }

    /**
     * Adds a listener, which is told what happens behind the reports; may be called several times.
     *
     * @param value the listener; default: none
     * @return this builder
     */
    public AdapterBuilder<T> listener(IntegrationListener value) {
        listeners.add(Objects.requireNonNull(value, "listener"));
        return this;
    }

    /**
     * Sets the clock that ages and timestamps are taken from. Timeouts do not depend on it.
     *
     * @param value the clock; default: the system's
     * @return this builder
     */
    public AdapterBuilder<T> clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /**
     * Builds it. Nothing is fetched yet, unless the settings say to fetch ahead.
     *
     * @return what is built
     */
    public T build() {
        return factory.apply(this);
    }
}
