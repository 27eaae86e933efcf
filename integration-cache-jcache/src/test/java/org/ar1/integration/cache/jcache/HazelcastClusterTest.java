package org.ar1.integration.cache.jcache;

import org.ar1.integration.spi.SharedCache;

import static org.ar1.integration.cache.jcache.Stages.bytes;
import static org.ar1.integration.cache.jcache.Stages.failure;
import static org.ar1.integration.cache.jcache.Stages.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.ar1.integration.cache.jcache.Stages.CallFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members that come and go. */
class HazelcastClusterTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int WRITERS = 4;

    private final Threads threads = new Threads();
    private Member first;

    @BeforeEach
    void start() {
        first = Member.alone();
    }

    @AfterEach
    void stop() {
        threads.close();
        first.close();
    }

    private SharedCache through(Member member) {
        return JCacheSharedCache.over(member.cache(), threads);
    }

    private static String value(String key) {
        return "the value of " + key;
    }

    private static void hasAll(SharedCache cache, Iterable<String> keys) {
        assertThat(keys).allSatisfy(key -> assertThat(result(cache.get(key))).contains(bytes(value(key))));
    }

    @Test
    void aMemberThatJoinsLateSeesTheValuesAndKeepsThem() {
        List<String> keys = IntStream.range(0, 200).mapToObj(i -> "key " + i).toList();
        keys.forEach(key -> result(through(first).put(key, bytes(value(key)), LONG)));
        try (Member late = Member.joining(first)) {
            SharedCache throughLate = through(late);
            hasAll(throughLate, keys);
            assertThat(result(throughLate.putIfAbsent(keys.get(0), bytes("another"), LONG)))
                    .isFalse();
            late.awaitBackupsWith(first);
            first.kill();
            hasAll(throughLate, keys);
        }
    }

    @Test
    void aMemberKilledUnderLoadTakesNothingWithIt() throws Exception {
        try (Member survivor = Member.joining(first)) {
            survivor.awaitBackupsWith(first);
            SharedCache cache = through(survivor);
            Map<String, Integer> written = new ConcurrentHashMap<>();
            Semaphore completed = new Semaphore(0);
            AtomicBoolean enough = new AtomicBoolean();
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(CompletableFuture.runAsync(
                        () -> {
                            for (int round = 0; !enough.get(); round++) {
                                write(cache, writer, round, written);
                                completed.release();
                            }
                        },
                        threads));
            }
            assertThat(completed.tryAcquire(500, Stages.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            first.kill();
            completed.drainPermits();
            assertThat(completed.tryAcquire(500, Stages.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            enough.set(true);
            writers.forEach(Stages::result);
            assertThat(written).hasSizeGreaterThan(500);
            hasAll(cache, written.keySet());
        }
    }

    /** A value of the writer's own, and one of which there must be a single writer. What fails was not written. */
    private static void write(SharedCache cache, int writer, int round, Map<String, Integer> written) {
        String own = "put by " + writer + " in " + round;
        String ownIfAbsent = "put if absent by " + writer + " in " + round;
        String contended = "put by one in " + round;
        try {
            result(cache.put(own, bytes(value(own)), LONG));
            written.put(own, writer);
            if (!result(cache.putIfAbsent(ownIfAbsent, bytes(value(ownIfAbsent)), LONG))) {
                throw new AssertionError("Nobody else put " + ownIfAbsent);
            }
            written.put(ownIfAbsent, writer);
            if (result(cache.putIfAbsent(contended, bytes(value(contended)), LONG))
                    && written.put(contended, writer) != null) {
                throw new AssertionError("Two put " + contended);
            }
        } catch (CallFailed e) {
            return; // it may fail while a member dies; it must not be lost once it has succeeded
        }
    }

    @Test
    void callsUnderWayCompleteWhenTheirMemberDies() throws Exception {
        try (Member survivor = Member.joining(first)) {
            SharedCache dying = through(first);
            Semaphore completed = new Semaphore(0);
            List<CompletableFuture<Throwable>> failures = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String key = "key " + i;
                failures.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                while (true) {
                                    result(dying.put(key, bytes("value"), LONG));
                                    result(dying.get(key));
                                    result(dying.remove(key));
                                    result(dying.putIfAbsent(key, bytes("value"), LONG));
                                    completed.release();
                                }
                            } catch (CallFailed e) {
                                return e;
                            }
                        },
                        threads));
            }
            assertThat(completed.tryAcquire(100, Stages.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            first.kill();
            assertThat(failures)
                    .allSatisfy(failure -> assertThat(result(failure)).isInstanceOf(CallFailed.class));
            result(through(survivor).put("key", bytes(value("key")), LONG));
            hasAll(through(survivor), List.of("key"));
        }
    }

    @Test
    void callsOnADeadMembersCacheFail() {
        try (Member survivor = Member.joining(first)) {
            SharedCache dead = through(first);
            result(dead.put("key", bytes(value("key")), LONG));
            survivor.awaitBackupsWith(first);
            first.kill();
            assertThat(failure(dead.get("key"))).isInstanceOf(IllegalStateException.class);
            assertThat(failure(dead.put("key", bytes("other"), LONG))).isInstanceOf(IllegalStateException.class);
            assertThat(failure(dead.putIfAbsent("key", bytes("other"), LONG)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(failure(dead.remove("key"))).isInstanceOf(IllegalStateException.class);
            hasAll(through(survivor), List.of("key"));
        }
    }

    @Test
    void callsOnACacheThatItsOperatorClosedFail() {
        SharedCache closed = through(first);
        result(closed.put("key", bytes("value"), LONG));
        first.cache().close();
        assertThat(failure(closed.get("key"))).isInstanceOf(IllegalStateException.class);
        assertThat(failure(closed.put("key", bytes("other"), LONG))).isInstanceOf(IllegalStateException.class);
    }
}
