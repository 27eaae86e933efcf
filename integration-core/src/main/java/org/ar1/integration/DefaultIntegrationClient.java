package org.ar1.integration;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.internal.assemble.LabUtilizationGatherer;
import org.ar1.integration.internal.assemble.PerformanceCorrelations;
import org.ar1.integration.internal.assemble.ReportContext;
import org.ar1.integration.internal.assemble.ServerAllocationGatherer;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.HttpRuntime;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.header.CurrentHeaders;
import org.ar1.integration.internal.service.HistoryBudget;
import org.ar1.integration.internal.service.LabTypeVerifier;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.internal.source.CaffeineCache;
import org.ar1.integration.internal.source.FreshnessPolicy;
import org.ar1.integration.internal.source.SecondLevel;
import org.ar1.integration.internal.source.SharedLevel;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.internal.source.TolerantClock;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.jspecify.annotations.Nullable;

/** Puts the parts together, and takes them apart again. */
final class DefaultIntegrationClient implements IntegrationClient {

    private final Events events;
    private final CurrentHeaders headers;
    private final HttpRuntime runtime;
    private final CallChains chains;
    private final IntegrationCache cache;
    private final SourceReader reader;
    private final LabTypeVerifier verifier;
    private final DefaultLabUtilizationAdapter labUtilization;
    private final DefaultServerAllocationAdapter serverAllocation;
    private final DefaultInsightAdapter insights;
    private final CampusAdapter campus;
    private final LearnerAdapter learners;
    private final @Nullable RefreshAhead refreshAhead;

    DefaultIntegrationClient(Builder builder) {
        RetryPolicy retryPolicy = Objects.requireNonNullElseGet(
                builder.retryPolicy, () -> RetryPolicy.fixed(builder.config.maxRetries(), builder.config.retryDelay()));
        InstantSource clock = new TolerantClock(builder.clock);
        headers = CurrentHeaders.of(
                builder.config::headers, builder.config.upstreamHeadersFile(), builder.headerProvider);
        events = Events.to(builder.listeners);
        runtime = new HttpRuntime(builder.transport, builder.executor, builder.delay, builder.config.connectTimeout());
        chains = new CallChains(
                builder.config,
                headers,
                runtime.transport(),
                runtime.readers(),
                runtime.delay(),
                retryPolicy,
                Objects.requireNonNullElseGet(
                        builder.circuitBreakers, () -> service -> CallChains.defaultBreaker(service, events)),
                clock,
                events);
        cache = Objects.requireNonNullElseGet(builder.cache, () -> CaffeineCache.of(builder.config));
        reader = new SourceReader(
                cache,
                secondLevel(builder, clock),
                builder.config,
                clock,
                chains::activity,
                runtime.callbacks(),
                events);
        verifier = new LabTypeVerifier(reader.unobserved(), chains);
        ReportContext reading = context(builder, reader, builder.config);
        ReportContext refreshing = context(
                builder,
                reader.refreshing(),
                builder.config.toBuilder()
                        .refreshPatience(builder.config.reportDeadline())
                        .build());
        labUtilization = new DefaultLabUtilizationAdapter(reading, refreshing);
        serverAllocation = new DefaultServerAllocationAdapter(reading, refreshing);
        insights = new DefaultInsightAdapter(reading, refreshing);
        campus = insights.campus();
        learners = new DefaultLearnerAdapter(reading);
        refreshAhead = builder.config.refreshAhead() ? refreshAhead(builder) : null;
        headers.watch(); // last, since nobody closes a client that could not be made
    }

    private ReportContext context(Builder builder, SourceReader from, IntegrationConfig config) {
        HistoryBudget budget = new HistoryBudget(config.insightWeeks(), config.insightMemory());
        return new ReportContext(
                ServiceClients.of(from, chains, verifier, budget),
                from,
                Objects.requireNonNullElseGet(builder.labTypeResolver, LabTypeResolver::standard),
                config,
                runtime.callbacks(),
                events);
    }

    private RefreshAhead refreshAhead(Builder builder) {
        ReportContext ahead = context(builder, reader.ahead(), builder.config);
        LabUtilizationGatherer usage = new LabUtilizationGatherer(ahead);
        ServerAllocationGatherer servers =
                new ServerAllocationGatherer(ahead, new PerformanceCorrelations(builder.config.campusZone()));
        return RefreshAhead.start(
                () -> CompletableFuture.allOf(usage.read(), servers.read()),
                runtime.delay(),
                FreshnessPolicy.of(builder.config).pollingInterval());
    }

    private SecondLevel secondLevel(Builder builder, InstantSource clock) {
        return builder.sharedCache == null
                ? SecondLevel.NONE
                : new SharedLevel(
                        builder.sharedCache,
                        CallChains.sharedCacheBreaker(),
                        builder.config,
                        FreshnessPolicy.of(builder.config).longest(),
                        clock,
                        runtime.callbacks(),
                        runtime.delay(),
                        events);
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
    public InsightAdapter insights() {
        return insights;
    }

    @Override
    public CampusAdapter campus() {
        return campus;
    }

    @Override
    public LearnerAdapter learners() {
        return learners;
    }

    @Override
    public CompletableFuture<Void> warmUpAsync() {
        return CompletableFuture.allOf(
                labUtilization.reportAsync(ReportRequest.all()), serverAllocation.reportAsync(ReportRequest.all()));
    }

    @Override
    public Map<UpstreamService, ServiceHealth> health() {
        return events.health().now();
    }

    @Override
    public Footprint footprint() {
        OptionalLong weight = cache.weight();
        return new Footprint(
                weight.isPresent() ? weight.getAsLong() : null,
                reader.sources(),
                reader.fetchesInFlight(),
                labUtilization.keptReports() + serverAllocation.keptReports() + insights.keptReports());
    }

    @Override
    public void close() {
        if (refreshAhead != null) {
            refreshAhead.close();
        }
        reader.close();
        chains.close();
        runtime.close();
        headers.close();
        events.close();
    }

    @Override
    public String toString() {
        return "IntegrationClient" + chains;
    }
}
