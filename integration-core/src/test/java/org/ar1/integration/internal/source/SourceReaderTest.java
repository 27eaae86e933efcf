package org.ar1.integration.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.junit.jupiter.api.Test;

class SourceReaderTest {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Instant STATED = Instant.parse("2026-05-04T11:30:00Z");

    private final ManualClock clock = new ManualClock();
    private final MapCache cache = new MapCache();
    private final SourceReader reader = new SourceReader(
            cache,
            SecondLevel.NONE,
            settings(FRESH),
            clock,
            service -> new ServiceActivity(),
            Runnable::run,
            Events.none());
    private final FakeLoader loader = new FakeLoader();
    private final Source<String> source = source("key");

    /** No window for refreshing behind readers, no backoff, and patience: what each of them does is tested elsewhere. */
    private static IntegrationConfig settings(Duration freshFor) {
        return IntegrationConfig.builder()
                .cacheDuration(freshFor)
                .staleWhileRevalidate(Duration.ZERO)
                .initialBackoff(Duration.ZERO)
                .refreshPatience(Duration.ofHours(1))
                .build();
    }

    private Source<String> source(String key) {
        return new Source<>(
                key,
                UpstreamService.PERFORMANCE,
                "stats",
                loader::load,
                value -> STATED,
                Source.Lifetime.USUAL,
                EntryJson.of(String.class));
    }

    private CompletableFuture<Sourced<String>> reading() {
        return reader.read(source, Deadline.in(Duration.ofHours(1)));
    }

    private Sourced<String> given(String value) {
        CompletableFuture<Sourced<String>> read = reading();
        loader.last().complete(Reply.of(value, 10, null));
        return read.join();
    }

    private Sourced<String> failing() {
        CompletableFuture<Sourced<String>> read = reading();
        loader.last().completeExceptionally(new CallFailure(ErrorCode.TIMEOUT, "It did not answer in time", true));
        return read.join();
    }

    private static Sourced<String> sourced(
            String value, Outcome outcome, Instant fetchedAt, Instant dataAsOf, SourceError error) {
        return Results.of(value, UpstreamService.PERFORMANCE, "stats", outcome, fetchedAt, dataAsOf, 0, error);
    }

    @Test
    void aValueIsFetchedAndThenComesFromTheCache() {
        assertThat(given("A")).isEqualTo(sourced("A", Outcome.LIVE, ManualClock.START, STATED, null));

        clock.advance(FRESH.minusMillis(1));
        assertThat(reading().join()).isEqualTo(sourced("A", Outcome.CACHED, ManualClock.START, STATED, null));
        assertThat(loader.count()).isEqualTo(1);
    }

    @Test
    void anExpiredValueIsFetchedAnew() {
        given("A");
        clock.advance(FRESH);

        assertThat(given("B").orNull()).isEqualTo("B");
        assertThat(loader.count()).isEqualTo(2);
        assertThat(reading().join().fetchedAt()).isEqualTo(ManualClock.START.plus(FRESH));
    }

    @Test
    void withoutFreshnessEveryReadFetches() {
        SourceReader fetching = new SourceReader(
                cache,
                SecondLevel.NONE,
                settings(Duration.ZERO),
                clock,
                service -> new ServiceActivity(),
                Runnable::run,
                Events.none());
        for (int i = 1; i <= 3; i++) {
            CompletableFuture<Sourced<String>> read = fetching.read(source, Deadline.in(FRESH));
            loader.last().complete(Reply.of("A", 10, null));
            assertThat(read.join().outcome()).isEqualTo(Outcome.LIVE);
            assertThat(loader.count()).isEqualTo(i);
        }
    }

