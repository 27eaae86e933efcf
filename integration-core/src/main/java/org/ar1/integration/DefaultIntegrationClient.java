package org.ar1.integration;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.client.ServiceClients;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.fetch.CaffeineCache;
import org.ar1.integration.internal.fetch.Freshness;
import org.ar1.integration.internal.fetch.SourceReader;
import org.ar1.integration.internal.fetch.Upstreams;
import org.ar1.integration.internal.gather.Gathering;
import org.ar1.integration.internal.gather.LabUtilizationGatherer;
import org.ar1.integration.internal.gather.ServerAllocationGatherer;
import org.ar1.integration.internal.http.HttpRuntime;
import org.ar1.integration.internal.shared.SecondLevel;
import org.ar1.integration.internal.shared.SharedLevel;
import org.ar1.integration.internal.wire.HistoryBudget;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.RetryPolicy;
import org.jspecify.annotations.Nullable;

/** Puts the parts together, and takes them apart again. */
final class DefaultIntegrationClient implements IntegrationClient {

    private final Events events;
    private final HttpRuntime runtime;
    private final Upstreams upstreams;
    private final IntegrationCache cache;
    private final SourceReader reader;
    private final DefaultLabUtilizationAdapter labUtilization;
    private final DefaultServerAllocationAdapter serverAllocation;
    private final @Nullable RefreshAhead refreshAhead;

    DefaultIntegrationClient(AdapterBuilder<?> builder) {
        RetryPolicy retryPolicy = Objects.requireNonNullElseGet(
                builder.retryPolicy, () -> RetryPolicy.fixed(builder.config.maxRetries(), builder.config.retryDelay()));
        events = Events.to(builder.listeners);
        runtime = new HttpRuntime(builder.transport, builder.executor, builder.delay, builder.config.connectTimeout());
        upstreams = new Upstreams(
                builder.config,
                runtime.transport(),
                runtime.readers(),
                runtime.delay(),
                retryPolicy,
                Objects.requireNonNullElseGet(
                        builder.circuitBreakers, () -> service -> Upstreams.defaultBreaker(service, events)),
                builder.clock,
                events);
        cache = Objects.requireNonNullElseGet(builder.cache, () -> CaffeineCache.of(builder.config));
        reader = new SourceReader(
                cache, secondLevel(builder), builder.config, builder.clock, runtime.callbacks(), events);
        Gathering gathering = gathering(builder, reader, builder.config);
        Gathering refreshing = gathering(
                builder,
                reader.refreshing(),
                builder.config.toBuilder()
                        .refreshPatience(builder.config.reportDeadline())
                        .build());
        labUtilization = new DefaultLabUtilizationAdapter(gathering, refreshing, () -> {});
        serverAllocation = new DefaultServerAllocationAdapter(gathering, refreshing, () -> {});
        refreshAhead = builder.config.refreshAhead() ? refreshAhead(builder) : null;
    }

    private Gathering gathering(AdapterBuilder<?> builder, SourceReader from, IntegrationConfig config) {
        HistoryBudget budget = new HistoryBudget(config.insightWeeks(), config.insightMemory());
        return new Gathering(
                ServiceClients.of(from, upstreams, budget), from, builder.labTypeResolver, config, runtime.callbacks());
    }

    private RefreshAhead refreshAhead(AdapterBuilder<?> builder) {
        Gathering ahead = gathering(builder, reader.ahead(), builder.config);
        LabUtilizationGatherer usage = new LabUtilizationGatherer(ahead);
        ServerAllocationGatherer servers = new ServerAllocationGatherer(ahead);
        return RefreshAhead.start(
                () -> CompletableFuture.allOf(usage.gather(null), servers.gather(null)),
                runtime.delay(),
                Freshness.of(builder.config).betweenLooks());
    }

    private SecondLevel secondLevel(AdapterBuilder<?> builder) {
        return builder.sharedCache == null
                ? SecondLevel.NONE
                : new SharedLevel(
                        builder.sharedCache,
                        Upstreams.sharedCacheBreaker(),
                        builder.config,
                        Freshness.of(builder.config).longest(),
                        builder.clock,
                        runtime.callbacks(),
                        runtime.delay());
    }

    @Override
    public DefaultLabUtilizationAdapter labUtilization() {
        return labUtilization;
    }

    @Override
    public DefaultServerAllocationAdapter serverAllocation() {
        return serverAllocation;
    }

    @Override
    public CompletableFuture<Void> warmUp() {
        return CompletableFuture.allOf(labUtilization.reportAsync(), serverAllocation.reportAsync());
    }

    @Override
    public OptionalLong cacheWeight() {
        return cache.weight();
    }

    @Override
    public void close() {
        if (refreshAhead != null) {
            refreshAhead.close();
        }
        reader.close();
        upstreams.close();
        runtime.close();
        events.close();
    }

    @Override
    public String toString() {
        return "IntegrationClient" + upstreams;
    }
}
