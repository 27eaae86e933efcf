package org.ar1.integration.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

/** What readers get in the window after freshness, past it, and while a source fails. */
class FreshnessTest {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private final FakeLoader loader = new FakeLoader();
    private final Source<String> source = new Source<>(
            "key",
            UpstreamService.LAB_MONITORING,
            "popular",
            loader::load,
            value -> null,
            Source.Lifetime.USUAL,
            EntryJson.of(String.class));
    private SourceReader reader =
            reader(IntegrationConfig.builder().refreshPatience(Duration.ZERO).build());

    private SourceReader reader(IntegrationConfig config) {
        return new SourceReader(
                new CaffeineCache(Duration.ofHours(24)),
                SecondLevel.NONE,
                config,
                clock,
                service -> new ServiceActivity(),
                Runnable::run,
                Events.none());
    }

    private CompletableFuture<Sourced<String>> reading() {
        return reader.read(source, Deadline.in(LONG));
    }

    private Sourced<String> read() {
        return reading().join();
    }

    private void answer(String value) {
        loader.last().complete(Reply.of(value, 1, null));
    }

    private void fail() {
        loader.last().completeExceptionally(new CallFailure(ErrorCode.TIMEOUT, "It did not answer in time", false));
    }

    private void given(String value) {
        CompletableFuture<Sourced<String>> reading = reading();
        answer(value);
        reading.join();
    }

    @Test
    void inTheWindowReadersGetTheValueAtOnceAndOneRefreshStartsBehindThem() {
        given("A");
        clock.advance(FRESH);

        for (int i = 0; i < 10; i++) {
            assertThat(read().outcome()).isEqualTo(Outcome.CACHED);
            assertThat(read().orNull()).isEqualTo("A");
        }
        assertThat(loader.count()).isEqualTo(2);

        answer("B");
        assertThat(read().orNull()).isEqualTo("B");
        assertThat(read().outcome()).isEqualTo(Outcome.CACHED);
        assertThat(loader.count()).isEqualTo(2);
    }

    @Test
    void theWindowIsAsLongAsFreshnessUnlessSet() {
        given("A");
        clock.advance(FRESH.plus(FRESH).minusMillis(1));
        assertThat(read().outcome()).isEqualTo(Outcome.CACHED);

        clock.advance(Duration.ofMillis(1));
        assertThat(read().outcome()).isEqualTo(Outcome.STALE);
        assertThat(read().error().code()).isEqualTo(ErrorCode.UNRESPONSIVE);
    }