    @Test
    void aClockThatWasSetBackMakesNothingFresh() {
        given("A");
        clock.advance(Duration.ofHours(-1));

        assertThat(given("B").outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void afterAFailureTheLastGoodValueIsStale() {
        given("A");
        clock.advance(FRESH);

        assertThat(failing())
                .isEqualTo(sourced(
                        "A",
                        Outcome.STALE,
                        ManualClock.START,
                        STATED,
                        new SourceError(ErrorCode.TIMEOUT, "It did not answer in time")));
    }

    @Test
    void aValueIsShownForADayAndNotLonger() {
        given("A");
        clock.advance(Duration.ofHours(24));
        assertThat(failing().outcome()).isEqualTo(Outcome.STALE);

        clock.advance(Duration.ofMillis(1));
        assertThat(failing())
                .isEqualTo(sourced(
                        null,
                        Outcome.FAILED,
                        null,
                        null,
                        new SourceError(ErrorCode.TIMEOUT, "It did not answer in time")));
    }

    @Test
    void aFailureIsNeverKept() {
        assertThat(failing().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(cache.entries).isEmpty();

        assertThat(given("A").outcome()).isEqualTo(Outcome.LIVE);
        assertThat(loader.count()).isEqualTo(2);
    }

    @Test
    void aFailureDoesNotReplaceTheLastGoodValue() {
        given("A");
        clock.advance(FRESH);
        failing();
        failing();

        assertThat(failing().orNull()).isEqualTo("A");
        assertThat(cache.entries.get("key").fetchedAt()).isEqualTo(ManualClock.START);
    }

    @Test
    void aLoaderThatThrowsIsAFailure() {
        Source<String> broken = new Source<>(
                "broken",
                UpstreamService.PERFORMANCE,
                "stats",
                context -> {
                    throw new IllegalStateException("broken");
                },
                value -> null,
                Source.Lifetime.USUAL,
                EntryJson.of(String.class));

        for (int i = 0; i < 2; i++) {
            Sourced<String> failed = reader.read(broken, Deadline.in(FRESH)).join();
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.error().code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(failed.error().message()).doesNotContain("broken");
        }
    }

    @Test
    void manyReadersShareOneFetch() throws Exception {
        int readers = 16;
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        CyclicBarrier start = new CyclicBarrier(readers);
        try {
            List<CompletableFuture<CompletableFuture<Sourced<String>>>> reads = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                reads.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            return reading();
                        },
                        threads));
            }
            CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).join();
            assertThat(loader.count()).isEqualTo(1);

