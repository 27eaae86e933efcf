package org.ar1.integration;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.internal.call.JdkTransport;
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
 * All adapters over one set of connections, threads and cached values. An application needs one, for as long as it
 * lives. Thread-safe.
 *
 * <pre>{@code
 * try (IntegrationClient client = IntegrationClient.create(IntegrationConfig.fromEnvironment())) {
 *     LabUtilizationReport report = client.labUtilization().report();
 *     report.infrastructureInsights().utilization().forEach((labType, use) ->
 *             System.out.println(labType + ": " + use.status().id()));
 * }
 * }</pre>
 */
public interface IntegrationClient extends AutoCloseable {

    /**
     * A client with these settings and the defaults of everything else.
     *
     * @param config the settings
     * @return the client; nothing is fetched yet, unless the settings say to fetch ahead
     */
    static IntegrationClient create(IntegrationConfig config) {
        return builder().config(config).build();
    }

    /** {@return a new builder, holding the defaults, to replace parts} */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Who uses which lab type.
     *
     * @return the adapter, the same each time
     */
    LabUtilizationAdapter labUtilization();

    /**
     * Which lab type runs on which servers.
     *
     * @return the adapter, the same each time
     */
    ServerAllocationAdapter serverAllocation();

    /**
     * What an operator should know of the campus.
     *
     * @return the adapter, the same each time
     */
    InsightAdapter insights();

    /**
     * Lab types and servers, linked to each other.
     *
     * @return the adapter, the same each time
     */
    CampusAdapter campus();

    /** {@return how one learner does, and on which servers: personal data, kept in no cache; the same adapter each time} */
    LearnerAdapter learners();

    /**
     * Fetches what both reports need, so that the first of them comes from memory, without blocking.
     *
     * @return done when everything was fetched, or has failed, or the deadline is there; it does not fail for a service
     */
    CompletionStage<Void> warmUpAsync();

    /**
     * How much this client holds now, for metrics and tests.
     *
     * @return the figures of this moment
     */
    Footprint footprint();

    /**
     * Cancels what is in flight and ends the threads and connections that this client started. What was injected is left
     * alone. Callers that still wait get what there is.
     */
    @Override
    void close();

    /**
     * Builds a client. Every part has a default and may be replaced. What an application gives is never
     * closed by this library. Not safe for use by several threads.
     */
    final class Builder {

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

        Builder() {}

        /**
         * Sets the settings.
         *
         * @param value the settings; default: {@link IntegrationConfig}'s defaults, not the environment
         * @return this builder
         */
        public Builder config(IntegrationConfig value) {
            this.config = Objects.requireNonNull(value, "config");
            return this;
        }

        /**
         * Sets the JDK's HTTP client that all calls go through, in place of a {@linkplain #transport transport} set before. It
         * should not follow redirects, and its connect timeout counts.
         *
         * @param value the client; default: one of our own, HTTP/1.1
         * @return this builder
         */
        public Builder httpClient(HttpClient value) {
            return transport(new JdkTransport(Objects.requireNonNull(value, "httpClient")));
        }

        /**
         * Sets what all calls are sent by, in place of an {@linkplain #httpClient HTTP client} set before.
         *
         * @param value the transport; default: the JDK's HTTP client
         * @return this builder
         */
        public Builder transport(HttpTransport value) {
            this.transport = Objects.requireNonNull(value, "transport");
            return this;
        }

        /**
         * Sets the threads that answers are read on. A task blocks while its answer arrives; up to eight a service are in
         * flight at once.
         *
         * @param value the executor; default: virtual threads where there are any, else daemon threads as needed
         * @return this builder
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Sets how the time between two attempts, and the time that one may take, is waited for.
         *
         * @param value the delay; default: a daemon thread
         * @return this builder
         */
        public Builder delay(Delay value) {
            this.delay = Objects.requireNonNull(value, "delay");
            return this;
        }

        /**
         * Sets where the last good answers are kept.
         *
         * @param value the cache; default: Caffeine, bounded by weight
         * @return this builder
         */
        public Builder cache(IntegrationCache value) {
            this.cache = Objects.requireNonNull(value, "cache");
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
        public Builder sharedCache(SharedCache value) {
            this.sharedCache = Objects.requireNonNull(value, "sharedCache");
            return this;
        }

        /**
         * Sets when a failed call is tried again.
         *
         * @param value the policy; default: {@link RetryPolicy#fixed} with the settings' number and delay
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy value) {
            this.retryPolicy = Objects.requireNonNull(value, "retryPolicy");
            return this;
        }

        /**
         * Sets the circuit breaker of each service.
         *
         * @param value makes the breaker of a service; called once for each; default: open for 5 s when half of the last 20
         *     calls failed
         * @return this builder
         */
        public Builder circuitBreakers(Function<UpstreamService, CircuitBreaker> value) {
            this.circuitBreakers = Objects.requireNonNull(value, "circuitBreakers");
            return this;
        }

        /**
         * Sets how a lab's name is resolved to its type.
         *
         * @param value the resolver; default: {@link LabTypeResolver#standard()}
         * @return this builder
         */
        public Builder labTypeResolver(LabTypeResolver value) {
            this.labTypeResolver = Objects.requireNonNull(value, "labTypeResolver");
            return this;
        }

        /**
         * Adds a listener, which is told what happens behind the reports; may be called several times.
         *
         * @param value the listener; default: none
         * @return this builder
         */
        public Builder listener(IntegrationListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Sets the clock that ages and timestamps are taken from. Timeouts do not depend on it.
         *
         * @param value the clock; default: the system's
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Builds the client. Nothing is fetched yet, unless the settings say to refresh ahead.
         *
         * @return the client
         * @throws IllegalArgumentException when the parts contradict each other
         */
        public IntegrationClient build() {
            if (retryPolicy != null && !hasDefaultRetries()) {
                throw new IllegalArgumentException(
                        "a retryPolicy is set beside maxRetries or retryDelay, which it would ignore: set one of them");
            }
            return new DefaultIntegrationClient(this);
        }

        private boolean hasDefaultRetries() {
            IntegrationConfig defaults = IntegrationConfig.builder().build();
            return config.maxRetries() == defaults.maxRetries()
                    && config.retryDelay().equals(defaults.retryDelay());
        }
    }
}
