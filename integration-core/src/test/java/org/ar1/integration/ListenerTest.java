package org.ar1.integration;

import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.AttemptStarted;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.event.RetryScheduled;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener is told while the services work and while they do not. */
@Timeout(60)
class ListenerTest {

    private static final Instant START = Instant.parse("2026-11-16T09:01:00Z");
    private static final String POPULAR = "popular";

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final RecordingListener told = new RecordingListener();
    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().now(START).historyDays(1).start();
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    private IntegrationConfigBuilder config() {
        return TestClients.config(campus).cacheDuration(Duration.ofSeconds(30));
    }

    private IntegrationClient client() {
        return client(config());
    }

    private IntegrationClient client(IntegrationConfigBuilder config) {
        return builder(config).listener(told).build();
    }

    private IntegrationClient.Builder builder(IntegrationConfigBuilder config) {
        return IntegrationClient.builder().config(config.build()).clock(clock::get);
    }

    private void later(int seconds) {
        clock.set(clock.get().plusSeconds(seconds));
    }

    private static Outcome popular(IntegrationClient client) {
        return client.labUtilization().popularLabs().outcome();
    }

    /** The same event with no duration, which is not known before. */
    private static Object timeless(Object event) {
        if (event instanceof AttemptEnded ended) {
            assertThat(ended.duration()).isPositive();
            return ended(ended.error(), ended.status().orElse(0), ended.number());
        }
        return event;
    }

    private static AttemptStarted started(int number) {
        return new AttemptStarted(LAB_MONITORING, POPULAR, number, 1);
    }

    private static AttemptEnded ended(ErrorCode error, int status, int number) {
        return new AttemptEnded(
                LAB_MONITORING,
                POPULAR,
                number,
                Duration.ZERO,
                error,
                status == 0 ? java.util.OptionalInt.empty() : java.util.OptionalInt.of(status),
                0);
    }

    private static SourceRead read(Outcome outcome, Duration age) {
        return new SourceRead(LAB_MONITORING, POPULAR, outcome, age);
    }

    @Test
    void aMissIsAnAttemptAFetchAndARead() {
        try (IntegrationClient client = client()) {
            assertThat(popular(client)).isEqualTo(Outcome.LIVE);

            assertThat(told.await(4))
                    .extracting(ListenerTest::timeless)
                    .containsExactly(
                            started(1),
                            ended(null, 200, 1),
                            new FetchEnded(LAB_MONITORING, POPULAR, false, null, 1, null),
                            read(Outcome.LIVE, Duration.ZERO));
        }
    }

    @Test
    void aHitIsAReadWithItsAge() {
        try (IntegrationClient client = client()) {
            popular(client);
            told.await(4);
            told.clear();
            later(7);

            assertThat(popular(client)).isEqualTo(Outcome.CACHED);

            assertThat(told.await(1)).containsExactly(read(Outcome.CACHED, Duration.ofSeconds(7)));
        }
    }

    @Test
    void aFailureIsToldWithItsRetriesAndWhenTheSourceIsAskedAgain() {
        campus.fault(SampleService.LAB_MONITORING, Fault.status(503));
        try (IntegrationClient client = client(config().maxRetries(1).initialBackoff(Duration.ofSeconds(10)))) {
            assertThat(popular(client)).isEqualTo(Outcome.FAILED);

            assertThat(told.await(7))
                    .extracting(ListenerTest::timeless)
                    .containsExactly(
                            started(1),
                            ended(ErrorCode.HTTP_STATUS, 503, 1),
                            new RetryScheduled(LAB_MONITORING, POPULAR, 1, ErrorCode.HTTP_STATUS, Duration.ofMillis(1)),
                            started(2),
                            ended(ErrorCode.HTTP_STATUS, 503, 2),
                            new FetchEnded(
                                    LAB_MONITORING, POPULAR, false, ErrorCode.HTTP_STATUS, 2, START.plusSeconds(10)),
                            read(Outcome.FAILED, null));
        }
    }

    @Test
    void anAttemptWithoutAnAnswerHasNoStatus() {
        campus.fault(SampleService.LAB_MONITORING, Fault.refused());
        try (IntegrationClient client = client()) {
            assertThat(popular(client)).isEqualTo(Outcome.FAILED);

            assertThat(told.await(AttemptEnded.class, 1))
                    .extracting(ListenerTest::timeless)
                    .containsExactly(ended(ErrorCode.CONNECT, 0, 1));
        }
    }

