package org.ar1.integration.internal.source;

import org.ar1.integration.internal.call.Bulkhead;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.SharedCache;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shared cache behind a bulkhead, a circuit breaker and a timeout. Thread-safe. */
final class GuardedCache {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedCache.class);
    private static final int MAX_IN_FLIGHT = 64;
    private static final int MAX_WAITING = 1 << 16;

    /** The cache was not asked, because it fails too often. */
    static final class CircuitOpenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CircuitOpenException() {
            super("the shared cache fails too often", null, false, false);
        }
    }

    private final SharedCache cache;
    private final CircuitBreaker breaker;
    private final Duration timeout;
    private final Bulkhead bulkhead = new Bulkhead(MAX_IN_FLIGHT, MAX_WAITING);

    GuardedCache(SharedCache cache, CircuitBreaker breaker, Duration timeout) {
        this.cache = cache;
        this.breaker = breaker;
        this.timeout = timeout;
    }

    /** Asks the cache for something that no reader waits for: its time begins when the call is made. */
    <T> CompletableFuture<T> call(Function<SharedCache, CompletionStage<T>> call) {
        return bulkhead.run(() -> ask(call, GuardedCache::cancel, timeout));
    }

    /** The end of what one reader may spend here, from now on. */
    Deadline deadline() {
        return Deadline.in(timeout);
    }

    <T> CompletableFuture<T> call(Deadline deadline, Function<SharedCache, CompletionStage<T>> call) {
        return call(deadline, call, GuardedCache::cancel);
    }

    /**
     * Asks the cache for a reader, unless there is no room before the deadline.
     *
     * @param giveUp what is done with a call that takes too long
     */
    <T> CompletableFuture<T> call(
            Deadline deadline, Function<SharedCache, CompletionStage<T>> call, Consumer<CompletionStage<T>> giveUp) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletableFuture<T> answer = bulkhead.run(() -> !deadline.hasPassed() && turn.complete(null)
                ? ask(call, giveUp, deadline.remaining())
                : CompletableFuture.failedFuture(new TimeoutException("there was no room before the deadline")));
        return turn.orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .thenCompose(come -> answer);
    }

    private <T> CompletableFuture<T> ask(
            Function<SharedCache, CompletionStage<T>> call, Consumer<CompletionStage<T>> giveUp, Duration limit) {
        if (!breaker.tryPass()) {
            return CompletableFuture.failedFuture(new CircuitOpenException());
        }
        CompletionStage<T> asked;
        try {
            asked = Objects.requireNonNull(call.apply(cache), "the cache's stage");
        } catch (RuntimeException | Error e) {
            asked = CompletableFuture.failedFuture(e);
        }
        CompletionStage<T> answer = asked;
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> guarded = result.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((value, failure) -> {
                    report(failure);
                    if (failure instanceof TimeoutException) {
                        giveUp.accept(answer);
                    }
                });
        try {
            answer.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
        return guarded;
    }

    /** So that it takes no place in a queue of the cache any longer. */
    private static void cancel(CompletionStage<?> call) {
        try {
            call.toCompletableFuture().cancel(false);
        } catch (RuntimeException | Error e) {
            LOG.debug("{} cannot be cancelled", call.getClass(), e);
        }
    }

    private void report(@Nullable Throwable failure) {
        if (failure == null) {
            breaker.succeeded();
        } else {
            LOG.debug("The shared cache failed", failure);
            breaker.failed();
        }
    }

    @Override
    public String toString() {
        return cache.toString();
    }
}
