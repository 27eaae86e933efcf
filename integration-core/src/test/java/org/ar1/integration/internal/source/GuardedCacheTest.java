package org.ar1.integration.internal.source;

import org.ar1.integration.contract.DeafBreaker;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.InMemorySharedCache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardedCacheTest {

    private static final int PLACES = 64;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicInteger passed = new AtomicInteger();
    private final CircuitBreaker breaker = new DeafBreaker(() -> passed.incrementAndGet() > 0);
    private final List<CompletableFuture<Optional<byte[]>>> answers = new ArrayList<>();

    private CompletableFuture<Optional<byte[]>> ask() {
        CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private GuardedCache guarded(Duration timeout) {
        return new GuardedCache(new InMemorySharedCache(InstantSource.system()), breaker, timeout);
    }

    private static void assertTimesOut(CompletableFuture<?> call) {
        assertThat(call)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aReadersTimeIsOverWhileItWaitsForItsTurn() {
        GuardedCache guarded = guarded(LONG);
        Stream.generate(() -> guarded.call(cache -> ask()))
                .limit(PLACES)
                .forEach(call -> assertThat(call).isNotDone());

        assertTimesOut(guarded.call(Deadline.in(SHORT), cache -> ask()));
        answers.forEach(answer -> answer.complete(Optional.empty()));
        assertThat(passed).hasValue(PLACES);
        assertThat(guarded.call(guarded.deadline(), cache -> CompletableFuture.completedFuture("A")))
                .isCompletedWithValue("A");
    }

    @Test
    void whatNobodyWaitsForHasItsTurnHoweverLate() {
        GuardedCache guarded = guarded(LONG);
        List<CompletableFuture<Optional<byte[]>>> calls = Stream.generate(() -> guarded.call(cache -> ask()))
                .limit(PLACES + 1)
                .toList();
        assertThat(answers).hasSize(PLACES);
        answers.get(0).complete(Optional.empty());
        answers.get(PLACES).complete(Optional.empty());

        assertThat(calls.get(PLACES)).isCompleted();
    }

    @Test
    void aReaderWhoseTimeIsOverAsksForNothing() {
        GuardedCache guarded = guarded(LONG);

        assertTimesOut(guarded.call(Deadline.in(Duration.ZERO), cache -> ask()));
        assertThat(answers).isEmpty();
    }

    @Test
    void aCallThatTakesTooLongIsGivenUp() {
        GuardedCache guarded = guarded(SHORT);

        assertTimesOut(guarded.call(cache -> ask()));
        assertTimesOut(guarded.call(Deadline.in(SHORT), cache -> ask()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCancelled());
    }
}
