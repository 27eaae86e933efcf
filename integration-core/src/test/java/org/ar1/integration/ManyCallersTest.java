package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many callers of one client at the same time, over real connections. */
@Timeout(120)
class ManyCallersTest {

    private static final int THREADS = 1_000;

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

    private void assertEachIsAskedOnce() {
        for (SampleService service : SampleService.values()) {
            assertThat(campus.requestCounts(service))
                    .as(service.id())
                    .isNotEmpty()
                    .allSatisfy((path, count) -> assertThat(count).as(path).isEqualTo(1));
        }
    }

    /** What a report says, apart from when it was made and how its sources were had. */
    private static Object content(Object report) {
        if (report instanceof LabUtilizationReport use) {
            assertThat(use.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            return List.of(use.labUsage(), use.infrastructureInsights(), use.correlation(), use.coverage());
        }
        ServerAllocationReport servers = (ServerAllocationReport) report;
        assertThat(servers.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
        return List.of(servers.labs(), servers.infrastructure(), servers.coverage());
    }

    @Test
    void aThousandCallersOfAColdReportAreOneFetchOfEachResource() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier together = new CyclicBarrier(THREADS);
        try (IntegrationClient client = TestClients.client(campus)) {
            List<Future<Object>> reports = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                boolean use = i % 2 == 0;
                reports.add(callers.submit(() -> {
                    together.await();
                    return use
                            ? client.labUtilization().report()
                            : client.serverAllocation().report();
                }));
            }
            List<Object> contents = new ArrayList<>();
            for (Future<Object> report : reports) {
                contents.add(content(report.get()));
            }
            assertThat(contents.stream().distinct()).hasSize(2);
            assertEachIsAskedOnce();
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whoeverCancelsAReportOrHasNoTimeForItHarmsNobodyElse() {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.silent());
        }
        try (IntegrationClient client = TestClients.client(campus)) {
            List<CompletableFuture<?>> cancelled = new ArrayList<>();
            List<CompletableFuture<?>> impatient = new ArrayList<>();
            List<CompletableFuture<?>> staying = new ArrayList<>();
            for (List<CompletableFuture<?>> some : List.of(cancelled, staying, impatient, staying)) {
                for (int i = 0; i < 25; i++) {
                    some.add(client.labUtilization()
                            .reportAsync(ReportRequest.all())
                            .toCompletableFuture());
                    some.add(client.serverAllocation()
                            .reportAsync(ReportRequest.all())
                            .toCompletableFuture());
                    some.add(client.labUtilization().popularLabsAsync().toCompletableFuture());
                }
            }
            cancelled.forEach(report -> report.cancel(true));
            impatient.forEach(report -> report.orTimeout(1, TimeUnit.NANOSECONDS));
            impatient.forEach(report -> assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(report::join)
                    .withCauseInstanceOf(TimeoutException.class));
            cancelled.forEach(report ->
                    assertThatExceptionOfType(CancellationException.class).isThrownBy(report::join));
            assertThat(staying).noneMatch(CompletableFuture::isDone);

            campus.healAll();

            assertThat(staying.stream()
                            .map(CompletableFuture::join)
                            .filter(given ->
                                    given instanceof LabUtilizationReport || given instanceof ServerAllocationReport)
                            .map(ManyCallersTest::content)
                            .distinct())
                    .hasSize(2);
            assertEachIsAskedOnce();
        }
    }

    static Stream<Fault> faultsThatHoldUp() {
        return Stream.of(
                Fault.silent(),
                Fault.stalledBody(),
                Fault.latency(Duration.ofMinutes(5)),
                Fault.drippingBody(Duration.ofMillis(100)));
    }

    /** Calls again and again until the client is closed; an answer it is, or one of the exceptions that are documented. */
    private static int callUntilClosed(IntegrationClient client, int caller) {
        List<Supplier<Object>> calls = List.of(
                () -> client.labUtilization().report(),
                () -> client.serverAllocation().report(),
                () -> client.serverAllocation().report("docker"),
                () -> client.labUtilization().labUsage("docker"),
                () -> client.serverAllocation().labPerformance("docker"),
                () -> client.serverAllocation().serverStatistics(),
                () -> client.labUtilization()
                        .reportAsync(ReportRequest.all())
                        .toCompletableFuture()
                        .join());
        int answers = 0;
        while (true) {
            try {
                assertThat(calls.get((caller + answers) % calls.size()).get()).isNotNull();
                answers++;
            } catch (UndeterminedLabTypeException noSourceAnswered) {
                answers++;
            } catch (IllegalStateException closed) {
                assertThat(closed).hasMessageContaining("closed");
                return answers;
            }
        }
    }

    private static boolean isAnyConnectionOpen() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(name -> name.startsWith("sample-campus-") && name.endsWith("-connection"));
    }

    @ParameterizedTest
    @MethodSource("faultsThatHoldUp")
    void everyCallerGoesOnAndEveryConnectionEndsWhenTheClientIsClosedDuringTheirCalls(Fault fault) throws Exception {
        int threads = 48;
        for (SampleService service : SampleService.values()) {
            campus.fault(service, fault);
        }
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            IntegrationClient client = TestClients.client(campus);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int caller = i;
                answers.add(callers.submit(() -> callUntilClosed(client, caller)));
            }
            await(() -> Stream.of(SampleService.values()).allMatch(service -> campus.requests(service) > 0));

            client.close();

            for (Future<Integer> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isNotNegative();
            }
            await(() -> !isAnyConnectionOpen());
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whoeverCallsInTheMomentOfTheEndGetsAnAnswerOrIsRefused() throws Exception {
        int threads = 16;
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        HttpClient http = HttpClient.newHttpClient();
        try {
            for (int round = 0; round < 10; round++) {
                IntegrationClient client = IntegrationClient.builder()
                        .config(TestClients.config(campus)
                                .cacheDuration(Duration.ZERO)
                                .build())
                        .httpClient(http)
                        .build();
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int caller = i;
                    answers.add(callers.submit(() -> callUntilClosed(client, caller)));
                }
                int enough = 3 * round;
                campus.resetCounts();
                await(() -> campus.requests(SampleService.USER_PROGRESS) >= enough);

                client.close();

                for (Future<Integer> answer : answers) {
                    assertThat(answer.get(30, TimeUnit.SECONDS)).isNotNegative();
                }
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
