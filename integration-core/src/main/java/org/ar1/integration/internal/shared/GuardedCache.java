package org.ar1.integration.internal.shared;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ar1.integration.internal.http.Bulkhead;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shared cache behind a limit, a breaker and a time limit, so that a slow or dead one costs nobody a long wait. */
final class GuardedCache {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedCache.class);
    private static final int MAX_IN_FLIGHT = 64;
    private static final int MAX_WAITING = 1 << 16;

    private final SharedCache cache;
    private final CircuitBreaker breaker;
    private final Duration timeout;
    private final Bulkhead bulkhead = new Bulkhead(MAX_IN_FLIGHT, MAX_WAITING);

    GuardedCache(SharedCache cache, CircuitBreaker breaker, Duration timeout) {
        this.cache = cache;
        this.breaker = breaker;
        this.timeout = timeout;
    }

    /** Asks the cache for something that nobody waits for: its time begins when it is its turn. */
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
     * Asks the cache for a reader, unless its turn comes too late.
     *
     * @param giveUp what is done with a call that takes too long
     */
    <T> CompletableFuture<T> call(
            Deadline deadline, Function<SharedCache, CompletionStage<T>> call, Consumer<CompletionStage<T>> giveUp) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletableFuture<T> answer = bulkhead.run(() -> !deadline.hasPassed() && turn.complete(null)
                ? ask(call, giveUp, deadline.remaining())
                : CompletableFuture.failedFuture(new TimeoutException("its turn came too late")));
        return turn.orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .thenCompose(come -> answer);
    }

    private <T> CompletableFuture<T> ask(
            Function<SharedCache, CompletionStage<T>> call, Consumer<CompletionStage<T>> giveUp, Duration limit) {
        if (!breaker.tryPass()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the shared cache fails too often"));
        }
        CompletionStage<T> asked;
        try {
            asked = Objects.requireNonNull(call.apply(cache), "the cache's stage");
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        CompletionStage<T> answer = asked;
        CompletableFuture<T> result = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).whenComplete((value, failure) -> {
            judge(failure);
            if (failure instanceof TimeoutException) {
                giveUp.accept(answer);
            }
        });
    }

    /** So that it takes no place in a queue of the cache's any longer. */
    private static void cancel(CompletionStage<?> call) {
        try {
            call.toCompletableFuture().cancel(false);
        } catch (UnsupportedOperationException e) {
            LOG.debug("{} cannot be cancelled", call.getClass());
        }
    }

    private void judge(@Nullable Throwable failure) {
        if (failure == null) {
            breaker.succeeded();
        } else {
            LOG.debug("The shared cache failed: {}", failure.getClass().getName());
            breaker.failed();
        }
    }

    @Override
    public String toString() {
        return cache.toString();
    }
}
