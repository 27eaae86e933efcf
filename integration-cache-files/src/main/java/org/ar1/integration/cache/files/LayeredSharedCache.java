package org.ar1.integration.cache.files;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ar1.integration.spi.SharedCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache that replicas share, and behind it one that each replica has for itself. Values are put into both; reads ask
 * the second where the first has nothing. Only the first compares, so that a claim holds for all replicas. What the
 * first fails to do in time, the second does alone; after several failures in a row the first is left alone for a
 * second. Thread-safe.
 */
final class LayeredSharedCache implements SharedCache {

    private static final Logger LOG = LoggerFactory.getLogger(LayeredSharedCache.class);
    private static final int FAILURES = 3;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final SharedCache engine;
    private final SharedCache disk;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong pausedAt = new AtomicLong();

    LayeredSharedCache(SharedCache engine, SharedCache disk, Duration patience, LongSupplier nanoTime) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.disk = Objects.requireNonNull(disk, "disk");
        this.patience = Objects.requireNonNull(patience, "patience");
        this.nanoTime = nanoTime;
        if (patience.isZero() || patience.isNegative()) {
            throw new IllegalArgumentException("The patience is not positive: " + patience);
        }
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
        Objects.requireNonNull(key, "key");
        return ask(cache -> cache.get(key))
                .handle((found, failure) -> failure == null && found.isPresent()
                        ? CompletableFuture.completedFuture(found)
                        : answer(disk, cache -> cache.get(key)).thenApply(kept -> {
                            if (failure != null && kept.isEmpty()) {
                                throw new CompletionException(failure);
                            }
                            return kept;
                        }))
                .thenCompose(Function.identity());
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
        return both(cache -> cache.put(key, value, timeToLive));
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
        return ask(cache -> cache.putIfAbsent(key, value, timeToLive))
                .handle((put, failure) -> failure == null
                        ? CompletableFuture.completedFuture(put)
                        : answer(disk, cache -> cache.putIfAbsent(key, value, timeToLive)))
                .thenCompose(Function.identity());
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return both(cache -> cache.remove(key));
    }

    /** Fails only when both do: what one of them has done is there to be read. */
    private CompletionStage<Void> both(Function<SharedCache, CompletionStage<Void>> call) {
        CompletableFuture<Void> first = ask(call);
        return answer(disk, call)
                .handle((done, failure) -> failure)
                .thenCompose(failure -> first.exceptionally(thrown -> {
                    if (failure != null) {
                        throw new CompletionException(thrown);
                    }
                    return null;
                }));
    }

    private <T> CompletableFuture<T> ask(Function<SharedCache, CompletionStage<T>> call) {
        if (failures.get() >= FAILURES && nanoTime.getAsLong() - pausedAt.get() < PAUSE) {
            return CompletableFuture.failedFuture(new IllegalStateException("the shared cache failed just now"));
        }
        CompletableFuture<T> answer = answer(engine, call);
        return answer.copy().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS).whenComplete((value, failure) -> {
            if (failure == null) {
                succeeded();
            } else {
                answer.cancel(false);
                failed(failure);
            }
        });
    }

    private static <T> CompletableFuture<T> answer(SharedCache cache, Function<SharedCache, CompletionStage<T>> call) {
        try {
            return call.apply(cache).toCompletableFuture();
        } catch (NullPointerException | IllegalArgumentException e) {
            throw e; // the caller's mistake, by the contract
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void succeeded() {
        if (failures.get() > 0 && failures.getAndSet(0) >= FAILURES) {
            LOG.info("{} serves again", engine);
        }
    }

    private void failed(Throwable failure) {
        pausedAt.set(nanoTime.getAsLong());
        if (failures.incrementAndGet() == FAILURES) {
            LOG.warn("{} fails ({}): {} takes its place", engine, failure.toString(), disk);
        }
    }

    @Override
    public String toString() {
        return engine + " before " + disk;
    }
}
