package org.ar1.integration.internal.call;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.RetryScheduled;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.FailedAttempt;
import org.ar1.integration.spi.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may succeed the next time. The policy decides, resilience4j counts, and the delay waits; when it
 * does not, the last failure is the result. An attempt that was not made after all leaves the failure before it.
 */
final class RetryingChannel implements Channel, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingChannel.class);
    /** resilience4j takes a shorter wait for none at all. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    /** A failure after which the policy wants another attempt. */
    private static final class TryAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration wait;

        TryAgain(CallFailure failure, Duration wait) {
            super(failure.getMessage(), failure, false, false);
            this.wait = wait;
        }
    }

    private final Channel next;
    private final RetryPolicy policy;
    private final Delay delay;
    private final RetryBudget budget;
    private final Events events;
    private final Retry retry;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RetryingChannel(Channel next, RetryPolicy policy, Delay delay, RetryBudget budget, Events events) {
        this.next = next;
        this.policy = policy;
        this.delay = delay;
        this.budget = budget;
        this.events = events;
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
        Call<T> call = new Call<>(endpoint, context);
        call.attempt(1, null);
        return call.result;
    }

    /** One call with its attempts, of which there is one at a time. */
    private final class Call<T> {

        private final Endpoint<T> endpoint;
        private final CallContext context;
        private final Retry.AsyncContext<Reply<T>> decision = retry.asyncContext();
        private final CompletableFuture<Reply<T>> result = new CompletableFuture<>();

        Call(Endpoint<T> endpoint, CallContext context) {
            this.endpoint = endpoint;
            this.context = context;
        }

        /**
         * Tries once.
         *
         * @param before how the attempt before failed; null for the first
         */
        void attempt(int number, @Nullable CallFailure before) {
            CompletableFuture<Reply<T>> attempt;
            try {
                attempt = next.call(endpoint, context);
            } catch (RuntimeException | Error e) {
                attempt = CompletableFuture.failedFuture(e);
            }
            attempt.whenComplete((reply, thrown) -> {
                if (thrown == null) {
                    decision.onComplete();
                    result.complete(reply);
                } else {
                    failed(number, CallFailure.of(thrown), before);
                }
            });
        }

        private void failed(int number, CallFailure failure, @Nullable CallFailure before) {
            long millis;
            try {
                millis = decision.onError(judge(endpoint, context, number, failure));
            } catch (RuntimeException | Error e) {
                LOG.warn("The retry policy failed: {}", e.getClass().getName());
                millis = -1;
            }
            CallFailure last = before == null || failure.wasMade() ? failure : before;
            if (millis < 0) {
                result.completeExceptionally(last);
            } else {
                context.willRepeat(last, Duration.ofMillis(millis));
                new Wait(() -> attempt(number + 1, last), () -> result.completeExceptionally(last)).begin(millis);
            }
        }
    }

    /** The time between two attempts, which ends in the next one or in giving up. */
    private final class Wait {

        private final Runnable attempt;
        private final Runnable giveUp;
        private volatile Delay.@Nullable Pending pending;

        Wait(Runnable attempt, Runnable giveUp) {
            this.attempt = attempt;
            this.giveUp = giveUp;
        }

        void begin(long millis) {
            waits.add(this);
            try {
                pending = delay.run(() -> end(attempt), Duration.ofMillis(millis));
            } catch (RuntimeException | Error e) {
                end(giveUp);
            }
            if (closed) {
                breakOff();
            }
        }

        private void end(Runnable how) {
            if (waits.remove(this)) {
                how.run();
            }
        }

        void breakOff() {
            Delay.Pending task = pending;
            if (task != null) {
                task.cancel();
            }
            end(giveUp);
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
        if (events.areHeard()) {
            events.tell(
                    IntegrationListener::retryScheduled,
                    new RetryScheduled(
                            endpoint.service(),
                            endpoint.resource(),
                            attempts,
                            failure.error().code(),
                            wait.get()));
        }
        return new TryAgain(failure, wait.get());
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Waits for nothing any more: what failed last is the result. */
    @Override
    public void close() {
        closed = true;
        waits.forEach(Wait::breakOff);
    }

    @Override
    public String toString() {
        return "retry > " + next;
    }
}
