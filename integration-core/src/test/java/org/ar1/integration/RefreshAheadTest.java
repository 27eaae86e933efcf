package org.ar1.integration;

import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshAheadTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:01:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    /** The rounds to come: each is put here when the one before it has ended. */
    private final BlockingQueue<Runnable> rounds = new LinkedBlockingQueue<>();

    private final Delay delay = (task, wait) -> {
        if (!wait.equals(PAUSE)) {
            return () -> {};
        }
        rounds.add(task);
        return () -> rounds.remove(task);
    };
    private final BlockingQueue<SourceRead> reads = new LinkedBlockingQueue<>();
    private SampleCampus campus;
    private IntegrationClient client;

    @BeforeEach
    void start() throws InterruptedException {
        campus = SampleCampus.builder().now(NOW).historyDays(1).start();
        client = IntegrationClient.builder()
                .config(TestClients.config(campus).refreshAhead(true).build())
                .clock(clock::get)
                .delay(delay)
                .listener(new IntegrationListener() {
                    @Override
                    public void sourceRead(SourceRead read) {
                        reads.add(read);
                    }
                })
                .build();
        rounds.put(nextRound());
        campus.resetCounts();
    }

    @AfterEach
    void stop() {
        client.close();
        campus.close();
    }

    private Runnable nextRound() throws InterruptedException {
        Runnable round = rounds.poll(1, TimeUnit.MINUTES);
        assertThat(round).as("the next round").isNotNull();
        return round;
    }

    private void runRound(Duration later) throws InterruptedException {
        clock.set(clock.get().plus(later));
        nextRound().run();
        rounds.put(nextRound());
    }

    private List<SourceStatus> sources() {
        return Stream.concat(
                        client.labUtilization().report().sources().stream(),
                        client.serverAllocation().report().sources().stream())
                .toList();
    }

    private int requests() {
        return Stream.of(SampleService.values()).mapToInt(campus::requests).sum();
    }

    @Test
    void theFirstReportComesFromMemory() {
        assertThat(sources()).allMatch(source -> source.outcome() == Outcome.CACHED);
        assertThat(requests()).isZero();
    }

    @Test
    void aValueIsFetchedAgainBeforeItIsOld() throws InterruptedException {
        runRound(Duration.ofMinutes(4));
        assertThat(campus.requests(SampleService.RESOURCE_ALLOCATION)).isEqualTo(2);
        assertThat(campus.requests(SampleService.PERFORMANCE))
                .as("of the histories")
                .isZero();
        runRound(Duration.ofMinutes(4));
        assertThat(campus.requests(SampleService.PERFORMANCE)).isPositive();
        int asked = requests();

        clock.set(clock.get().plusSeconds(54));
        assertThat(sources()).allMatch(source -> source.outcome() == Outcome.CACHED);
        assertThat(requests()).isEqualTo(asked);
    }

    @Test
    void aValueThatIsYoungIsLeftAlone() throws InterruptedException {
        runRound(Duration.ofMinutes(4).minusSeconds(1));

        assertThat(requests()).isZero();
    }

    @Test
    void anAbsenceIsFetchedAgainBeforeItExpiresToo() throws InterruptedException {
        runRound(Duration.ofMinutes(4).minusSeconds(1));
        assertThat(campus.requests(SampleService.PERFORMANCE_REPORTING)).isZero();
        runRound(Duration.ofSeconds(1));

        assertThat(campus.requests(SampleService.PERFORMANCE_REPORTING, "/performance/lab/cobol"))
                .isEqualTo(1);
    }

    @Test
    void aServiceThatFailsAheadOfTimeCostsNobodyHisFreshValue() throws InterruptedException {
        campus.fault(SampleService.RESOURCE_ALLOCATION, Fault.refused());
        runRound(Duration.ofMinutes(4));

        assertThat(client.serverAllocation().servers().outcome()).isEqualTo(Outcome.CACHED);
        campus.heal(SampleService.RESOURCE_ALLOCATION);
        runRound(PAUSE);
        assertThat(client.serverAllocation().servers().fetchedAt()).isEqualTo(clock.get());
    }

    @Test
    void noReadIsToldOf() {
        assertThat(reads).isEmpty();
    }

    @Test
    void itEndsWithTheClient() {
        client.close();

        assertThat(rounds).isEmpty();
    }

    @Test
    void itGoesOnWhereTheDelayRefusesAndARoundCannotBegin() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(3);
        Delay refusing = (task, wait) -> {
            throw new RejectedExecutionException("no more tasks");
        };
        RefreshAhead ahead = RefreshAhead.start(
                () -> {
                    begun.countDown();
                    throw new IllegalStateException("cannot begin");
                },
                refusing,
                Duration.ofNanos(1));

        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        ahead.close();
    }
}
