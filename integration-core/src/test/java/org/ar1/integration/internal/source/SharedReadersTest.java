package org.ar1.integration.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.SecondLevel.Found;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.InMemorySharedCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas read one source through one shared cache. */
class SharedReadersTest {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock();
    private final InMemorySharedCache shared = new InMemorySharedCache(clock);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean oneIsDead;
    private final Replica one = new Replica();
    private final Replica other = new Replica();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private final class Replica {
        private final IntegrationConfig config = IntegrationConfig.builder()
                .cacheDuration(FRESH)
                .staleWhileRevalidate(WINDOW)
                .refreshPatience(Duration.ZERO)
                .sharedCacheTimeout(Duration.ofMinutes(1))
                .build();
        private final FakeLoader loader = new FakeLoader();
        private final SharedLevel level;
        private final SourceReader reader;

        private final Source<String> source = new Source<>(
                "key",
                UpstreamService.PERFORMANCE,
                "stats",
                loader::load,
                value -> null,
                Source.Lifetime.USUAL,
                EntryJson.of(String.class));

        Replica() {
            this(Runnable::run);
        }

        Replica(Executor decoding) {
            level = new SharedLevel(
                    shared,
                    CallChains.sharedCacheBreaker(),
                    config,
                    Duration.ofHours(24),
                    clock,
                    decoding,
                    this::delay,
                    Events.none());
            reader = new SourceReader(
                    new CaffeineCache(Duration.ofHours(24)),
                    level,
                    config,
                    clock,
                    service -> new ServiceActivity(),
                    Runnable::run,
                    Events.none());
        }

        private Delay.Pending delay(Runnable task, Duration wait) {
            ScheduledFuture<?> pending = timer.schedule(
                    () -> {
                        if (!oneIsDead || !equals(one)) {
                            task.run();
                        }
                    },
                    wait.toMillis(),
                    TimeUnit.MILLISECONDS);
            return () -> pending.cancel(false);
        }

        CompletableFuture<Sourced<String>> read() {
            return reader.read(source, Deadline.in(Duration.ofHours(1)));
        }

        void answer(String value) {
            loader.last().complete(Reply.of(value, 10, "\"" + value + "\""));
        }

        void fail() {
            loader.last().completeExceptionally(new CallFailure(ErrorCode.TIMEOUT, "It did not answer", true));
        }

        Sourced<String> fetched(String value) {
            CompletableFuture<Sourced<String>> read = read();
            answer(value);
            return read.join();
        }
    }

    private static void assertGiven(Sourced<String> sourced, String value, Outcome outcome, Instant fetchedAt) {
        assertThat(sourced.orNull()).isEqualTo(value);
        assertThat(sourced.outcome()).isEqualTo(outcome);
        assertThat(sourced.fetchedAt()).isEqualTo(fetchedAt);
    }

    @Test
    void whatOneHasFetchedTheOtherHas() {
        assertGiven(one.fetched("A"), "A", Outcome.LIVE, ManualClock.START);
        clock.advance(Duration.ofMinutes(1));

        assertGiven(other.read().join(), "A", Outcome.CACHED, ManualClock.START);
        assertThat(other.loader.count()).isZero();
    }

    @Test
    void whatOneWithAFasterClockHasFetchedTheOtherHas() {
        clock.advance(Duration.ofNanos(123_456));
        one.level.publish(
                one.source.slot(),
                new CacheEntry("A", ManualClock.START.plusSeconds(1), null, null, 64),
                Lease.UNSHARED);
        CompletableFuture<Sourced<String>> reading = other.read();

        assertThat(other.loader.count()).isZero();
        assertGiven(reading.join(), "A", Outcome.CACHED, ManualClock.START);
    }

    @Test
    void aValueThatIsFoundLateIsAsGoodAsOneFoundAtOnce() {
        one.fetched("A");
        CompletableFuture<Void> slow = new CompletableFuture<>();
        Replica slowly = new Replica(command -> slow.thenRun(command));
        CompletableFuture<Sourced<String>> reading = slowly.read();
        slow.complete(null);

        assertGiven(reading.join(), "A", Outcome.CACHED, ManualClock.START);
    }

