package org.ar1.integration.service;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.ar1.integration.internal.text.Printable;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache of an engine that may be down when the service starts, and later. A thread joins it, probes it every few
 * seconds, and joins it again once its connection is dead. Calls fail while there is none. Thread-safe.
 */
final class ReplicaCache implements SharedCache, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaCache.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LEAVING = Duration.ofSeconds(5);
    private static final String PROBE = "ar1-integration/probe";

    /** A connection that has failed so often in a row is given up, although the engine says that it is open. */
    private static final int FAILED_PROBES = 12;

    private final String name;
    private final Callable<JCacheEngine.Connection> engine;
    private final Duration period;
    private final CountDownLatch attempted = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile JCacheEngine.@Nullable Connection connection;
    private volatile boolean reachable;
    private volatile String problem = "it was not joined in time";
    private boolean failing;
    private int failedProbes;

    /**
     * Begins to join an engine.
     *
     * @param name what the log calls the engine
     * @param engine joins it, and may take long
     * @param period the wait between two attempts to join, and between two probes
     */
    ReplicaCache(String name, Callable<JCacheEngine.Connection> engine, Duration period) {
        this.name = name;
        this.engine = engine;
        this.period = period;
        this.thread = new Thread(this::run, "integration-shared-cache");
        thread.setDaemon(true);
        thread.start();
    }

    static ReplicaCache of(JCacheEngine engine) {
        return new ReplicaCache(engine.toString(), engine::join, PERIOD);
    }

    /**
     * Waits for the end of the first attempt to join, so that a replica that can join does not fetch what others have.
     *
     * @param patience the longest wait
     * @return whether the cache can be reached
     */
    boolean awaitFirstAttempt(Duration patience) {
        try {
            attempted.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reachable;
    }

    /** Whether the cache has been joined and answered when it was asked last. */
    boolean isReachable() {
        return reachable;
    }

    private void run() {
        try {
            do {
                JCacheEngine.Connection joined = connection;
                if (joined == null) {
                    join();
                } else {
                    probe(joined);
                }
                attempted.countDown();
            } while (!closed.await(period.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The shared cache is left to itself", e);
        } finally {
            reachable = false;
            leave();
        }
    }

    private void join() {
        try {
            connection = engine.call();
            failedProbes = 0;
            reachable = true;
            failing = false;
            LOG.info("The shared cache is joined: {}", name);
        } catch (Exception | LinkageError | ServiceConfigurationError e) {
            failed(e);
        }
    }

    private void probe(JCacheEngine.Connection joined) throws InterruptedException {
        CompletableFuture<?> answer = joined.shared().get(PROBE).toCompletableFuture();
        try {
            answer.get(PERIOD.toNanos(), TimeUnit.NANOSECONDS);
            failedProbes = 0;
            reachable = true;
            if (failing) {
                failing = false;
                LOG.info("The shared cache can be reached again: {}", name);
            }
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(false);
            reachable = false;
            failedProbes++;
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            failed(cause);
            if (cause instanceof IllegalStateException || failedProbes >= FAILED_PROBES) {
                leave(); // JCache throws this from what is closed
            }
        }
    }

    /** Why it could not be reached when it was tried last. */
    String problem() {
        return problem;
    }

    private void failed(Throwable cause) {
        problem = inShort(cause);
        if (failing) {
            LOG.debug("The shared cache still cannot be reached: {}", name, cause);
            return;
        }
        failing = true;
        LOG.warn(
                "The shared cache cannot be reached: {}. The service runs without it and tries again every {} s: {}",
                name,
                period.toSeconds(),
                problem);
        LOG.debug("The shared cache cannot be reached", cause);
    }

    /** The first and the last of the causes, since engines wrap theirs. */
    private static String inShort(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String first = Printable.value(String.valueOf(failure));
        return last.equals(failure) ? first : first + "; caused by " + Printable.value(String.valueOf(last));
    }

    private void leave() {
        JCacheEngine.Connection joined = connection;
        connection = null;
        if (joined != null) {
            try {
                joined.close();
            } catch (RuntimeException | Error e) {
                LOG.debug("The engine cannot be left in order", e);
            }
        }
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
        Objects.requireNonNull(key, "key");
        return call(cache -> cache.get(key));
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
        check(key, value, timeToLive);
        return call(cache -> cache.put(key, value, timeToLive));
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
        check(key, value, timeToLive);
        return call(cache -> cache.putIfAbsent(key, value, timeToLive));
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        Objects.requireNonNull(key, "key");
        return call(cache -> cache.remove(key));
    }

    private static void check(String key, byte[] value, Duration timeToLive) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        if (timeToLive.isZero() || timeToLive.isNegative()) {
            throw new IllegalArgumentException("The time to live is not positive: " + timeToLive);
        }
    }

    private <T> CompletionStage<T> call(Function<SharedCache, CompletionStage<T>> call) {
        JCacheEngine.Connection joined = connection;
        return joined == null
                ? CompletableFuture.failedStage(new IllegalStateException("The shared cache is not joined"))
                : call.apply(joined.shared());
    }

    /** Leaves the engine, and waits for that a few seconds at most. Closing again does nothing. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(LEAVING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The shared cache could not be left within {} s: {}", LEAVING.toSeconds(), name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
