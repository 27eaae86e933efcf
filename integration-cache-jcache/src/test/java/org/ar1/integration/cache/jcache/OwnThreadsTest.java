package org.ar1.integration.cache.jcache;

import org.ar1.integration.spi.SharedCache;

import static org.ar1.integration.cache.jcache.Stages.bytes;
import static org.ar1.integration.cache.jcache.Stages.failure;
import static org.ar1.integration.cache.jcache.Stages.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A cache that answers when the test lets it: nobody waits but the threads that are there for it. */
class OwnThreadsTest {

    private static final int THREADS = 4;
    private static final int QUEUE = 128;

    private final StuckCache stuck = new StuckCache();

    /** Holds every get until it is released, and does not care about interrupts. */
    private static final class StuckCache extends FakeCache {

        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final Semaphore held = new Semaphore(0);
        final CountDownLatch released = new CountDownLatch(1);

        @Override
        public byte[] get(String key) {
            threads.add(Thread.currentThread());
            held.release();
            boolean free = false;
            while (!free) {
                try {
                    free = released.await(Stages.PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    // as a provider that does not hear it
                }
            }
            return super.get(key);
        }

        void awaitHeld(int calls) throws InterruptedException {
            assertThat(held.tryAcquire(calls, Stages.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void serveWithoutAnythingElse() {
        try (JCacheSharedCache cache = JCacheSharedCache.over(new FakeCache().asCache())) {
            result(cache.put("key", bytes("value"), Duration.ofHours(1)));
            assertThat(result(cache.get("key"))).contains(bytes("value"));
            assertThat(result(cache.putIfAbsent("key", bytes("other"), Duration.ofHours(1))))
                    .isFalse();
            result(cache.remove("key"));
            assertThat(result(cache.get("key"))).isEmpty();
        }
    }

    @Test
    void keepTheCallerFromWaitingAndRejectWhatIsTooMuch() throws Exception {
        try (JCacheSharedCache cache = JCacheSharedCache.over(stuck.asCache())) {
            List<CompletionStage<Optional<byte[]>>> taken = new ArrayList<>();
            for (int i = 0; i < THREADS + QUEUE; i++) {
                taken.add(cache.get("key"));
            }
            stuck.awaitHeld(THREADS);
            assertThat(failure(cache.get("key"))).isInstanceOf(RejectedExecutionException.class);
            assertThat(taken).noneMatch(stage -> stage.toCompletableFuture().isDone());
            stuck.released.countDown();
            assertThat(taken).allSatisfy(stage -> assertThat(result(stage)).isEmpty());
            assertThat(stuck.threads).hasSize(THREADS).allMatch(Thread::isDaemon);
        }
    }

    @Test
    void doNotRunACallThatItsCallerHasGivenUp() throws Exception {
        try (JCacheSharedCache cache = JCacheSharedCache.over(stuck.asCache())) {
            List<CompletionStage<Optional<byte[]>>> holding = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                holding.add(cache.get("key"));
            }
            stuck.awaitHeld(THREADS);
            CompletionStage<Void> givenUp = cache.put("given up", bytes("value"), Duration.ofHours(1));
            givenUp.toCompletableFuture().cancel(false);
            CompletionStage<Void> last = cache.put("last", bytes("value"), Duration.ofHours(1));
            stuck.released.countDown();
            holding.forEach(Stages::result);
            result(last);
            assertThat(stuck.stored).containsOnlyKeys("last");
        }
    }

    @Test
    void haveRoomAgainForCallsInThePlaceOfThoseThatWereGivenUp() throws Exception {
        try (JCacheSharedCache cache = JCacheSharedCache.over(stuck.asCache())) {
            for (int i = 0; i < THREADS; i++) {
                cache.get("key");
            }
            stuck.awaitHeld(THREADS);
            List<CompletionStage<Optional<byte[]>>> waiting = new ArrayList<>();
            for (int i = 0; i < QUEUE; i++) {
                waiting.add(cache.get("key"));
            }
            waiting.forEach(stage -> stage.toCompletableFuture().cancel(false));
            CompletionStage<Optional<byte[]>> next = cache.get("key");
            stuck.released.countDown();
            assertThat(result(next)).isEmpty();
        }
    }

    @Test
    void endWhenItIsClosedAndNothingElseDoes() throws Exception {
        JCacheSharedCache cache = JCacheSharedCache.over(stuck.asCache());
        List<CompletionStage<Optional<byte[]>>> underWay = new ArrayList<>();
        for (int i = 0; i < THREADS + 1; i++) {
            underWay.add(cache.get("key"));
        }
        stuck.awaitHeld(THREADS);
        cache.close();
        cache.close();
        assertThat(underWay).allSatisfy(stage -> assertThat(failure(stage)).isInstanceOf(IllegalStateException.class));
        assertThat(failure(cache.get("key"))).isInstanceOf(IllegalStateException.class);
        stuck.released.countDown();
        for (Thread thread : stuck.threads) {
            thread.join(TimeUnit.SECONDS.toMillis(Stages.PATIENCE_SECONDS));
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(stuck.held.availablePermits()).isZero();
    }

    @Test
    void areNotThereWhenTheCallerBringsThreads() throws Exception {
        ExecutorService brought = Executors.newFixedThreadPool(1);
        try {
            JCacheSharedCache cache = JCacheSharedCache.over(stuck.asCache(), brought);
            CompletionStage<Optional<byte[]>> underWay = cache.get("key");
            stuck.awaitHeld(1);
            cache.close();
            assertThat(failure(underWay)).isInstanceOf(IllegalStateException.class);
            assertThat(failure(cache.get("key"))).isInstanceOf(IllegalStateException.class);
            stuck.released.countDown();
            SharedCache another = JCacheSharedCache.over(stuck.asCache(), brought);
            assertThat(result(another.get("key"))).isEmpty();
        } finally {
            brought.shutdownNow();
        }
    }
}
