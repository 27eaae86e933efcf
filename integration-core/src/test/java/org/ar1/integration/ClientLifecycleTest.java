package org.ar1.integration;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.ar1.integration.internal.source.MapCache;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a client begins and ends, and what it does to those who wait for it. */
@Timeout(60)
class ClientLifecycleTest {

    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().historyDays(1).start();
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            Thread.onSpinWait();
        }
    }

    private static long threads(Predicate<String> name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && name.test(thread.getName()))
                .count();
    }

    private static boolean isConnected(SampleService service) {
        return threads(name -> name.equals("sample-campus-" + service.id() + "-connection")) > 0;
    }

    private static HttpClient newHttpClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @Test
    void closeLetsThoseWhoWaitGo() throws Exception {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.silent());
        }
        IntegrationClient client = TestClients.client(campus);
        CompletableFuture<LabUtilizationReport> async =
                client.labUtilization().reportAsync(ReportRequest.all()).toCompletableFuture();
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<Sourced<?>> blocked =
                caller.submit(() -> client.serverAllocation().servers());
        await(() -> campus.requests(RESOURCE_ALLOCATION) == 1 && campus.requests(USAGE_ANALYTICS) == 2);

        client.close();

        assertThat(async.get(10, TimeUnit.SECONDS).integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
        assertThat(blocked.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(blocked.get().error().code()).isEqualTo(ErrorCode.INTERNAL);
        caller.shutdown();
    }

    @Test
    void thoseWhoWaitGetWhatThereIsWhenTheClientIsClosed() throws Exception {
        campus.fault(USAGE_ANALYTICS, Fault.silent());
        IntegrationClient client = TestClients.client(campus);
        assertThat(client.labUtilization().popularLabs().outcome()).isEqualTo(Outcome.LIVE);
        client.serverAllocation().labPerformance("cobol"); // which reads the catalogue
        CompletableFuture<LabUtilizationReport> waiting =
                client.labUtilization().reportAsync(ReportRequest.all()).toCompletableFuture();
        await(() -> campus.requests(USAGE_ANALYTICS) == 2);

        client.close();

        LabUtilizationReport report = waiting.get(10, TimeUnit.SECONDS);
        assertThat(report.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
        assertThat(report.infrastructureInsights().popularLabs()).hasSize(28);
    }

    @Test
    void closeEndsEveryConnectionAlthoughMoreCallsWait() {
        campus.fault(USAGE_ANALYTICS, "/analytics/usage/lab/", Fault.silent());
        HttpClient http = newHttpClient();
        IntegrationClient client = IntegrationClient.builder()
                .config(TestClients.config(campus).build())
                .httpClient(http)
                .build();
        client.labUtilization().reportAsync(ReportRequest.all());
        await(() -> campus.requests(USAGE_ANALYTICS) == 10);

        client.close();

        await(() -> !isConnected(USAGE_ANALYTICS));
    }

    @Test
    void whatWasInjectedIsUsableAfterwards() throws Exception {
        HttpClient http = newHttpClient();
        ExecutorService executor = Executors.newCachedThreadPool();
        MapCache cache = new MapCache();
        IntegrationClient.Builder builder = IntegrationClient.builder()
                .config(TestClients.config(campus).build())
                .httpClient(http)
                .executor(executor)
                .cache(cache);
        try (IntegrationClient first = builder.build()) {
            assertThat(first.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        }

        URI popular = URI.create(campus.url(LAB_MONITORING) + "/monitor/labs/popular");
        assertThat(http.send(HttpRequest.newBuilder(popular).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(executor.submit(() -> "done").get()).isEqualTo("done");
        campus.resetCounts();
        try (IntegrationClient second = builder.build()) {
            assertThat(second.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        }
        assertThat(campus.requests(LAB_MONITORING)).isZero();
        executor.shutdown();
    }

    @Test
    void createdAndClosedAgainAndAgainItLeavesNoThread() {
        HttpClient http = newHttpClient();
        for (int i = 0; i < 200; i++) {
            try (IntegrationClient client = IntegrationClient.builder()
                    .config(TestClients.config(campus).build())
                    .httpClient(http)
                    .build()) {
                assertThat(client.labUtilization().popularLabs().outcome()).isEqualTo(Outcome.LIVE);
            }
        }
        await(() -> threads(name -> name.startsWith("integration-")) == 0);
    }

    @Test
    void adaptersOfAClosedClientRefuseCallers() {
        IntegrationClient client = TestClients.client(campus);
        LabUtilizationAdapter use = client.labUtilization();
        ServerAllocationAdapter servers = client.serverAllocation();
        assertThat(client.labUtilization()).isSameAs(use);
        assertThat(use.report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        assertThat(servers.report("docker").integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        client.close();
        client.close();

        assertThatIllegalStateException().isThrownBy(use::report);
        assertThatIllegalStateException().isThrownBy(use::popularLabs);
        assertThatIllegalStateException().isThrownBy(() -> use.labUsage("docker"));
        assertThatIllegalStateException().isThrownBy(() -> servers.report("docker"));
        assertThatIllegalStateException().isThrownBy(() -> servers.userPerformance("somebody"));
        await(() -> threads(name -> name.startsWith("integration-")) == 0);
    }

    @Test
    void anInterruptedCallerGoesAndStaysInterrupted() throws Exception {
        campus.fault(LAB_MONITORING, Fault.silent());
        try (IntegrationClient client = TestClients.client(campus)) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    client.labUtilization().report();
                } catch (Throwable e) {
                    thrown.set(e);
                }
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            await(() -> campus.requests(LAB_MONITORING) == 2);
            caller.interrupt();

            assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(thrown.get()).isInstanceOf(CancellationException.class);

            // Others still wait for the same answer.
            CompletableFuture<?> other =
                    client.labUtilization().popularLabsAsync().toCompletableFuture();
            campus.heal(LAB_MONITORING);
            assertThat(other.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Sourced.class,
                            sourced -> assertThat(sourced.outcome()).isEqualTo(Outcome.LIVE));
        }
    }

    @Test
    void whoeverCancelsHurtsNobodyElse() throws Exception {
        campus.fault(LAB_MONITORING, Fault.silent());
        try (IntegrationClient client = TestClients.client(campus)) {
            CompletableFuture<?> one =
                    client.labUtilization().popularLabsAsync().toCompletableFuture();
            CompletableFuture<Sourced<?>> other = client.labUtilization()
                    .popularLabsAsync()
                    .<Sourced<?>>thenApply(sourced -> sourced)
                    .toCompletableFuture();
            one.cancel(true);
            campus.heal(LAB_MONITORING);
            assertThat(other.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.LIVE);
            assertThat(campus.requests(LAB_MONITORING)).isEqualTo(1);
        }
    }

    @Test
    void aCallbackThatBlocksStopsNoClock() throws Exception {
        campus.fault(LAB_MONITORING, Fault.silent());
        campus.fault(USER_PROGRESS, Fault.silent());
        try (IntegrationClient client = IntegrationClient.create(TestClients.config(campus)
                .requestTimeout(Duration.ofMillis(200))
                .reportDeadline(Duration.ofSeconds(5))
                .build())) {
            // The attempt's time is up first: its failure must not keep the clock of the attempts from running on.
            ErrorCode inCallback = client.labUtilization()
                    .popularLabsAsync()
                    .thenApply(failed ->
                            client.labUtilization().utilization().error().code())
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertThat(inCallback).isEqualTo(ErrorCode.TIMEOUT);
        }
        try (IntegrationClient client = IntegrationClient.create(TestClients.config(campus)
                .requestTimeout(Duration.ofSeconds(3))
                .reportDeadline(Duration.ofMillis(200))
                .build())) {
            // The report's time is up first, and so is the clock of the reports.
            ErrorCode inCallback = client.labUtilization()
                    .popularLabsAsync()
                    .thenApply(failed ->
                            client.labUtilization().utilization().error().code())
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertThat(inCallback).isEqualTo(ErrorCode.DEADLINE);
        }
    }

    @Test
    void aClientThatCannotBeMadeLeavesNoThread(@TempDir Path directory) throws Exception {
        Path headers = Files.writeString(directory.resolve("headers"), "* X-Campus: north");
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        assertThatThrownBy(() -> IntegrationClient.builder()
                        .config(TestClients.config(campus)
                                .upstreamHeadersFile(headers)
                                .build())
                        .circuitBreakers(service -> {
                            throw new IllegalStateException("no breaker");
                        })
                        .build())
                .hasMessageContaining("no breaker");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("integration-files");
    }
}