    @Test
    void anAttemptWhoseBodyIsWrongHasOne() {
        campus.fault(SampleService.LAB_MONITORING, Fault.wrongShape());
        try (IntegrationClient client = client()) {
            assertThat(popular(client)).isEqualTo(Outcome.FAILED);

            assertThat(told.await(AttemptEnded.class, 1))
                    .extracting(ListenerTest::timeless)
                    .containsExactly(ended(ErrorCode.DECODE, 200, 1));
        }
    }

    @Test
    void aStaleValueAndTheRecoveryAreTold() {
        try (IntegrationClient client = client()) {
            popular(client);
            campus.fault(SampleService.LAB_MONITORING, Fault.status(404));
            for (int i = 1; i <= 2; i++) {
                later(60);
                assertThat(popular(client)).isEqualTo(Outcome.STALE);
            }
            campus.heal(SampleService.LAB_MONITORING);
            later(60);
            assertThat(popular(client)).isEqualTo(Outcome.LIVE);

            assertThat(told.await(SourceRead.class, 4))
                    .containsExactly(
                            read(Outcome.LIVE, Duration.ZERO),
                            read(Outcome.STALE, Duration.ofMinutes(1)),
                            read(Outcome.STALE, Duration.ofMinutes(2)),
                            read(Outcome.LIVE, Duration.ZERO));
            assertThat(told.await(SourceRecovered.class, 1))
                    .containsExactly(new SourceRecovered(LAB_MONITORING, POPULAR, 2, START.plusSeconds(60)));
        }
    }

    @Test
    void aFetchBehindAReaderIsARefresh() {
        try (IntegrationClient client = client(config().staleWhileRevalidate(Duration.ofSeconds(30)))) {
            popular(client);
            later(40);
            assertThat(popular(client)).isEqualTo(Outcome.CACHED);

            assertThat(told.await(FetchEnded.class, 2))
                    .extracting(FetchEnded::refresh)
                    .containsExactly(false, true);
            assertThat(told.await(SourceRead.class, 2))
                    .containsExactly(read(Outcome.LIVE, Duration.ZERO), read(Outcome.CACHED, Duration.ofSeconds(40)));
        }
    }

    @Test
    void anOpenBreakerIsToldAndWhatItKeepsFromBeingAsked() {
        campus.fault(SampleService.LAB_MONITORING, Fault.status(500));
        try (IntegrationClient client = client()) {
            for (int i = 0; i < 21; i++) {
                assertThat(popular(client)).isEqualTo(Outcome.FAILED);
            }

            assertThat(told.await(CircuitBreakerChanged.class, 1))
                    .containsExactly(new CircuitBreakerChanged(LAB_MONITORING, CircuitBreakerChanged.State.OPEN));
            List<FetchEnded> fetches = told.await(FetchEnded.class, 21);
            assertThat(fetches.get(20))
                    .isEqualTo(new FetchEnded(LAB_MONITORING, POPULAR, false, ErrorCode.CIRCUIT_OPEN, 0, null));
            assertThat(told.await(AttemptStarted.class, 20)).hasSize(20);
        }
    }