    @Test
    void withoutAWindowReadersWaitForTheFetch() {
        reader = reader(IntegrationConfig.builder()
                .staleWhileRevalidate(Duration.ZERO)
                .refreshPatience(LONG)
                .build());
        given("A");
        clock.advance(FRESH);

        CompletableFuture<Sourced<String>> reading = reading();
        assertThat(reading).isNotDone();
        answer("B");
        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void aRefreshThatFailedMakesTheValueStaleWithItsReasonEvenInTheWindow() {
        given("A");
        clock.advance(FRESH);
        read();
        fail();

        assertThat(read().outcome()).isEqualTo(Outcome.STALE);
        assertThat(read().orNull()).isEqualTo("A");
        assertThat(read().error().code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void whileASourceFailsItIsAskedAfterTenSecondsThenTwiceAsLongUpToFiveMinutes() {
        List<Duration> waits = new ArrayList<>();
        CompletableFuture<Sourced<String>> first = reading();
        fail();
        assertThat(first.join().outcome()).isEqualTo(Outcome.FAILED);
        while (waits.size() < 8) {
            int asked = loader.count();
            Duration waited = Duration.ZERO;
            while (loader.count() == asked) {
                CompletableFuture<Sourced<String>> reading = reading();
                if (loader.count() == asked) {
                    assertThat(reading.join().outcome()).isEqualTo(Outcome.FAILED);
                    clock.advance(Duration.ofSeconds(5));
                    waited = waited.plusSeconds(5);
                }
            }
            fail();
            waits.add(waited);
        }
        assertThat(waits.stream().map(Duration::toSeconds)).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void theFirstSuccessEndsTheBackoff() {
        reading();
        fail();
        clock.advance(Duration.ofSeconds(10));
        reader.read(source, Deadline.in(LONG));
        answer("A");
        assertThat(read().orNull()).isEqualTo("A");

        clock.advance(FRESH.plus(FRESH));
        read();
        fail();
        assertThat(reader.nextRetry()).contains(Duration.ofSeconds(10));
    }

    @Test
    void aServiceThatAsksForALongerPauseGetsIt() {
        reading();
        loader.last()
                .completeExceptionally(new CallFailure(
                        ErrorCode.HTTP_STATUS, "It answered 503", true, true, Optional.of(Duration.ofSeconds(90))));

        assertThat(reader.nextRetry()).contains(Duration.ofSeconds(90));
        clock.advance(Duration.ofSeconds(89));
        read();
        assertThat(loader.count()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        reading();
        assertThat(loader.count()).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackLocksNothingOut() {
        reading();
        fail();
        clock.advance(Duration.ofHours(-1));

        reading();
        assertThat(loader.count()).isEqualTo(2);
    }

    @Test
    void withNothingElseToShowAReaderIsPatient() {
        CompletableFuture<Sourced<String>> reading = reading();
        assertThat(reading).isNotDone();
        answer("A");
        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void aValueOlderThanTheHardLimitIsNotShown() {
        given("A");
        clock.advance(Duration.ofHours(24));
        read();
        fail();
        assertThat(read().outcome()).isEqualTo(Outcome.STALE);

        clock.advance(Duration.ofMillis(1));
        assertThat(read().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(read().orNull()).isNull();
    }

    @Test
    void theSummaryOfAHistoryIsFreshForLonger() {
        Source<String> history = new Source<>(
                "history",
                UpstreamService.PERFORMANCE,
                "stats",
                loader::load,
                value -> null,
                Source.Lifetime.HISTORY,
                EntryJson.of(String.class));
        reader.read(history, Deadline.in(LONG));
        answer("A");
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        reader.read(history, Deadline.in(LONG));
        assertThat(loader.count()).isEqualTo(1);

        clock.advance(Duration.ofMillis(1));
        reader.read(history, Deadline.in(LONG));
        assertThat(loader.count()).isEqualTo(2);
    }

    @Test
    void whatTheServiceCallsUnchangedIsAsGoodAsFetched() {
        CompletableFuture<Sourced<String>> reading = reading();
        loader.last().complete(Reply.of("A", 1, "\"v1\""));
        reading.join();
        clock.advance(FRESH);
        read();
        loader.last().complete(Reply.stillRight());

        assertThat(read().orNull()).isEqualTo("A");
        assertThat(read().outcome()).isEqualTo(Outcome.CACHED);
        assertThat(read().fetchedAt()).isEqualTo(ManualClock.START.plus(FRESH));
    }

    @Test
    void anAbsenceIsFreshForAsLongAsAValueAndThenRefreshedBehindReaders() {
        reading();
        loader.last().complete(Reply.absent());
        clock.advance(FRESH.minusMillis(1));
        assertThat(read().outcome()).isEqualTo(Outcome.CACHED);
        assertThat(loader.count()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));

        assertThat(read().outcome()).isEqualTo(Outcome.CACHED);
        assertThat(read().orNull()).isNull();
        assertThat(loader.count()).isEqualTo(2);
        answer("A");
        assertThat(read().orNull()).isEqualTo("A");
    }

    @Test
    void anAbsenceIsKeptWhenItsRefreshFails() {
        reading();
        loader.last().complete(Reply.absent());
        clock.advance(FRESH);
        read();
        fail();

        assertThat(read().outcome()).isEqualTo(Outcome.STALE);
        assertThat(read().orNull()).isNull();
        assertThat(read().fetchedAt()).isEqualTo(ManualClock.START);
    }

    @Test
    void anAbsenceFoundBehindReadersReplacesTheValue() {
        given("A");
        clock.advance(FRESH);
        read();
        loader.last().complete(Reply.absent());

        assertThat(read().outcome()).isEqualTo(Outcome.CACHED);
        assertThat(read().orNull()).isNull();
        assertThat(read().fetchedAt()).isEqualTo(clock.instant());
    }

    @Test
    void aReaderWaitsForAsLongAsTheServiceAnswersOtherCalls() {
        ServiceActivity activity = new ServiceActivity();
        reader = new SourceReader(
                new CaffeineCache(Duration.ofHours(24)),
                SecondLevel.NONE,
                IntegrationConfig.builder().refreshPatience(Duration.ofHours(1)).build(),
                clock,
                service -> activity,
                Runnable::run,
                Events.none());
        given("A");
        clock.advance(FRESH.plus(FRESH));

        CompletableFuture<Sourced<String>> reading = reading();
        assertThat(reading).isNotDone();
        answer("B");
        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void aReaderDoesNotWaitForAServiceThatRefusesConnectionsAndIsTriedAgainOnlyLater() {
        reader = reader(IntegrationConfig.builder().refreshPatience(LONG).build());
        given("A");
        clock.advance(FRESH.plus(FRESH));

        CompletableFuture<Sourced<String>> reading = reading();
        loader.context().willRepeat(new CallFailure(ErrorCode.TIMEOUT, "It did not answer in time", true), LONG);
        assertThat(reading).isNotDone();
        loader.context()
                .willRepeat(new CallFailure(ErrorCode.CONNECT, "It cannot be reached", true), LONG.multipliedBy(2));

        assertThat(reading.join().outcome()).isEqualTo(Outcome.STALE);
        assertThat(reading.join().error().code()).isEqualTo(ErrorCode.CONNECT);
        CompletableFuture<Sourced<String>> later = reading();
        assertThat(later.join().outcome()).isEqualTo(Outcome.STALE);
        answer("B");
        assertThat(read().orNull()).isEqualTo("B");
    }

    @Test
    void aReaderWaitsForAnAttemptThatComesSoonAfterARefusedConnection() {
        reader = reader(IntegrationConfig.builder().refreshPatience(LONG).build());
        given("A");
        clock.advance(FRESH.plus(FRESH));

        CompletableFuture<Sourced<String>> reading = reading();
        loader.context()
                .willRepeat(new CallFailure(ErrorCode.CONNECT, "It cannot be reached", true), LONG.minusNanos(1));
        assertThat(reading).isNotDone();
        answer("B");
        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void aReaderWithNothingToShowWaitsAlsoWhenConnectionsAreRefused() {
        CompletableFuture<Sourced<String>> reading = reading();
        loader.context()
                .willRepeat(new CallFailure(ErrorCode.CONNECT, "It cannot be reached", true), LONG.multipliedBy(2));
        assertThat(reading).isNotDone();
        answer("A");
        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    /** A reader whose patience ends as soon as it begins to wait. */
    private SourceReader impatient(ServiceActivity activity) {
        return new SourceReader(
                new CaffeineCache(Duration.ofHours(24)),
                SecondLevel.NONE,
                IntegrationConfig.builder().refreshPatience(Duration.ofNanos(1)).build(),
                clock,
                service -> activity,
                Runnable::run,
                Events.none());
    }

    @Test
    void aFetchThatHasEndedIsNotTakenForASilentService() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        reader = new SourceReader(
                new CaffeineCache(Duration.ofHours(24)),
                SecondLevel.NONE,
                IntegrationConfig.builder().refreshPatience(Duration.ofNanos(1)).build(),
                clock,
                service -> new ServiceActivity(),
                tasks::add,
                Events.none());

        Reading<String> reading = reader.open(source, Deadline.in(LONG));
        answer("A");
        CompletableFuture<Sourced<String>> read = reading.by(Deadline.in(LONG));
        tasks.forEach(Runnable::run);

        assertThat(read.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void aReaderWaitsLongerForAServiceThatIsKnownToTakeLonger() {
        ServiceActivity activity = new ServiceActivity();
        activity.answered("trends", System.nanoTime() - LONG.toNanos());
        reader = impatient(activity);
        given("A");
        clock.advance(FRESH.plus(FRESH));

        CompletableFuture<Sourced<String>> reading = reading();
        assertThat(reading).isNotDone();
        answer("B");
        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void aReaderDoesNotWaitForAServiceThatOnceTookLonger() {
        ServiceActivity activity = new ServiceActivity();
        activity.answered("trends", System.nanoTime() - LONG.toNanos());
        activity.answered("trends", System.nanoTime());
        reader = impatient(activity);
        given("A");
        clock.advance(FRESH.plus(FRESH));

        assertThat(read().outcome()).isEqualTo(Outcome.STALE);
    }

    @Test
    void noPatienceIsNoneForAServiceThatIsKnownToTakeLongEither() {
        ServiceActivity activity = new ServiceActivity();
        activity.answered("trends", System.nanoTime() - LONG.toNanos());
        reader = new SourceReader(
                new CaffeineCache(Duration.ofHours(24)),
                SecondLevel.NONE,
                IntegrationConfig.builder().refreshPatience(Duration.ZERO).build(),
                clock,
                service -> activity,
                Runnable::run,
                Events.none());
        given("A");
        clock.advance(FRESH.plus(FRESH));

        assertThat(read().outcome()).isEqualTo(Outcome.STALE);
    }

    @Test
    void aReaderWithNothingToShowWaitsForTheDeadlineAlsoAfterAFailure() {
        reading();
        fail();
        clock.advance(Duration.ofSeconds(10));

        CompletableFuture<Sourced<String>> reading = reading();
        assertThat(reading).isNotDone();
        answer("A");
        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void aCallThatWasNeverMadeIsNoReasonToLeaveTheSourceAlone() {
        for (ErrorCode code : List.of(ErrorCode.CIRCUIT_OPEN, ErrorCode.DEADLINE)) {
            int asked = loader.count();
            CompletableFuture<Sourced<String>> reading = reading();
            loader.last().completeExceptionally(new CallFailure(code, "It was not asked", false));
            assertThat(reading.join().error().code()).isEqualTo(code);
            assertThat(loader.count()).isEqualTo(asked + 1);
        }
        assertThat(reader.nextRetry()).isEmpty();
    }

    @Test
    void aRefreshThatWasNeverMadeCountsAsAChange() {
        for (ErrorCode code : List.of(ErrorCode.CIRCUIT_OPEN, ErrorCode.DEADLINE)) {
            given("A");
            clock.advance(FRESH);
            assertThat(read().outcome()).isEqualTo(Outcome.CACHED);
            SourceVersions.Used versions = reader.versions().now().of(List.of(line()));
            loader.last().completeExceptionally(new CallFailure(code, "It was not asked", false));

            assertThat(versions.isCurrent()).isFalse();
            clock.advance(FRESH);
        }
    }

    @Test
    void aReaderWhoLookedBeforeAnotherFailedDoesNotAskAgainAtOnce() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        reader = new SourceReader(
                new CaffeineCache(Duration.ofHours(24)),
                SecondLevel.NONE,
                IntegrationConfig.builder().build(),
                () -> {
                    meanwhile.getAndSet(() -> {}).run();
                    return clock.instant();
                },
                service -> new ServiceActivity(),
                Runnable::run,
                Events.none());
        reading();
        fail();
        clock.advance(Duration.ofSeconds(10));
        reading();
        meanwhile.set(this::fail); // the second failure comes while the next reader looks at the first
        reading();

        assertThat(loader.count()).as("left alone for 20 s from now").isEqualTo(2);
    }

    private SourceStatus line() {
        return new SourceStatus(source.service(), source.resource(), Outcome.SKIPPED, null, null, null, 0, null, null);
    }

    @Test
    void aFailureAheadOfTimeDoesNotHideThatTheValueGetsOld() {
        reading();
        loader.last().complete(Reply.of("A", 10, null));
        assertThat(reader.nextChange(List.of(line()), clock.instant()))
                .isEqualTo(ManualClock.START.plus(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(4));
        reader.ahead().read(source, Deadline.in(Duration.ofHours(1)));
        loader.last()
                .completeExceptionally(
                        new CallFailure(ErrorCode.HTTP_STATUS, "Later", false, true, Optional.of(Duration.ofHours(1))));

        assertThat(reader.nextChange(List.of(line()), clock.instant()))
                .isEqualTo(ManualClock.START.plus(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(reading().join().outcome()).isEqualTo(Outcome.STALE);
    }
}
