package org.ar1.integration.jaxrs.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.jaxrs.server.IntegrationServerTest;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

class KnownHealthTest {

    private static final Map<UpstreamService, ServiceHealth> SOMETHING = Map.of(
            UpstreamService.PERFORMANCE,
            new ServiceHealth(
                    UpstreamService.PERFORMANCE,
                    CircuitBreakerChanged.State.OPEN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of()));

    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();

    /** A caller that does not get what it waits for within its patience gets it later. */
    private static void awaitSomething(KnownHealth health) {
        while (health.now().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void callersDoNotWaitForAClientThatDoesNotAnswerAndMakeNoSecondCall() {
        CountDownLatch answered = new CountDownLatch(1);
        KnownHealth health = new KnownHealth(
                () -> {
                    reads.incrementAndGet();
                    IntegrationServerTest.await(answered);
                    return SOMETHING;
                },
                nanoTime::get,
                PATIENCE);
        try {
            assertThat(health.now()).isEmpty();
            nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(health.now()).isEmpty();
        } finally {
            answered.countDown();
        }

        nanoTime.set(0);
        awaitSomething(health);
        assertThat(reads).hasValue(1);
    }

    @Test
    void aCallerThatComesDuringAReadWaitsForItToo() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        KnownHealth health = new KnownHealth(
                () -> {
                    reads.incrementAndGet();
                    IntegrationServerTest.await(answered);
                    return SOMETHING;
                },
                nanoTime::get,
                Duration.ofMinutes(1));
        List<Map<UpstreamService, ServiceHealth>> answers = new CopyOnWriteArrayList<>();
        List<Thread> callers = List.of(caller(health, answers), caller(health, answers));
        try {
            callers.forEach(KnownHealthTest::startUntilItWaits);
            assertThat(answers).isEmpty();
        } finally {
            answered.countDown();
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(answers).containsExactly(SOMETHING, SOMETHING);
        assertThat(reads).hasValue(1);
    }

    private static Thread caller(KnownHealth health, List<Map<UpstreamService, ServiceHealth>> answers) {
        return new Thread(() -> answers.add(health.now()));
    }

    private static void startUntilItWaits(Thread caller) {
        caller.start();
        while (caller.getState() != Thread.State.WAITING && caller.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theClientIsReadTenTimesASecondAtMost() {
        KnownHealth health = new KnownHealth(
                () -> {
                    reads.incrementAndGet();
                    return SOMETHING;
                },
                nanoTime::get,
                PATIENCE);
        awaitSomething(health);
        nanoTime.addAndGet(99_999_999);
        health.now();
        assertThat(reads).hasValue(1);

        nanoTime.addAndGet(1);
        while (reads.get() < 2) {
            health.now();
        }
        health.now();
        assertThat(reads).hasValue(2);
    }

    @Test
    void whatWasKnownIsGivenWhileTheClientFails() {
        KnownHealth health = new KnownHealth(
                () -> {
                    if (reads.incrementAndGet() > 1) {
                        throw new IllegalStateException("closed");
                    }
                    return SOMETHING;
                },
                nanoTime::get,
                PATIENCE);
        awaitSomething(health);
        nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(health.now()).isEqualTo(SOMETHING);
    }
}
