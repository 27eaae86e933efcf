package org.ar1.integration.internal.call;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.header.CurrentHeaders;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.RetryPolicy;

/** The chain of channels to each service. */
public final class CallChains implements AutoCloseable {

    private static final int MAX_IN_FLIGHT = 8;
    private static final int MAX_WAITING = 1 << 16;

    private final Map<UpstreamService, RetryingChannel> retrying = new EnumMap<>(UpstreamService.class);
    private final Map<UpstreamService, Channel> once = new EnumMap<>(UpstreamService.class);
    private final Map<UpstreamService, ServiceActivity> activities = new EnumMap<>(UpstreamService.class);
    private final List<HttpChannel> ends = new ArrayList<>();
    private final Delay delay;

    public CallChains(
            IntegrationConfig config,
            CurrentHeaders headers,
            HttpTransport transport,
            Executor readers,
            Delay delay,
            RetryPolicy policy,
            Function<UpstreamService, CircuitBreaker> breakers,
            InstantSource clock,
            Events events) {
        this.delay = delay;
        for (UpstreamService service : UpstreamService.values()) {
            ServiceActivity activity = new ServiceActivity();
            HttpChannel http = new HttpChannel(
                    transport,
                    config.url(service),
                    () -> headers.of(service),
                    config.requestTimeout(),
                    readers,
                    delay,
                    clock,
                    activity,
                    events);
            Channel guarded = new BulkheadChannel(
                    new CircuitBreakerChannel(
                            http,
                            Objects.requireNonNull(
                                    breakers.apply(service), () -> "the circuit breaker of " + service.id())),
                    MAX_IN_FLIGHT,
                    MAX_WAITING,
                    config.requestTimeout());
            activities.put(service, activity);
            ends.add(http);
            once.put(service, guarded);
            retrying.put(
                    service, new RetryingChannel(guarded, policy, delay, new RetryBudget(System::nanoTime), events));
        }
    }

    /** The breaker of a service unless another is set. */
    public static CircuitBreaker defaultBreaker(UpstreamService service, Events events) {
        return new ServiceBreaker(service, events);
    }

    /** The breaker of the cache that replicas share. */
    public static CircuitBreaker sharedCacheBreaker() {
        return new ServiceBreaker("shared-cache", "The shared cache", state -> {});
    }

    /**
     * The chain for data: retry, bulkhead, circuit breaker, attempt. The breaker is asked after the wait in the
     * bulkhead's queue, so that calls which waited are not made once it has opened.
     */
    public Channel to(UpstreamService service) {
        return Objects.requireNonNull(retrying.get(service));
    }

    /** The chain without retries, for a question whose failure is an answer. */
    public Channel onceTo(UpstreamService service) {
        return Objects.requireNonNull(once.get(service));
    }

    /** What waits between attempts. */
    public Delay delay() {
        return delay;
    }

    /** When the service most recently answered. */
    public ServiceActivity activity(UpstreamService service) {
        return Objects.requireNonNull(activities.get(service));
    }

    @Override
    public void close() {
        ends.forEach(HttpChannel::close);
        retrying.values().forEach(RetryingChannel::close);
    }

    @Override
    public String toString() {
        return retrying.toString();
    }
}
