package org.ar1.integration.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ar1.integration.event.EventsDropped;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {

    /** Does as it is told with the number of each event, which it takes from a recovery. */
    private static final class Numbers implements IntegrationListener {
        private final List<Integer> numbers = new CopyOnWriteArrayList<>();
        private final List<Long> dropped = new CopyOnWriteArrayList<>();
        private final CountDownLatch lossTold = new CountDownLatch(1);
        private volatile Consumer<Integer> then = number -> {};

        @Override
        public void sourceRecovered(SourceRecovered event) {
            numbers.add(event.failures());
            then.accept(event.failures());
        }

        @Override
        public void eventsDropped(EventsDropped event) {
            dropped.add(event.count());
            lossTold.countDown();
        }
    }

    /** Holds the thread that arrives, whether it is interrupted or not. */
    private static final class Gate {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        void pass() {
            arrived.countDown();
            boolean interrupted = false;
            while (opened.getCount() > 0) {
                try {
                    opened.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final Numbers listener = new Numbers();
    private final Gate gate = new Gate();
    private Events events = Events.to(List.of(listener), 5);

    @AfterEach
    void stop() {
        gate.opened.countDown();
        events.close();
    }

    private static void tell(Events events, int number) {
        events.tell(
                IntegrationListener::sourceRecovered,
                new SourceRecovered(UpstreamService.PERFORMANCE, "stats", number, Instant.EPOCH));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().equals("integration-events"))
                .count();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            Thread.onSpinWait();
        }
    }

    private void block() throws InterruptedException {
        listener.then = number -> gate.pass();
        tell(events, 0);
        gate.arrived.await();
    }

    @Test
    void withoutAListenerThereIsNothing() {
        Events none = Events.to(List.of());
        assertThat(none.areHeard()).isFalse();
        tell(none, 1);
        none.close();
        assertThat(threads()).isZero();
    }

    @Test
    void aListenerCostsAThreadFromTheFirstEventToTheEnd() throws Exception {
        assertThat(events.areHeard()).isTrue();
        assertThat(threads()).isZero();
        AtomicReference<Thread> thread = new AtomicReference<>();
        listener.then = number -> thread.set(Thread.currentThread());
        tell(events, 1);
        tell(events, 2);
        events.close();

        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getName()).isEqualTo("integration-events");
        await(() -> threads() == 0);
    }

    @Test
    void eventsArriveInTheirOrder() {
        events = Events.to(List.of(listener));
        IntStream.range(0, 5000).forEach(number -> tell(events, number));
        events.close();
        assertThat(listener.numbers).isEqualTo(IntStream.range(0, 5000).boxed().toList());
    }

    @Test
    void whatFindsNoRoomIsCountedAndToldWhenThereIsRoomAgain() throws Exception {
        block();
        for (int number = 1; number <= 12; number++) {
            tell(events, number);
        }
        gate.opened.countDown();
        assertThat(listener.lossTold.await(30, TimeUnit.SECONDS)).isTrue();
        events.close();

        assertThat(listener.numbers).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(listener.dropped).containsExactly(7L);
    }

    @Test
    void whatIsThrownEndsNothing() {
        listener.then = number -> {
            if (number == 1) {
                throw new IllegalStateException("broken");
            }
            throw new StackOverflowError("broken");
        };
        Numbers second = new Numbers();
        events = Events.to(List.of(listener, second));
        IntStream.range(0, 4).forEach(number -> tell(events, number));
        events.close();

        assertThat(listener.numbers).containsExactly(0, 1, 2, 3);
        assertThat(second.numbers).containsExactly(0, 1, 2, 3);
    }

    @Test
    void closeTellsWhatIsQueued() throws Exception {
        block();
        tell(events, 1);
        Thread closing = new Thread(events::close);
        closing.start();
        await(() -> closing.getState() == Thread.State.TIMED_WAITING);
        gate.opened.countDown();
        closing.join();

        assertThat(listener.numbers).containsExactly(0, 1);
    }

    @Test
    void afterCloseNothingIsTold() {
        tell(events, 1);
        events.close();
        tell(events, 2);
        events.close();

        assertThat(listener.numbers).containsExactly(1);
        assertThat(listener.dropped).isEmpty();
    }

    @Test
    void closeDoesNotWaitForEverForAListenerThatBlocks() throws Exception {
        Numbers second = new Numbers();
        List<Boolean> interrupted = new ArrayList<>();
        CountDownLatch left = new CountDownLatch(1);
        listener.then = number -> {
            gate.pass();
            interrupted.add(Thread.currentThread().isInterrupted());
            left.countDown();
        };
        events = Events.to(List.of(listener, second));
        tell(events, 0);
        gate.arrived.await();
        tell(events, 1);

        events.close();
        gate.opened.countDown();
        left.await();
        await(() -> threads() == 0);

        assertThat(interrupted).containsExactly(true);
        assertThat(listener.numbers).containsExactly(0);
        assertThat(second.numbers).isEmpty();
    }

    @Test
    void whoeverClosesAndIsInterruptedStaysInterrupted() throws Exception {
        block();
        Thread.currentThread().interrupt();
        events.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aListenerMayClose() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        listener.then = number -> {
            gate.pass();
            events.close();
            closed.countDown();
        };
        tell(events, 1);
        tell(events, 2);
        gate.opened.countDown();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        await(() -> threads() == 0);

        assertThat(listener.numbers).containsExactly(1);
    }
}
