package org.ar1.integration.jaxrs;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ar1.integration.CampusAdapter;
import org.ar1.integration.Footprint;
import org.ar1.integration.InsightAdapter;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.LearnerAdapter;
import org.ar1.integration.ReportRequest;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.jaxrs.server.IntegrationServerTest;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.UpstreamService;

/** A client whose reports a test decides on; the function gets the lab type, or {@link #EVERY} for the whole report. */
public final class FakeClient implements IntegrationClient {

    public static final String EVERY = "every lab type";

    final FakeInsights insights;
    private final LabUtilizationAdapter labUtilization;
    private final ServerAllocationAdapter serverAllocation;
    public volatile boolean closed;

    /** What was asked for with sources that are asked again. */
    public final List<String> refreshed = new CopyOnWriteArrayList<>();

    /** How often the health was read. */
    public final AtomicInteger healthReads = new AtomicInteger();

    /** The traces of the requests. */
    public final List<String> traces = new CopyOnWriteArrayList<>();

    public FakeClient() {
        this(Reports::labUtilization, Reports::serverAllocation);
    }

    public FakeClient(
            Function<String, LabUtilizationReport> labUtilization,
            Function<String, ServerAllocationReport> serverAllocation) {
        this(labUtilization, serverAllocation, new FakeInsights());
    }

    private FakeClient(
            Function<String, LabUtilizationReport> labUtilization,
            Function<String, ServerAllocationReport> serverAllocation,
            FakeInsights insights) {
        this.insights = insights;
        this.labUtilization = adapter(LabUtilizationAdapter.class, labUtilization);
        this.serverAllocation = adapter(ServerAllocationAdapter.class, serverAllocation);
    }

    /** The report of lab utilization waits for the second latch, once the first was counted down. */
    public static FakeClient holding(CountDownLatch arrived, CountDownLatch goOn) {
        return new FakeClient(
                labType -> {
                    arrived.countDown();
                    IntegrationServerTest.await(goOn);
                    return Reports.labUtilization(labType);
                },
                Reports::serverAllocation);
    }

    /** Both reports end like this. */
    public static FakeClient failing(Throwable failure) {
        return new FakeClient(raising(failure), raising(failure), FakeInsights.failing(failure));
    }

    private static <R> Function<String, R> raising(Throwable failure) {
        return labType -> {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) failure;
        };
    }

    private <A> A adapter(Class<A> type, Function<String, ?> reports) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!(arguments[0] instanceof ReportRequest request)) {
                        throw new AssertionError("the server only asks for reports, not " + method);
                    }
                    String asked = request.labType() == null ? EVERY : request.labType();
                    if (method.getName().equals("reportAsync")) { // a scrape
                        return CompletableFuture.supplyAsync(
                                () -> reports.apply(asked), task -> new Thread(task).start());
                    }
                    traces.add(String.valueOf(request.traceparent()));
                    if (request.isRefreshed()) {
                        refreshed.add(asked);
                    }
                    return reports.apply(asked);
                }));
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
        return insights.campus();
    }

    @Override
    public LearnerAdapter learners() {
        throw new AssertionError("the server asks for a learner where there are no tokens");
    }

    @Override
    public Map<UpstreamService, ServiceHealth> health() {
        healthReads.incrementAndGet();
        return Map.of();
    }

    @Override
    public Footprint footprint() {
        return new Footprint(null, 0, 0, 0);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public CompletionStage<Void> warmUpAsync() {
        return CompletableFuture.completedFuture(null);
    }
}
