package org.ar1.integration.internal.fetch;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Channel;
import org.ar1.integration.internal.http.Endpoint;
import org.ar1.integration.internal.http.Reply;
import org.ar1.integration.spi.FailedAttempt;
import org.ar1.integration.spi.RetryPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what may succeed the next time. The policy decides, resilience4j waits and repeats. */
final class RetryingChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingChannel.class);
    /** resilience4j takes a shorter wait for none at all. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    /** A failure after which the policy wants another attempt. */
    private static final class TryAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Duration wait;

        TryAgain(CallFailure failure, Duration wait) {
            super(failure.getMessage(), failure, false, false);
            this.wait = wait;
        }
    }

    private final Channel next;
    private final RetryPolicy policy;
    private final ScheduledExecutorService timer;
    private final RetryBudget budget;
    private final Retry retry;

    RetryingChannel(Channel next, RetryPolicy policy, ScheduledExecutorService timer, RetryBudget budget) {
        this.next = next;
        this.policy = policy;
        this.timer = timer;
        this.budget = budget;
        this.retry = Retry.of(
                "upstream",
                RetryConfig.custom()
                        .maxAttempts(Integer.MAX_VALUE)
                        .retryOnException(TryAgain.class::isInstance)
                        .intervalBiFunction(
                                (attempt, outcome) -> waitAfter(outcome).toMillis())
                        .build());
    }

    private static Duration waitAfter(Either<Throwable, Object> outcome) {
        return outcome.isLeft() && outcome.getLeft() instanceof TryAgain again ? again.wait : Duration.ZERO;
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        budget.countCall();
        AtomicInteger attempts = new AtomicInteger();
        return retry.executeCompletionStage(timer, () -> attempt(endpoint, context, attempts.incrementAndGet()))
                .toCompletableFuture();
    }

    /** Never throws: resilience4j would not complete the stage. */
    private <T> CompletableFuture<Reply<T>> attempt(Endpoint<T> endpoint, CallContext context, int number) {
        try {
            return next.call(endpoint, context)
                    .exceptionallyCompose(thrown ->
                            CompletableFuture.failedFuture(judge(endpoint, context, number, CallFailure.of(thrown))));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(CallFailure.of(e));
        }
    }

    private RuntimeException judge(Endpoint<?> endpoint, CallContext context, int attempts, CallFailure failure) {
        if (!failure.retryable()) {
            return failure;
        }
        Optional<Duration> wait = policy.delayBeforeRetry(new FailedAttempt(
                        endpoint.service(),
                        endpoint.resource(),
                        failure.error().code(),
                        attempts,
                        failure.retryAfter()))
                .map(wanted -> longer(wanted, failure.retryAfter().orElse(SHORTEST_WAIT)))
                .map(wanted -> longer(wanted, SHORTEST_WAIT))
                .filter(wanted -> wanted.compareTo(context.deadline().remaining()) < 0);
        if (wait.isEmpty() || !budget.tryRetry()) {
            return failure;
        }
        LOG.info(
                "{}: trying again in {} ms after attempt {}",
                failure.getMessage(),
                wait.get().toMillis(),
                attempts);
        return new TryAgain(failure, wait.get());
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public String toString() {
        return "retry > " + next;
    }
}
