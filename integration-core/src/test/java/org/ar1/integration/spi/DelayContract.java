package org.ar1.integration.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.spi.Delay.Pending;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Delay} does, as tests: extend it, and give it a delay. JUnit Jupiter and AssertJ have to be on the class
 * path.
 */
public abstract class DelayContract {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    /** For the test of an implementation. */
    protected DelayContract() {}

    /**
     * The delay under test.
     *
     * @return the same one throughout a test
     */
    protected abstract Delay delay();

    private void awaitShortWait() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        delay().run(() -> over.complete(null), SHORT);
        over.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void runsATaskOnceAndNotBeforeItsTime() {
        long start = System.nanoTime();
        AtomicInteger runs = new AtomicInteger();
        CompletableFuture<Long> ran = new CompletableFuture<>();
        delay().run(
                        () -> {
                            runs.incrementAndGet();
                            ran.complete(System.nanoTime() - start);
                        },
                        SHORT);

        assertThat(ran.orTimeout(30, TimeUnit.SECONDS).join()).isGreaterThanOrEqualTo(SHORT.toNanos());
        awaitShortWait();
        assertThat(runs).hasValue(1);
    }

    @Test
    void aWaitMayBeNone() {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        delay().run(() -> ran.complete(null), Duration.ZERO);

        assertThat(ran.orTimeout(30, TimeUnit.SECONDS)).isNotCancelled().succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aTaskThatIsWithdrawnDoesNotRun() {
        AtomicInteger runs = new AtomicInteger();
        Pending pending = delay().run(runs::incrementAndGet, SHORT.multipliedBy(5));
        pending.cancel();
        pending.cancel();
        for (int wait = 0; wait < 10; wait++) {
            awaitShortWait();
        }

        assertThat(runs).hasValue(0);
    }

    @Test
    void aTaskThatHasRunMayBeWithdrawn() {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        Pending pending = delay().run(() -> ran.complete(null), Duration.ZERO);
        ran.orTimeout(30, TimeUnit.SECONDS).join();

        pending.cancel();
    }

    @Test
    void aTaskThatThrowsCostsNoOther() {
        delay().run(
                        () -> {
                            throw new IllegalStateException("a task that throws");
                        },
                        Duration.ZERO);

        awaitShortWait();
    }

    @Test
    void aLongWaitHoldsUpNoShortOne() {
        Pending pending = delay().run(() -> {}, LONG);

        awaitShortWait();
        pending.cancel();
    }
}
