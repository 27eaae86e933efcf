package org.ar1.integration.cache.jcache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;

/**
 * A shared cache over a JCache cache that the operator has chosen, configured and opened, and closes.
 *
 * <p>What to know about that cache:
 *
 * <ul>
 *   <li>All replicas have to reach the same one. With several providers its identity includes the URI and the class
 *       loader of its {@code CacheManager}: replicas that differ there share nothing, and nothing says so.
 *   <li>It should compare values by their bytes, as one that is stored by value in serialized form does (Hazelcast's
 *       {@code BINARY} format, its default). On one that compares arrays by identity (embedded Infinispan),
 *       {@code putIfAbsent} over an expired value leaves a small entry beside the new value, takes two more calls, and
 *       may overwrite a {@code put} of the same key under way at the same time.
 *   <li>It should be bounded, by eviction or by an expiry of its own, since JCache has no time to live by entry: this
 *       class stores the end of each value with it and passes over what has ended, but does not remove it. An expiry
 *       shorter than a time to live shortens that.
 *   <li>The ends are measured by the replicas' clocks, which should agree to about a second.
 * </ul>
 *
 * <p>JCache calls block, so each runs in a thread of the executor. One that the executor rejects, like one that the
 * cache fails, is a failed stage; so are calls on a cache that has been closed.
 *
 * <p>Thread-safe.
 */
public final class JCacheSharedCache implements SharedCache, AutoCloseable {

    private static final int OWN_THREADS = 4;
    private static final int OWN_QUEUE = 128;
    private static final int OWN_IDLE_SECONDS = 30;

    private final Cache<String, byte[]> cache;
    private final InstantSource clock;
    private final Calls calls;
    private final @Nullable ThreadPoolExecutor own;

    private JCacheSharedCache(
            Cache<String, byte[]> cache, Executor executor, InstantSource clock, @Nullable ThreadPoolExecutor own) {
        this.cache = present(cache);
        this.clock = Objects.requireNonNull(clock, "clock");
        this.calls = new Calls(Objects.requireNonNull(executor, "executor"));
        this.own = own;
    }

    /**
     * Over a cache, with a few daemon threads of its own: at most 4, which end when idle, and at most 128 calls that
     * wait for one; further calls fail.
     *
     * @param cache the cache, open
     * @return the shared cache; close it to end its threads
     */
    public static JCacheSharedCache over(Cache<String, byte[]> cache) {
        present(cache);
        ThreadPoolExecutor own = ownThreads();
        return new JCacheSharedCache(cache, own, InstantSource.system(), own);
    }

    /**
     * Over a cache, with threads of the caller's.
     *
     * @param cache the cache, open
     * @param executor runs the calls, never in the thread that hands them over; it should be bounded, and reject what
     *     is too much
     * @return the shared cache
     */
    public static JCacheSharedCache over(Cache<String, byte[]> cache, Executor executor) {
        return over(cache, executor, InstantSource.system());
    }

    /**
     * Over a cache, with threads and a clock of the caller's.
     *
     * @param cache the cache, open
     * @param executor runs the calls, never in the thread that hands them over; it should be bounded, and reject what
     *     is too much
     * @param clock tells when a value ends
     * @return the shared cache
     */
    public static JCacheSharedCache over(Cache<String, byte[]> cache, Executor executor, InstantSource clock) {
        return new JCacheSharedCache(cache, executor, clock, null);
    }

    private static Cache<String, byte[]> present(Cache<String, byte[]> cache) {
        return Objects.requireNonNull(
                cache, "The cache is null: CacheManager.getCache knows none of that name, create it with createCache");
    }

    private static ThreadPoolExecutor ownThreads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                OWN_THREADS,
                OWN_THREADS,
                OWN_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(OWN_QUEUE),
                task -> {
                    Thread thread = new Thread(task, "integration-cache-jcache-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
        Objects.requireNonNull(key, "key");
        return calls.start(() -> Optional.ofNullable(cache.get(key))
                .filter(stored -> StoredValue.isPresent(stored, now()))
                .map(StoredValue::value));
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
        Objects.requireNonNull(key, "key");
        byte[] stored = stored(value, timeToLive);
        return calls.start(() -> {
            cache.put(key, stored);
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
        Objects.requireNonNull(key, "key");
        byte[] mine = stored(value, timeToLive);
        return calls.start(() -> storeIfAbsent(key, mine));
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        Objects.requireNonNull(key, "key");
        return calls.start(() -> {
            cache.remove(key);
            return null;
        });
    }

    /** Every round but the last met somebody else's change of the key, so that this ends. */
    private boolean storeIfAbsent(String key, byte[] mine) {
        byte[] expired = null;
        while (!cache.putIfAbsent(key, mine)) {
            byte[] there = cache.get(key);
            if (there == null) {
                continue; // it went between the two calls
            }
            if (Arrays.equals(there, mine)) {
                return true; // the provider repeated a call that had succeeded
            }
            if (StoredValue.isPresent(there, now())) {
                return false;
            }
            if (Arrays.equals(there, expired)) {
                return replaceByClaim(key, there, mine);
            }
            if (cache.replace(key, there, mine)) {
                return true;
            }
            expired = there;
        }
        return true;
    }

    /**
     * Replaces an expired value in a cache that does not compare values by their bytes. Of those who find it, the one
     * that puts the claim to this very value replaces it. The claim expires together with the new value, and stays for
     * those who still see the old one.
     */
    private boolean replaceByClaim(String key, byte[] expired, byte[] mine) {
        if (!storeIfAbsent(key + " after " + StoredValue.mark(expired), mine)) {
            return false;
        }
        cache.put(key, mine);
        return true;
    }

    private byte[] stored(byte[] value, Duration timeToLive) {
        Objects.requireNonNull(value, "value");
        if (timeToLive.isZero() || timeToLive.isNegative()) {
            throw new IllegalArgumentException("The time to live is not positive: " + timeToLive);
        }
        return StoredValue.of(value, end(timeToLive));
    }

    private long end(Duration timeToLive) {
        try {
            return Math.addExact(now(), timeToLive.plusNanos(999_999).toMillis());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private long now() {
        return clock.millis();
    }

    /**
     * Fails the calls under way and all later ones, and ends the threads, if they are its own. The cache and an
     * executor of the caller's stay as they are. Closing again does nothing.
     */
    @Override
    public void close() {
        calls.close();
        if (own != null) {
            own.shutdownNow();
        }
    }

    /** {@return what this is over; the name of the cache, and nothing of its content} */
    @Override
    public String toString() {
        return "JCache " + cache.getName();
    }
}
