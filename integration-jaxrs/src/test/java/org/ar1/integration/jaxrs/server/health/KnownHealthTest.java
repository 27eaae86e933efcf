package org.ar1.integration.jaxrs.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
                nanoTime::get);
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
    void theClientIsReadOnceASecond() {
        KnownHealth health = new KnownHealth(
                () -> {
                    reads.incrementAndGet();
                    return SOMETHING;
                },
                nanoTime::get);
        awaitSomething(health);
        nanoTime.addAndGet(999_999_999);
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
                nanoTime::get);
        awaitSomething(health);
        nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(health.now()).isEqualTo(SOMETHING);
    }
}
