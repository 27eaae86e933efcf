package org.ar1.integration.internal.fetch;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.http.Channel;
import org.ar1.integration.internal.http.HttpChannel;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.RetryPolicy;

/** The chain to each service. */
public final class Upstreams implements AutoCloseable {

    private static final int MAX_IN_FLIGHT = 8;
    private static final int MAX_WAITING = 1 << 16;

    private final Map<UpstreamService, Channel> retrying = new EnumMap<>(UpstreamService.class);
    private final Map<UpstreamService, Channel> once = new EnumMap<>(UpstreamService.class);
    private final List<HttpChannel> ends = new ArrayList<>();

    public Upstreams(
            IntegrationConfig config,
            HttpClient client,
            Executor readers,
            ScheduledExecutorService timer,
            RetryPolicy policy,
            InstantSource clock) {
        for (UpstreamService service : UpstreamService.values()) {
            HttpChannel http = new HttpChannel(
                    client,
                    config.url(service),
                    config.headers(service),
                    config.requestTimeout(),
                    readers,
                    timer,
                    clock);
            Channel limited = new LimitedChannel(http, MAX_IN_FLIGHT, MAX_WAITING);
            ends.add(http);
            once.put(service, limited);
            retrying.put(service, new RetryingChannel(limited, policy, timer));
        }
    }

    /** The way that data takes: retry, limit, attempt. */
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
    }

    @Override
    public String toString() {
        return retrying.toString();
    }
}