    @Test
    void eachSourceOfAReportIsReadOnceHoweverOftenItIsWaitedFor() {
        try (IntegrationClient client = client()) {
            LabUtilizationReport all = client.labUtilization().report();
            assertThat(reads(5 + all.labUsage().size()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "catalogue live", 1L,
                            "trends live", 1L,
                            "trends-7 live", 1L,
                            "popular live", 1L,
                            "over-under-utilized live", 1L,
                            "usage/lab live", (long) all.labUsage().size()));

            ServerAllocationReport docker = client.serverAllocation().report("docker");
            assertThat(docker.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(reads(6))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "catalogue cached", 1L,
                            "servers live", 1L,
                            "allocations live", 1L,
                            "server-stats live", 1L,
                            "peaks live", 1L,
                            "performance/lab live", 1L));
        }
    }

    @Test
    void aReportIsToldWhenItIsBuiltAndNotWhenItIsReturnedAgain() {
        try (IntegrationClient client = client()) {
            Set<Object> different = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int i = 0; i < 5; i++) {
                different.add(client.labUtilization().report());
            }
            LabUtilizationReport docker = client.labUtilization().report("docker");

            List<ReportBuilt> built = told.await(ReportBuilt.class, different.size() + 1);

            assertThat(different).as("the first may be built twice").hasSizeBetween(1, 2);
            assertThat(built).filteredOn(report -> report.labType() == null).hasSize(different.size());
            assertThat(built)
                    .filteredOn(report -> report.labType() == null)
                    .allSatisfy(report -> assertThat(different).contains(report.report()));
            assertThat(built)
                    .filteredOn(report -> report.labType() != null)
                    .containsExactly(new ReportBuilt(docker, "docker"));
        }
    }

    /** How often each resource was read with which outcome; forgets it then. */
    private Map<String, Long> reads(int count) {
        Map<String, Long> reads = told.await(SourceRead.class, count).stream()
                .collect(Collectors.groupingBy(
                        read -> read.resource() + " " + read.outcome().id(), Collectors.counting()));
        told.clear();
        return reads;
    }

    @Test
    void aDenialIsToldOnceItIsVerified() {
        try (IntegrationClient client = client()) {
            assertThat(client.labUtilization().labUsage("cobol").outcome()).isEqualTo(Outcome.LIVE);
            told.await(SourceRead.class, 1);
            assertThat(client.labUtilization().labUsage("docker").outcome()).isEqualTo(Outcome.LIVE);
            told.await(SourceRead.class, 2);
            told.clear();
            later(60);
            campus.fault(SampleService.USER_PROGRESS, Fault.status(500));

            assertThat(client.labUtilization().labUsage("docker").outcome()).isEqualTo(Outcome.STALE);

            assertThat(told.await(SourceRead.class, 1))
                    .containsExactly(
                            new SourceRead(USAGE_ANALYTICS, "usage/lab", Outcome.STALE, Duration.ofMinutes(1)));
        }
    }

    @Test
    void attemptsAtOnceAreCounted() {
        try (IntegrationClient client = client()) {
            client.labUtilization().report();

            int requests = Arrays.stream(SampleService.values())
                    .mapToInt(campus::requests)
                    .sum();
            assertThat(told.await(AttemptStarted.class, requests))
                    .hasSize(requests)
                    .extracting(AttemptStarted::inFlight)
                    .allMatch(count -> count >= 1 && count <= 8);
            List<AttemptEnded> ended = told.await(AttemptEnded.class, requests);
            assertThat(ended.stream()
                            .filter(attempt -> attempt.service() == USAGE_ANALYTICS)
                            .reduce((first, second) -> second)
                            .orElseThrow()
                            .inFlight())
                    .isZero();
        }
    }

    @Test
    void severalListenersAreAllTold() {
        RecordingListener second = new RecordingListener();
        try (IntegrationClient client =
                builder(config()).listener(told).listener(second).build()) {
            popular(client);
            second.await(4);
            assertThat(told.await(4)).isEqualTo(second.all());
        }
        assertThatNullPointerException().isThrownBy(() -> builder(config()).listener(null));
    }

    @Test
    void aListenerThatBlocksHoldsNoCallUp() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        IntegrationListener blocking = new IntegrationListener() {
            @Override
            public void attemptStarted(AttemptStarted event) {
                blocked.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (IntegrationClient client =
                builder(config()).listener(blocking).listener(told).build()) {
            assertThat(client.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(blocked.getCount()).isZero();
            assertThat(told.all()).isEmpty();
            released.countDown();
            told.await(SourceRead.class, 20);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNeitherCallsNorOtherListeners() {
        IntegrationListener throwing = new IntegrationListener() {
            @Override
            public void attemptStarted(AttemptStarted event) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void attemptEnded(AttemptEnded event) {
                throw new NoClassDefFoundError("broken");
            }
        };
        try (IntegrationClient client =
                builder(config()).listener(throwing).listener(told).build()) {
            assertThat(popular(client)).isEqualTo(Outcome.LIVE);
            assertThat(told.await(4)).hasSize(4);
        }
    }

    @Test
    @Timeout(60)
    void closeTellsHowWhatWasInFlightEnded() {
        campus.fault(SampleService.LAB_MONITORING, Fault.silent());
        IntegrationClient client = client();
        client.labUtilization().popularLabsAsync();
        told.await(AttemptStarted.class, 1);
        while (campus.requests(SampleService.LAB_MONITORING) == 0) { // the first attempt is told before it is sent
            Thread.onSpinWait();
        }

        client.close();

        assertThat(told.all()).extracting(ListenerTest::timeless).contains(ended(ErrorCode.INTERNAL, 0, 1));
        List<Object> atClose = told.all();
        campus.heal(SampleService.LAB_MONITORING);
        assertThat(told.all()).isEqualTo(atClose);
    }
}
