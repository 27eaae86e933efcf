package org.ar1.integration.internal.call;

import org.ar1.integration.contract.DeafBreaker;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.FailedAttempt;
import org.ar1.integration.spi.RetryPolicy;

import static org.ar1.integration.internal.call.FakeChannel.endpoint;
import static org.ar1.integration.internal.call.FakeChannel.failure;
import static org.ar1.integration.internal.call.FakeChannel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryingChannelTest {

    private final ManualDelay delay = new ManualDelay().atOnce();
    private final Queue<Supplier<CompletableFuture<Reply<String>>>> answers = new ArrayDeque<>();
    private final FakeChannel next =
            new FakeChannel().answering(() -> answers.remove().get());
    private final List<FailedAttempt> consulted = new ArrayList<>();
    private CallContext context = new CallContext(Deadline.in(Duration.ofHours(1)));

    private void failing(boolean retryable) {
        answers.add(() -> CompletableFuture.failedFuture(failure(retryable)));
    }

    private void asking(Duration retryAfter) {
        answers.add(() -> CompletableFuture.failedFuture(
                new CallFailure(ErrorCode.HTTP_STATUS, "It answered 503", true, true, Optional.of(retryAfter))));
    }

    private void answering() {
        answers.add(() -> CompletableFuture.completedFuture(reply("A")));
    }

    private CompletableFuture<Reply<String>> call(RetryPolicy policy) {
        RetryPolicy noting = failed -> {
            consulted.add(failed);
            return policy.delayBeforeRetry(failed);
        };
        return retrying(noting).call(endpoint("a"), context);
    }

    private RetryingChannel retrying(RetryPolicy policy) {
        return new RetryingChannel(next, policy, delay, new RetryBudget(System::nanoTime), Events.none());
    }

    private static CallFailure failureOf(CompletableFuture<?> failed) {
        return CallFailure.of(failed.handle((value, thrown) -> thrown).join());
    }

    @Test
    void aGoodAnswerIsPassedOnAtOnce() {
        answering();

        assertThat(call(RetryPolicy.fixed(3, Duration.ofSeconds(1))).join()).isEqualTo(reply("A"));
        assertThat(consulted).isEmpty();
        assertThat(delay.waits()).isEmpty();
    }

    @Test
    void eachCallOfAFetchHasItsOwnRetries() {
        failing(true);
        answering();
        failing(true);
        answering();

        RetryPolicy once = RetryPolicy.fixed(1, Duration.ZERO);
        assertThat(call(once).join()).isEqualTo(reply("A"));
        assertThat(call(once).join()).isEqualTo(reply("A"));
    }

    @Test
    void thePolicyIsAskedAboutEachFailureAndItsWaitsAreKept() {
        failing(true);
        asking(Duration.ofMillis(5));
        answering();

        assertThat(call(failed -> Optional.of(Duration.ofMillis(100 + consulted.size())))
                        .join())
                .isEqualTo(reply("A"));
        assertThat(next.asked()).hasSize(3);
        assertThat(delay.waits()).containsExactly(Duration.ofMillis(101), Duration.ofMillis(102));
        assertThat(consulted)
                .containsExactly(
                        new FailedAttempt(UpstreamService.PERFORMANCE, "a", ErrorCode.CONNECT, 1, Optional.empty()),
                        new FailedAttempt(
                                UpstreamService.PERFORMANCE,
                                "a",
                                ErrorCode.HTTP_STATUS,
                                2,
                                Optional.of(Duration.ofMillis(5))));
    }

    @Test
    void whenThePolicyGivesUpTheLastFailureIsTheResult() {
        failing(true);
        asking(Duration.ofMillis(5));

        CompletableFuture<Reply<String>> call =
                call(failed -> consulted.size() < 2 ? Optional.of(Duration.ofMillis(1)) : Optional.empty());

        assertThat(failureOf(call).error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(next.asked()).hasSize(2);
    }

    @Test
    void whatIsNotWorthAnotherAttemptIsNotTriedAgainWhateverThePolicy() {
        failing(false);

        CallFailure failure = failureOf(call(failed -> Optional.of(Duration.ZERO)));

        assertThat(failure.retryable()).isFalse();
        assertThat(consulted).isEmpty();
        assertThat(next.asked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CIRCUIT_OPEN", "DEADLINE"})
    void anAttemptThatIsNotMadeLeavesTheFailureBeforeIt(ErrorCode notMade) {
        asking(Duration.ofMillis(5));
        answers.add(() -> CompletableFuture.failedFuture(new CallFailure(notMade, "It was not asked", false)));

        CallFailure failure = failureOf(call(RetryPolicy.fixed(3, Duration.ZERO)));

        assertThat(failure.error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(failure.retryAfter()).contains(Duration.ofMillis(5));
        assertThat(next.asked()).hasSize(2);
    }

    @Test
    void aCallOfWhichNoAttemptWasMadeSaysSo() {
        answers.add(() ->
                CompletableFuture.failedFuture(new CallFailure(ErrorCode.CIRCUIT_OPEN, "It was not asked", false)));

        assertThat(failureOf(call(RetryPolicy.fixed(3, Duration.ZERO))).wasMade())
                .isFalse();
    }

    /** A breaker that lets one call pass. */
    private static CircuitBreaker onePass() {
        AtomicBoolean passed = new AtomicBoolean();
        return new DeafBreaker(() -> !passed.getAndSet(true));
    }

    static List<UnaryOperator<Channel>> guards() {
        return List.of(
                end -> new CircuitBreakerChannel(new BulkheadChannel(end, 1, 1, Duration.ofHours(1)), onePass()),
                end -> new BulkheadChannel(new CircuitBreakerChannel(end, onePass()), 1, 1, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void aBreakerThatOpensBeforeTheNextAttemptHidesNoFailure(UnaryOperator<Channel> guard) {
        failing(true);
        RetryingChannel channel = new RetryingChannel(
                guard.apply(next),
                RetryPolicy.fixed(3, Duration.ZERO),
                delay,
                new RetryBudget(System::nanoTime),
                Events.none());

        assertThat(failureOf(channel.call(endpoint("a"), context)).error())
                .isEqualTo(failure(true).error());
        assertThat(next.asked()).hasSize(1);
    }

    @Test
    void theServicesOwnWaitLengthensThePolicys() {
        asking(Duration.ofSeconds(7));
        asking(Duration.ofSeconds(2));
        answering();

        call(failed -> Optional.of(Duration.ofSeconds(3))).join();

        assertThat(delay.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3));
    }

    @Test
    void anAttemptThatWouldReachPastTheDeadlineDoesNotTakePlace() {
        failing(true);

        CallFailure failure = failureOf(call(failed -> Optional.of(Duration.ofHours(2))));

        assertThat(failure.error().code()).isEqualTo(ErrorCode.CONNECT);
        assertThat(next.asked()).hasSize(1);
        assertThat(delay.waits()).isEmpty();
    }

    @Test
    void neitherDoesOneThatTheServiceWantsLaterThanTheDeadline() {
        asking(Duration.ofHours(2));

        assertThat(failureOf(call(failed -> Optional.of(Duration.ZERO))).error().code())
                .isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(next.asked()).hasSize(1);
    }

    @Test
    void afterTheDeadlineNothingIsTriedAgain() {
        context = new CallContext(Deadline.in(Duration.ZERO));
        failing(true);

        failureOf(call(failed -> Optional.of(Duration.ZERO)));

        assertThat(next.asked()).hasSize(1);
    }

    @Test
    void noWaitIsTheShortestOne() {
        failing(true);
        answering();

        call(failed -> Optional.of(Duration.ZERO)).join();

        assertThat(delay.waits()).containsExactly(Duration.ofMillis(1));
    }

    @Test
    void whatIsThrownIsAFailureAndHangsNobody() {
        Channel broken = new Channel() {
            @Override
            public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext callContext) {
                throw new IllegalStateException("broken");
            }
        };

        CompletableFuture<Reply<String>> call = new RetryingChannel(
                        broken,
                        RetryPolicy.fixed(3, Duration.ZERO),
                        delay,
                        new RetryBudget(System::nanoTime),
                        Events.none())
                .call(endpoint("a"), context);

        assertThat(failureOf(call).error().code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void aPolicyThatThrowsHangsNobody() {
        failing(true);

        CompletableFuture<Reply<String>> call = call(failed -> {
            throw new IllegalStateException("broken policy");
        });

        assertThat(failureOf(call).error()).isEqualTo(failure(true).error());
        assertThat(next.asked()).hasSize(1);
    }

    @Test
    void aPolicyThatThrowsAnErrorHangsNobody() {
        failing(true);

        CompletableFuture<Reply<String>> call = call(failed -> {
            throw new NoClassDefFoundError("broken policy");
        });

        assertThat(failureOf(call).error()).isEqualTo(failure(true).error());
    }

    @Test
    void theNextAttemptTakesPlaceWhenTheDelayIsOver() {
        ManualDelay manual = delay.byHand();
        failing(true);
        answering();

        CompletableFuture<Reply<String>> call = call(RetryPolicy.fixed(1, Duration.ofSeconds(1)));
        assertThat(next.asked()).hasSize(1);
        assertThat(call).isNotDone();
        manual.runNext();

        assertThat(call.join()).isEqualTo(reply("A"));
    }

    @Test
    void aWaitThatIsRefusedEndsTheCallWithItsLastFailure() {
        delay.refusing();
        asking(Duration.ofMillis(5));

        CompletableFuture<Reply<String>> call = call(failed -> Optional.of(Duration.ZERO));

        assertThat(call).isDone();
        assertThat(failureOf(call).error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(next.asked()).hasSize(1);
    }

    @Test
    void closeEndsTheCallsThatWaitWithTheirLastFailureAndWithdrawsTheirAttempts() {
        ManualDelay manual = delay.byHand();
        asking(Duration.ofMillis(5));
        RetryingChannel channel = retrying(RetryPolicy.fixed(1, Duration.ofSeconds(1)));
        CompletableFuture<Reply<String>> call = channel.call(endpoint("a"), context);

        channel.close();

        assertThat(call).isDone();
        assertThat(failureOf(call).error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(manual.pending()).isZero();
        manual.runWithdrawn();
        assertThat(next.asked()).hasSize(1);
    }

    @Test
    void afterCloseNobodyWaits() {
        delay.byHand();
        failing(true);
        RetryingChannel channel = retrying(RetryPolicy.fixed(1, Duration.ofSeconds(1)));
        channel.close();

        assertThat(channel.call(endpoint("a"), context)).isCompletedExceptionally();
    }

    @Test
    void toStringShowsTheChain() {
        assertThat(new RetryingChannel(
                        next,
                        RetryPolicy.fixed(0, Duration.ZERO),
                        delay,
                        new RetryBudget(System::nanoTime),
                        Events.none()))
                .hasToString("retry > a fake");
    }
}