            loader.last().complete(Reply.of("A", 10, null));
            for (var read : reads) {
                assertThat(read.join().join()).isEqualTo(sourced("A", Outcome.LIVE, ManualClock.START, STATED, null));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyReadersShareOneFailure() {
        CompletableFuture<Sourced<String>> one = reading();
        CompletableFuture<Sourced<String>> other = reading();
        assertThat(failing().outcome()).isEqualTo(Outcome.FAILED);

        assertThat(List.of(one, other)).allMatch(CompletableFuture::isDone);
        assertThat(one.join().error().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(other.join().error().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(loader.count()).isEqualTo(1);
    }

    @Test
    void differentSourcesDoNotShare() {
        reading();
        reader.read(source("other"), Deadline.in(FRESH));

        assertThat(loader.count()).isEqualTo(2);
    }

    @Test
    void aReaderThatGoesAwayHarmsNoOther() {
        CompletableFuture<Sourced<String>> leaving = reading();
        CompletableFuture<Sourced<String>> staying = reading();
        leaving.cancel(true);
        assertThat(loader.count()).isEqualTo(1);
        assertThat(loader.last()).isNotDone();
        loader.last().complete(Reply.of("A", 10, null));

        assertThat(staying.join().orNull()).isEqualTo("A");
        assertThat(loader.count()).isEqualTo(1);
    }

    @Test
    void whereTheTimeIsOverWithoutAValueTheSourceFailed() {
        Sourced<String> late = reader.read(source, Deadline.in(Duration.ZERO)).join();

        assertThat(late.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(late.error().code()).isEqualTo(ErrorCode.DEADLINE);
    }

    @Test
    void whereTheTimeIsOverTheLastGoodValueIsStale() {
        given("A");
        clock.advance(FRESH);
        Sourced<String> late =
                reader.read(source, Deadline.in(Duration.ofMillis(1))).join();

        assertThat(late.orNull()).isEqualTo("A");
        assertThat(late.outcome()).isEqualTo(Outcome.STALE);
        assertThat(late.error().code()).isEqualTo(ErrorCode.DEADLINE);
    }

    @Test
    void aValueThatComesTooLateIsThereForTheNext() {
        reader.read(source, Deadline.in(Duration.ZERO)).join();
        CompletableFuture<Sourced<String>> patient = reading();
        assertThat(loader.count()).isEqualTo(1);
        loader.last().complete(Reply.of("A", 10, null));

        assertThat(patient.join().outcome()).isEqualTo(Outcome.LIVE);
        assertThat(reading().join().outcome()).isEqualTo(Outcome.CACHED);
        assertThat(loader.count()).isEqualTo(1);
    }

    @Test
    void aFetchIsOfUseAsLongAsAnyReaderHasTime() {
        List<CallContext> contexts = new ArrayList<>();
        Source<String> queued = new Source<>(
                "queued",
                UpstreamService.PERFORMANCE,
                "stats",
                context -> {
                    contexts.add(context);
                    return new CompletableFuture<>();
                },
                value -> STATED,
                Source.Lifetime.USUAL,
                EntryJson.of(String.class));
        reader.read(queued, Deadline.in(Duration.ZERO)).join();
        assertThat(contexts.get(0).deadline().hasPassed()).isTrue();

        reader.read(queued, Deadline.in(Duration.ofHours(1)));
        assertThat(contexts)
                .singleElement()
                .satisfies(context -> assertThat(context.deadline().hasPassed()).isFalse());
        reader.read(queued, Deadline.in(Duration.ZERO)).join();
        assertThat(contexts.get(0).deadline().hasPassed()).isFalse();
    }

    @Test
    void anAbsenceIsCachedAsAValueIs() {
        CompletableFuture<Sourced<String>> reading = reading();
        loader.last().complete(Reply.absent());

        assertThat(reading.join()).isEqualTo(sourced(null, Outcome.LIVE, ManualClock.START, null, null));
        clock.advance(FRESH.minusMillis(1));
        assertThat(reading().join()).isEqualTo(sourced(null, Outcome.CACHED, ManualClock.START, null, null));
        clock.advance(Duration.ofMillis(1));
        assertThat(given("A").outcome()).isEqualTo(Outcome.LIVE);
    }

    @Test
    void anAbsenceReplacesAValueThatWasFetchedWhenTheClockShowedALaterTime() {
        given("A");
        clock.advance(Duration.ofMillis(-1));
        CompletableFuture<Sourced<String>> reading = reading();
        loader.last().complete(Reply.absent());

        assertThat(reading.join().outcome()).isEqualTo(Outcome.LIVE);
        assertThat(cache.entries.get("key").value()).isNull();
    }

    @Test
    void aCacheThatThrowsHasNothing() {
        SourceReader unlucky = new SourceReader(
                new IntegrationCache() {
                    @Override
                    public CacheEntry get(String key) {
                        throw new IllegalStateException("get");
                    }

                    @Override
                    public void put(String key, CacheEntry entry) {
                        throw new IllegalStateException("put");
                    }
                },
                SecondLevel.NONE,
                settings(FRESH),
                clock,
                service -> new ServiceActivity(),
                Runnable::run,
                Events.none());

        for (int i = 1; i <= 2; i++) {
            CompletableFuture<Sourced<String>> read = unlucky.read(source, Deadline.in(FRESH));
            assertThat(loader.count()).isEqualTo(i);
            loader.last().complete(Reply.of("A", 10, null));
            assertThat(read.join().outcome()).isEqualTo(Outcome.LIVE);
        }
        CompletableFuture<Sourced<String>> read = unlucky.read(source, Deadline.in(FRESH));
        loader.last().completeExceptionally(new CallFailure(ErrorCode.TIMEOUT, "late", true));
        assertThat(read.join().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aSourceThatCannotSayItsTimeHangsNobody() {
        Source<String> broken = new Source<>(
                "broken",
                UpstreamService.PERFORMANCE,
                "stats",
                loader::load,
                value -> {
                    throw new IllegalStateException("no time");
                },
                Source.Lifetime.USUAL,
                EntryJson.of(String.class));
        CompletableFuture<Sourced<String>> read = reader.read(broken, Deadline.in(Duration.ofHours(1)));
        loader.last().complete(Reply.of("A", 10, null));

        assertThat(read).isDone();
        reader.read(broken, Deadline.in(Duration.ofHours(1)));
        assertThat(loader.count()).as("a new fetch").isEqualTo(2);
    }

    @Test
    void whoeverWaitsWhenItIsClosedGetsWhatThereIs() {
        given("A");
        clock.advance(FRESH);
        CompletableFuture<Sourced<String>> withValue = reading();
        CompletableFuture<Sourced<String>> without = reader.read(source("other"), Deadline.in(Duration.ofHours(1)));
        reader.close();

        assertThat(List.of(withValue, without)).allMatch(CompletableFuture::isDone);
        assertThat(withValue.join().outcome()).isEqualTo(Outcome.STALE);
        assertThat(without.join().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(without.join().error().code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void onceClosedItRefusesNewCallersAndGivesOthersWhatIsInMemory() {
        given("A");
        clock.advance(FRESH);
        reader.close();
        reader.close();

        assertThatIllegalStateException().isThrownBy(reader::requireOpen);
        assertThat(reading().join().orNull()).isEqualTo("A");
        assertThat(reading().join().outcome()).isEqualTo(Outcome.STALE);
        assertThat(loader.count()).isEqualTo(1);
    }

    @Test
    void timesAreToTheMillisecond() {
        clock.advance(Duration.ofNanos(1_999_999));

        assertThat(reader.now()).isEqualTo(ManualClock.START.plusMillis(1));
    }

    @Test
    void anEntryWeighsWhatItsBodyDid() {
        Map<Long, Integer> weights = new HashMap<>();
        for (long bytes : List.of(0L, 10L, 5_000L, 5_000_000_000L)) {
            CompletableFuture<Sourced<String>> read =
                    reader.read(source("of " + bytes), Deadline.in(Duration.ofHours(1)));
            loader.last().complete(Reply.of("A", bytes, null));
            read.join();
            weights.put(bytes, cache.entries.get("of " + bytes).weight());
        }

        assertThat(weights).isEqualTo(Map.of(0L, 64, 10L, 64, 5_000L, 5_000, 5_000_000_000L, Integer.MAX_VALUE));
    }
}
