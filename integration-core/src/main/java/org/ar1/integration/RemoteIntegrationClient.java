package org.ar1.integration;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.internal.call.HttpRuntime;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.remote.RemoteHealth;
import org.ar1.integration.internal.remote.RemoteService;
import org.ar1.integration.internal.source.TolerantClock;
import org.ar1.integration.report.IntegrationReport;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** A client that asks a running Integration Service, which calls the services behind it. */
final class RemoteIntegrationClient implements IntegrationClient {

    private final Events events;
    private final HttpRuntime runtime;
    private final RemoteService service;
    private final LabUtilizationAdapter labUtilization;
    private final ServerAllocationAdapter serverAllocation;
    private final RemoteInsightAdapter insights;
    private final CampusAdapter campus;
    private final LearnerAdapter learners;
    private final RemoteHealth health;

    /**
     * A client of the service at a URL.
     *
     * @throws IllegalArgumentException when a part is set that only a client that calls the services itself uses
     */
    static RemoteIntegrationClient of(Builder builder, URI url) {
        boolean hasHeaders = Stream.of(UpstreamService.values())
                .anyMatch(service -> !builder.config.headers(service).isEmpty());
        refuse("cache", builder.cache);
        refuse("sharedCache", builder.sharedCache);
        refuse("retryPolicy", builder.retryPolicy);
        refuse("headerProvider", builder.headerProvider);
        refuse("circuitBreakers", builder.circuitBreakers);
        refuse("labTypeResolver", builder.labTypeResolver);
        refuse("header", hasHeaders ? "in the settings" : null);
        return new RemoteIntegrationClient(builder, url);
    }

    private static void refuse(String name, @Nullable Object part) {
        if (part != null) {
            throw new IllegalArgumentException("a " + name + " is set beside integrationServiceUrl, but only a client"
                    + " that calls the services itself uses it: set one of them");
        }
    }

    private RemoteIntegrationClient(Builder builder, URI url) {
        events = Events.to(builder.listeners);
        runtime = new HttpRuntime(builder.transport, builder.executor, builder.delay, builder.config.connectTimeout());
        service = new RemoteService(builder.config, url, runtime, new TolerantClock(builder.clock), this::built);
        labUtilization = new RemoteLabUtilizationAdapter(service);
        serverAllocation = new RemoteServerAllocationAdapter(service);
        insights = new RemoteInsightAdapter(service, builder.config.campusZone());
        campus = insights.campus();
        learners = new RemoteLearnerAdapter(service);
        health = new RemoteHealth(service);
    }

    private void built(Object value, @Nullable String labType) {
        if (events.areHeard()) {
            if (value instanceof IntegrationReport report) {
                events.tell(IntegrationListener::reportBuilt, new ReportBuilt(report, labType));
            } else if (value instanceof CampusReport report) {
                events.tell(IntegrationListener::reportBuilt, new ReportBuilt(report.insights(), null));
            }
        }
    }

    @Override
    public LabUtilizationAdapter labUtilization() {
        return labUtilization;
    }

    @Override
    public ServerAllocationAdapter serverAllocation() {
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
                        labUtilization.reportAsync(ReportRequest.all()).toCompletableFuture(),
                        serverAllocation.reportAsync(ReportRequest.all()).toCompletableFuture())
                .exceptionally(denied -> null);
    }

    @Override
    public Map<UpstreamService, ServiceHealth> health() {
        return Blocking.await(health.now());
    }

    @Override
    public Footprint footprint() {
        return new Footprint(null, 0, service.calls(), service.documents());
    }

    @Override
    public void close() {
        service.close();
        runtime.close();
        events.close();
    }

    @Override
    public String toString() {
        return "IntegrationClient of the service at " + service;
    }
}