    @Test
    void theOtherWaitsWhileOneFetches() {
        one.read();
        CompletableFuture<Sourced<String>> waiting = other.read();
        assertThat(waiting).isNotDone();
        one.answer("A");

        assertGiven(waiting.join(), "A", Outcome.CACHED, ManualClock.START);
        assertThat(other.loader.count()).isZero();
    }

    @Test
    void theOtherFetchesWhenOneHasFailed() {
        one.read();
        CompletableFuture<Sourced<String>> waiting = other.read();
        one.fail();
        other.loader.awaitCount(1);
        other.answer("B");

        assertGiven(waiting.join(), "B", Outcome.LIVE, ManualClock.START);
    }

    @Test
    void theOtherFetchesWhenOneHasDied() {
        one.read();
        oneIsDead = true;
        CompletableFuture<Sourced<String>> waiting = other.read();
        clock.advance(Duration.ofSeconds(3));
        other.loader.awaitCount(1);
        other.answer("B");

        assertGiven(waiting.join(), "B", Outcome.LIVE, ManualClock.START.plusSeconds(3));
    }

    @Test
    void aRefreshBehindReadersIsOneForAll() {
        one.fetched("A");
        other.read().join();
        clock.advance(FRESH);

        assertGiven(one.read().join(), "A", Outcome.CACHED, ManualClock.START);
        assertGiven(other.read().join(), "A", Outcome.CACHED, ManualClock.START);
        assertThat(one.loader.count()).isEqualTo(2);
        one.answer("B");
        assertGiven(one.read().join(), "B", Outcome.CACHED, clock.instant());
        assertThat(other.loader.count()).isZero();
    }

    @Test
    void whoStartsLaterGetsAValueOfTheWindowAtOnceAndRefreshesIt() {
        one.fetched("A");
        clock.advance(FRESH);

        assertGiven(other.read().join(), "A", Outcome.CACHED, ManualClock.START);
        assertThat(other.loader.count()).isEqualTo(1);
        other.answer("B");
        assertGiven(other.read().join(), "B", Outcome.CACHED, clock.instant());
    }

    @Test
    void whoStartsLaterHasTheLastGoodValueToShow() {
        one.fetched("A");
        clock.advance(FRESH.plus(WINDOW));

        assertGiven(other.read().join(), "A", Outcome.STALE, ManualClock.START);
        assertThat(other.loader.count()).isEqualTo(1);
    }

    @Test
    void whoStartsLaterNeedNotFetchWhatHasNotChanged() {
        one.fetched("A");
        clock.advance(FRESH.plus(WINDOW));
        other.read();
        other.loader.last().complete(Reply.stillRight());

        assertGiven(other.read().join(), "A", Outcome.CACHED, clock.instant());
    }

    @Test
    void theSuccessOfOneEndsTheFailureOfTheOther() {
        CompletableFuture<Sourced<String>> failing = other.read();
        other.fail();
        assertThat(failing.join().outcome()).isEqualTo(Outcome.FAILED);
        clock.advance(Duration.ofSeconds(5));
        one.fetched("A");
        clock.advance(Duration.ofSeconds(5));

        assertGiven(other.read().join(), "A", Outcome.CACHED, ManualClock.START.plusSeconds(5));
        assertThat(other.loader.count()).isEqualTo(1);
        assertThat(other.reader.nextRetry()).isEmpty();
    }

    @Test
    void anAbsenceIsSharedAsAValueIs() {
        CompletableFuture<Sourced<String>> asking = one.read();
        CompletableFuture<Sourced<String>> waiting = other.read();
        one.loader.last().complete(Reply.absent());

        assertGiven(asking.join(), null, Outcome.LIVE, ManualClock.START);
        assertGiven(waiting.join(), null, Outcome.CACHED, ManualClock.START);
        assertThat(other.loader.count()).isZero();
    }

    @Test
    void aReportOfASourceThatFailsIsToBeBuiltAgainAfterTheNextLook() {
        SourceStatus line = new SourceStatus(
                other.source.service(), other.source.resource(), Outcome.FAILED, null, null, null, 0, null, null);
        other.read();
        other.fail();
        other.read();

        assertThat(other.reader.nextChange(List.of(line), clock.instant()))
                .isEqualTo(clock.instant().plusSeconds(1));
    }

    @Test
    void aReplicaThatBacksOffStillLearnsWhatTheOtherFetches() {
        other.read();
        other.fail();
        clock.advance(Duration.ofSeconds(5));
        one.fetched("A");

        assertGiven(other.read().join(), "A", Outcome.CACHED, clock.instant());
        assertThat(other.loader.count()).isEqualTo(1);
        assertThat(other.reader.nextRetry()).isEmpty();
    }

