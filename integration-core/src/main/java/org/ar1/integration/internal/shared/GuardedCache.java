package org.ar1.integration.internal.shared;

import java.time.Duration;
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
        return bulkhead.run(() -> ask(call, late -> {}, timeout));
    }

    /** The end of what one reader may spend here, from now on. */
    Deadline deadline() {
        return Deadline.in(timeout);
    }

    <T> CompletableFuture<T> call(Deadline deadline, Function<SharedCache, CompletionStage<T>> call) {
        return call(deadline, call, late -> {});
    }

    /**
     * Asks the cache for a reader, unless its turn comes too late.
     *
     * @param tooLate what becomes of a result that comes when nobody waits for it any more
     */
    <T> CompletableFuture<T> call(
            Deadline deadline, Function<SharedCache, CompletionStage<T>> call, Consumer<T> tooLate) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletableFuture<T> answer = bulkhead.run(() -> !deadline.hasPassed() && turn.complete(null)
                ? ask(call, tooLate, deadline.remaining())
                : CompletableFuture.failedFuture(new TimeoutException("its turn came too late")));
        return turn.orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .thenCompose(come -> answer);
    }

    private <T> CompletableFuture<T> ask(
            Function<SharedCache, CompletionStage<T>> call, Consumer<T> tooLate, Duration limit) {
        if (!breaker.tryPass()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the shared cache fails too often"));
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            call.apply(cache).whenComplete((value, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else if (!result.complete(value)) {
                    tooLate.accept(value);
                }
            });
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
        return result.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).whenComplete((value, failure) -> judge(failure));
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
