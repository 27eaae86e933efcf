package org.ar1.integration;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.internal.call.JdkTransport;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HeaderProvider;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the library: all adapters, on top of one set of connections, threads and cached values. An application
 * creates one client and closes it when the application ends. Thread-safe.
 *
 * <p>With {@link IntegrationConfig#integrationServiceUrl} the client asks a running Integration Service, with the
 * transport, executor, delay, clock and listeners of the application; {@link Builder#build} refuses its other parts.
 * Listeners are told of built reports and lost events only. Single resources, such as
 * {@link LabUtilizationAdapter#catalogue}, are skipped. While the Integration Service does not answer, callers get its
 * last good documents, whose sources are stale. A call may take the report deadline and the connect timeout.
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
     * Creates a client with these settings and the defaults of all other parts. Nothing is fetched yet, unless the
     * settings say to fetch ahead.
     */
    static IntegrationClient create(IntegrationConfig config) {
        return builder().config(config).build();
    }

    /** {@return a new builder with the default of every part} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return the adapter of how each lab type is used; the same adapter each time} */
    LabUtilizationAdapter labUtilization();

    /** {@return the adapter of which lab type runs on which servers; the same adapter each time} */
    ServerAllocationAdapter serverAllocation();

    /** {@return the adapter of insights into the campus for its operators; the same adapter each time} */
    InsightAdapter insights();

    /** {@return the adapter of lab types and servers as objects that refer to each other; the same adapter each time} */
    CampusAdapter campus();

    /** {@return the adapter of one learner's results, personal data that no cache keeps; the same adapter each time} */
    LearnerAdapter learners();

    /**
     * Fetches the data for both reports without blocking, so that the first report comes from memory.
     *
     * @return a stage that completes, and never fails, when every fetch has ended, or at the deadline
     */
    CompletionStage<Void> warmUpAsync();

    /**
     * Returns what the latest calls to each service showed. A client that calls the services itself makes no call for
     * this; one that asks an Integration Service asks that one, at most once a second.
     *
     * @return an entry for each service, in a fixed order; none when the Integration Service shows this client none
     */
    Map<UpstreamService, ServiceHealth> health();

    /** {@return how much this client holds now, for metrics and tests} */
    Footprint footprint();

    /**
     * Cancels the fetches in flight, and ends the threads and connections that this client started. Parts that the
     * application set are not closed. Callers that still wait get the values that are known.
     */
    @Override
    void close();

    /**
     * Builds a client. Every part has a default and can be replaced; each setter returns this builder. The library never
     * closes a part that the application set. Not thread-safe.
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
        HeaderProvider headerProvider;

        @Nullable
        Function<UpstreamService, CircuitBreaker> circuitBreakers;

        @Nullable
        LabTypeResolver labTypeResolver;

        final List<IntegrationListener> listeners = new ArrayList<>();
        InstantSource clock = InstantSource.system();

        Builder() {}

        /**
         * Sets the settings.
         *
         * @param value the settings; default: {@link IntegrationConfig}'s defaults, not the environment
         */
        public Builder config(IntegrationConfig value) {
            this.config = Objects.requireNonNull(value, "config");
            return this;
        }

        /**
         * Sets the JDK's HTTP client for all calls, in place of a {@linkplain #transport transport} set before. The
         * client should not follow redirects. Its own connect timeout applies.
         *
         * @param value the client; default: a client of this library, for HTTP/1.1
         */
        public Builder httpClient(HttpClient value) {
            return transport(new JdkTransport(Objects.requireNonNull(value, "httpClient")));
        }

        /**
         * Sets the transport that sends all calls, in place of an {@linkplain #httpClient HTTP client} set before.
         *
         * @param value the transport; default: the JDK's HTTP client
         */
        public Builder transport(HttpTransport value) {
            this.transport = Objects.requireNonNull(value, "transport");
            return this;
        }

        /**
         * Sets the executor whose threads read answers. A task blocks while its answer arrives; up to eight tasks per
         * service run at once.
         *
         * @param value the executor; default: virtual threads if the JDK has them, else daemon threads as needed
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Sets the timer for the time between two attempts and for the time limit of an attempt.
         *
         * @param value the delay; default: a daemon thread
         */
        public Builder delay(Delay value) {
            this.delay = Objects.requireNonNull(value, "delay");
            return this;
        }

        /**
         * Sets the cache of the last good answers.
         *
         * @param value the cache; default: Caffeine, bounded by weight
         */
        public Builder cache(IntegrationCache value) {
            this.cache = Objects.requireNonNull(value, "cache");
            return this;
        }

        /**
         * Sets a cache that the replicas of the application share, as a second level behind the cache of each replica.
         * Together the replicas fetch each source once while it is fresh, and a replica that starts has the last good
         * answers of the others. Values are JSON under keys that begin with {@code ar1-integration/}. Replicas with
         * other URLs, or of a release with other values, use other keys.
         *
         * @param value the cache; default: none. When the cache is slow, broken or holds other data, each replica
         *     fetches for itself
         */
        public Builder sharedCache(SharedCache value) {
            this.sharedCache = Objects.requireNonNull(value, "sharedCache");
            return this;
        }

        /**
         * Sets when a failed call is retried.
         *
         * @param value the policy; default: {@link RetryPolicy#fixed} with the number and the delay of the settings
         */
        public Builder retryPolicy(RetryPolicy value) {
            this.retryPolicy = Objects.requireNonNull(value, "retryPolicy");
            return this;
        }

        /**
         * Sets the provider of headers that change, for services behind a login.
         *
         * @param value the provider, called before each attempt; default: none, beside the headers of the settings
         */
        public Builder headerProvider(HeaderProvider value) {
            this.headerProvider = Objects.requireNonNull(value, "headerProvider");
            return this;
        }

        /**
         * Sets the circuit breaker of each service.
         *
         * @param value makes the breaker of a service; called once for each service; default: breakers that open for
         *     five seconds when half of the last 20 calls failed
         */
        public Builder circuitBreakers(Function<UpstreamService, CircuitBreaker> value) {
            this.circuitBreakers = Objects.requireNonNull(value, "circuitBreakers");
            return this;
        }

        /**
         * Sets the resolver of a lab's name to its type.
         *
         * @param value the resolver; default: {@link LabTypeResolver#standard()}
         */
        public Builder labTypeResolver(LabTypeResolver value) {
            this.labTypeResolver = Objects.requireNonNull(value, "labTypeResolver");
            return this;
        }

        /**
         * Adds a listener to calls, fetches and reports. May be called several times.
         *
         * @param value the listener; default: none
         */
        public Builder listener(IntegrationListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Sets the clock for ages and timestamps. Timeouts do not depend on it.
         *
         * @param value the clock; default: the system's
         */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Builds the client. Nothing is fetched yet, unless the settings say to refresh ahead.
         *
         * @return the client
         * @throws IllegalArgumentException when the parts contradict each other or {@code integrationServiceUrl}, or the
         *     file of headers is unusable
         */
        public IntegrationClient build() {
            requireOneRetryPolicy();
            URI url = config.integrationServiceUrl();
            return url == null ? new DefaultIntegrationClient(this) : RemoteIntegrationClient.of(this, url);
        }

        private void requireOneRetryPolicy() {
            IntegrationConfig usual = IntegrationConfig.builder().build();
            boolean isUsual = config.maxRetries() == usual.maxRetries()
                    && config.retryDelay().equals(usual.retryDelay());
            if (retryPolicy != null && !isUsual) {
                throw new IllegalArgumentException(
                        "a retryPolicy is set beside maxRetries or retryDelay, which it would ignore: set one of them");
            }
        }
    }
}