    private void publishes(String value, Duration age) {
        one.level.publish(
                one.source.slot(), new CacheEntry(value, clock.instant().minus(age), null, null, 64), Lease.UNSHARED);
    }

    @Test
    void aReplicaThatBacksOffAndFindsAnExpiredValueServesItAsStale() {
        other.read();
        other.fail();
        publishes("A", FRESH.plus(WINDOW));

        Sourced<String> read = other.read().join();
        assertGiven(read, "A", Outcome.STALE, clock.instant().minus(FRESH).minus(WINDOW));
        assertThat(read.error()).isNotNull();
        assertThat(other.loader.count()).isEqualTo(1);
    }

    @Test
    void aReplicaThatBacksOffDoesNotServeWhatIsOlderThanTheLimit() {
        other.read();
        other.fail();
        publishes("A", Duration.ofHours(24).plusMillis(1));

        assertThat(other.read().join().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aReaderThatNeedsAFetchGetsOneAlthoughALookFindsAnExpiredValue() {
        List<Runnable> held = new ArrayList<>();
        AtomicBoolean holding = new AtomicBoolean();
        Replica slow = new Replica(task -> {
            if (holding.get()) {
                held.add(task);
            } else {
                task.run();
            }
        });
        slow.read();
        slow.fail();
        publishes("A", FRESH.plus(WINDOW));
        holding.set(true);
        CompletableFuture<Sourced<String>> looking = slow.read();
        clock.advance(Duration.ofSeconds(10));
        CompletableFuture<Sourced<String>> fetching = slow.read();
        holding.set(false);
        held.forEach(Runnable::run);

        assertThat(slow.loader.count()).isEqualTo(2);
        slow.answer("B");
        // Or stale, on a machine that takes longer than the patience.
        assertThat(fetching.join().outcome()).isNotEqualTo(Outcome.CACHED);
        assertThat(looking.join().outcome()).isNotEqualTo(Outcome.CACHED);
    }

    @Test
    void aReplicaThatBacksOffServesItsLastGoodValueAtOnceAndLearnsBehindTheReader() {
        other.fetched("A");
        clock.advance(FRESH.plus(WINDOW));
        other.read();
        other.fail();
        one.fetched("B");

        assertGiven(other.read().join(), "A", Outcome.STALE, ManualClock.START);
        assertGiven(other.read().join(), "B", Outcome.CACHED, clock.instant());
    }

    @Test
    void whoHasWaitedForTheOtherUntilTheEndLeavesNothingBehind() {
        one.read();
        CompletableFuture<Sourced<String>> waiting =
                other.reader.read(other.source, Deadline.in(Duration.ofMillis(50)));

        assertThat(waiting.join().error().code()).isEqualTo(ErrorCode.DEADLINE);
        assertThat(other.reader.nextRetry()).isEmpty();
        one.answer("A");
        assertGiven(other.read().join(), "A", Outcome.CACHED, ManualClock.START);
    }

    @Test
    void whoIsClosedWhileItWaitsForTheOtherGoes() {
        one.read();
        CompletableFuture<Sourced<String>> waiting = other.read();
        other.reader.close();

        assertThat(waiting.join().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aReplicaThatFailsGivesItsLeaseBack() {
        one.read();
        one.fail();

        Found found = other.level.find(other.source.slot(), entry -> true).join();
        assertThat(Optional.ofNullable(found.lease())).isPresent();
    }

    @Test
    void aReplicaAtWhichAnErrorIsThrownGivesItsLeaseBack() {
        Source<String> broken = new Source<>(
                "key",
                UpstreamService.PERFORMANCE,
                "stats",
                context -> {
                    throw new NoClassDefFoundError("exhausted");
                },
                value -> null,
                Source.Lifetime.USUAL,
                EntryJson.of(String.class));
        Deadline deadline = Deadline.in(Duration.ofHours(1));
        assertThat(one.reader.read(broken, deadline).join().outcome()).isEqualTo(Outcome.FAILED);

        Found found = other.level.find(other.source.slot(), entry -> true).join();
        assertThat(Optional.ofNullable(found.lease())).isPresent();
    }
}
