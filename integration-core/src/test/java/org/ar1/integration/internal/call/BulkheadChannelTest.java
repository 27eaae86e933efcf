package org.ar1.integration.internal.call;

import org.ar1.integration.source.ErrorCode;

import static org.ar1.integration.internal.call.FakeChannel.endpoint;
import static org.ar1.integration.internal.call.FakeChannel.failure;
import static org.ar1.integration.internal.call.FakeChannel.reply;
import static org.ar1.integration.internal.call.FakeChannel.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadChannelTest {

    /** A call whose deadline passed so long ago is of no use to anybody. */
    private static final Duration LONG_AGO = Duration.ofMinutes(-2);

    private static final Duration LONG = Duration.ofHours(1);

    private final FakeChannel next = new FakeChannel();
    private final BulkheadChannel channel = new BulkheadChannel(next, 2, 3, Duration.ofHours(1));

    private CompletableFuture<Reply<String>> call(String name) {
        return channel.call(endpoint(name), within(LONG));
    }

    private static ErrorCode code(CompletableFuture<?> failed) {
        assertThat(failed).isCompletedExceptionally();
        return CallFailure.of(failed.handle((value, thrown) -> thrown).join())
                .error()
                .code();
    }

    @Test
    void callsBeyondTheLimitWaitAndAreMadeFirstComeFirstServed() {
        CompletableFuture<Reply<String>> a = call("a");
        call("b");
        CompletableFuture<Reply<String>> c = call("c");
        call("d");
        assertThat(next.asked()).containsExactly("a", "b");

        next.open(0).complete(reply("A"));
        assertThat(a).isCompletedWithValue(reply("A"));
        assertThat(next.asked()).containsExactly("a", "b", "c");
        assertThat(c).isNotDone();

        next.open(2).complete(reply("C"));
        assertThat(c).isCompletedWithValue(reply("C"));
        assertThat(next.asked()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aCallMadeOnAFailureGoesBehindThoseThatWait() {
        BulkheadChannel limited = new BulkheadChannel(next, 1, 3, Duration.ofHours(1));
        limited.call(endpoint("a"), within(LONG));
        limited.call(endpoint("b"), within(LONG))
                .whenComplete((reply, thrown) -> limited.call(endpoint("late"), within(LONG)));
        limited.call(endpoint("c"), within(LONG));
        next.answering(() -> CompletableFuture.failedFuture(failure(false)));
        next.open(0).complete(reply("A"));

        assertThat(next.asked()).containsExactly("a", "b", "c", "late");
    }

    @Test
    void aPlaceGivenBackIsTakenAgain() {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Reply<String>> call = call("x");
            next.open(i).complete(reply("X"));
            assertThat(call).isCompleted();
        }
    }

    @Test
    void aFailureGivesItsPlaceBackAndIsPassedOn() {
        CompletableFuture<Reply<String>> a = call("a");
        call("b");
        call("c");
        next.open(0).completeExceptionally(failure(true));

        assertThatThrownBy(a::join).hasCause(failureOf(a));
        assertThat(failureOf(a).retryable()).isTrue();
        assertThat(next.asked()).containsExactly("a", "b", "c");
    }

    private static CallFailure failureOf(CompletableFuture<?> failed) {
        return CallFailure.of(failed.handle((value, thrown) -> thrown).join());
    }

    @Test
    void whatIsThrownGivesItsPlaceBackToo() {
        Channel broken = new Channel() {
            @Override
            public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
                throw new IllegalStateException("broken");
            }
        };
        BulkheadChannel limited = new BulkheadChannel(broken, 1, 1, Duration.ofHours(1));

        for (int i = 0; i < 5; i++) {
            assertThat(code(limited.call(endpoint("a"), within(LONG)))).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    void theQueueIsBounded() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertThat(call(name)).isNotDone();
        }
        assertThat(code(call("f"))).isEqualTo(ErrorCode.DEADLINE);

        next.open(0).complete(reply("A"));
        assertThat(call("g")).isNotDone();
        assertThat(next.asked()).containsExactly("a", "b", "c");
    }

    @Test
    void whatADeadlineCutOffIsStillAskedForBehindTheReader() {
        call("a");
        call("b");
        channel.call(endpoint("c"), within(Duration.ZERO));
        next.open(0).complete(reply("A"));

        assertThat(next.asked()).containsExactly("a", "b", "c");
    }

    @Test
    void aCallWhoseTimeIsOverIsNotMadeAndBlocksNobody() {
        call("a");
        call("b");
        CompletableFuture<Reply<String>> over = channel.call(endpoint("c"), within(LONG_AGO));
        CompletableFuture<Reply<String>> inTime = call("d");
        next.open(0).complete(reply("A"));

        assertThat(code(over)).isEqualTo(ErrorCode.DEADLINE);
        assertThat(next.asked()).containsExactly("a", "b", "d");
        next.open(2).complete(reply("D"));
        assertThat(inTime).isCompletedWithValue(reply("D"));
    }

    @Test
    void aCallThatWaitsForSomebodyWithMoreTimeIsMadeWhenItsTurnComes() {
        CallContext context = within(LONG_AGO);
        call("a");
        call("b");
        CompletableFuture<Reply<String>> waiting = channel.call(endpoint("c"), context.revalidating("\"1\""));
        context.extend(Deadline.in(LONG));
        next.open(0).complete(reply("A"));

        assertThat(waiting).isNotDone();
        assertThat(next.asked()).containsExactly("a", "b", "c");
    }

    @Test
    void aCallWhoseTimeIsOverIsNotMadeEvenWhereThereIsAPlace() {
        assertThat(code(channel.call(endpoint("a"), within(LONG_AGO)))).isEqualTo(ErrorCode.DEADLINE);
        assertThat(next.asked()).isEmpty();
        call("b");
        call("c");
        assertThat(next.asked()).containsExactly("b", "c");
    }

    @Test
    void manyCallsWhoseTimeIsOverLeaveThePlacesFree() {
        BulkheadChannel limited = new BulkheadChannel(next, 1, 1 << 16, Duration.ofHours(1));
        limited.call(endpoint("first"), within(LONG));
        List<CompletableFuture<?>> over = new ArrayList<>();
        for (int i = 0; i < 1 << 16; i++) {
            over.add(limited.call(endpoint("over"), within(LONG_AGO)));
        }
        next.open(0).complete(reply("FIRST"));

        assertThat(over).allMatch(CompletableFuture::isCompletedExceptionally);
        limited.call(endpoint("last"), within(LONG));
        assertThat(next.asked()).containsExactly("first", "last");
    }

    @Test
    void manyCallsThatFailAtOnceLeaveThePlacesFree() {
        BulkheadChannel limited = new BulkheadChannel(next, 1, 1 << 16, Duration.ofHours(1));
        limited.call(endpoint("first"), within(LONG));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 1 << 16; i++) {
            all.add(limited.call(endpoint("next"), within(LONG)));
        }
        next.answering(() -> CompletableFuture.failedFuture(failure(false)));
        next.open(0).complete(reply("FIRST"));

        assertThat(all).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(next.asked()).hasSize((1 << 16) + 1);
    }

    @Test
    void underManyThreadsTheLimitHoldsAndNoCallIsLost() {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(8);
        Channel slow = new Channel() {
            @Override
            public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                return CompletableFuture.supplyAsync(
                        () -> {
                            inFlight.decrementAndGet();
                            return Reply.absent();
                        },
                        workers);
            }
        };
        BulkheadChannel limited = new BulkheadChannel(slow, 3, 1 << 16, Duration.ofHours(1));
        try {
            List<CompletableFuture<?>> callers = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                callers.add(CompletableFuture.supplyAsync(() -> limited.call(endpoint("x"), within(LONG)), workers)
                        .thenCompose(call -> call));
            }
            CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).join();
        } finally {
            workers.shutdownNow();
        }

        assertThat(most).hasValueBetween(1, 3);
        assertThat(inFlight).hasValue(0);
    }

    @Test
    void toStringShowsTheChain() {
        assertThat(channel).hasToString("at most 2 in flight > a fake");
    }
}
