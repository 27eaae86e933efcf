package org.ar1.integration.internal.fetch;

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
import org.ar1.integration.internal.http.Channel;
import org.ar1.integration.internal.http.HttpChannel;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.RetryPolicy;

/** The chain to each service. */
public final class Upstreams implements AutoCloseable {

    private static final int MAX_IN_FLIGHT = 8;
    private static final int MAX_WAITING = 1 << 16;

    private final Map<UpstreamService, RetryingChannel> retrying = new EnumMap<>(UpstreamService.class);
    private final Map<UpstreamService, Channel> once = new EnumMap<>(UpstreamService.class);
    private final List<HttpChannel> ends = new ArrayList<>();

    public Upstreams(
            IntegrationConfig config,
            HttpTransport transport,
            Executor readers,
            Delay delay,
            RetryPolicy policy,
            Function<UpstreamService, CircuitBreaker> breakers,
            InstantSource clock,
            Events events) {
        for (UpstreamService service : UpstreamService.values()) {
            HttpChannel http = new HttpChannel(
                    transport,
                    config.url(service),
                    config.headers(service),
                    config.requestTimeout(),
                    readers,
                    delay,
                    clock,
                    events);
            Channel guarded =
                    new LimitedChannel(new BreakerChannel(http, breakers.apply(service)), MAX_IN_FLIGHT, MAX_WAITING);
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
     * The way that data takes: retry, limit, breaker, attempt. The breaker is asked at a call's turn, so that one
     * that waited is not made once it has opened; then the queue is empty at once, and nobody waits in it.
     */
    public Channel to(UpstreamService service) {
        return Objects.requireNonNull(retrying.get(service));
    }

    /** The way without retries, for a question whose failure is an answer. */
    public Channel onceTo(UpstreamService service) {
        return Objects.requireNonNull(once.get(service));
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
