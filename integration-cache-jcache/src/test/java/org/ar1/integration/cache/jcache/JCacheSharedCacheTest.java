package org.ar1.integration.cache.jcache;

import static org.ar1.integration.cache.jcache.Stages.bytes;
import static org.ar1.integration.cache.jcache.Stages.failure;
import static org.ar1.integration.cache.jcache.Stages.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.cache.CacheException;
import org.ar1.integration.spi.SharedCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What it makes of the cache below it, which here is a map, or worse. */
class JCacheSharedCacheTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Threads threads = new Threads();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00.5Z"));

    @AfterEach
    void stop() {
        threads.close();
    }

    private JCacheSharedCache over(FakeCache cache) {
        return JCacheSharedCache.over(cache.asCache(), threads, now::get);
    }

    private void pass(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    static List<Function<SharedCache, CompletionStage<?>>> calls() {
        return List.of(
                cache -> cache.get("key"),
                cache -> cache.put("key", bytes("value"), LONG),
                cache -> cache.putIfAbsent("key", bytes("value"), LONG),
                cache -> cache.remove("key"));
    }

    @Test
    void forgetsAtTheMillisecond() {
        SharedCache cache = over(new FakeCache());
        result(cache.put("key", bytes("value"), SHORT));
        pass(SHORT.minusMillis(1));
        assertThat(result(cache.get("key"))).contains(bytes("value"));
        assertThat(result(cache.putIfAbsent("key", bytes("early"), SHORT))).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(result(cache.get("key"))).isEmpty();
        assertThat(result(cache.putIfAbsent("key", bytes("new"), SHORT))).isTrue();
    }

    @Test
    void roundsATimeToLiveUpToAMillisecond() {
        SharedCache cache = over(new FakeCache());
        result(cache.put("key", bytes("value"), Duration.ofNanos(1)));
        assertThat(result(cache.get("key"))).contains(bytes("value"));
        pass(Duration.ofMillis(1));
        assertThat(result(cache.get("key"))).isEmpty();
    }

    @Test
    void keepsTheValueEvenIfSomebodyChangesItsArrays() {
        SharedCache cache = over(new FakeCache());
        byte[] given = bytes("value");
        result(cache.put("key", given, LONG));
        Arrays.fill(given, (byte) '!');
        Arrays.fill(result(cache.get("key")).orElseThrow(), (byte) '?');
        assertThat(result(cache.get("key"))).contains(bytes("value"));
    }

    @Test
    void takesForAbsentWhatItDidNotStore() {
        FakeCache below = new FakeCache();
        SharedCache cache = over(below);
        result(cache.put("key", bytes("value"), LONG));
        byte[] stored = below.get("key");
        byte[] otherVersion = stored.clone();
        otherVersion[0]++;
        for (byte[] foreign :
                List.of(new byte[0], new byte[1], new byte[100], otherVersion, Arrays.copyOf(stored, 16))) {
            below.put("key", foreign);
            assertThat(result(cache.get("key"))).isEmpty();
            assertThat(result(cache.putIfAbsent("key", bytes("new"), LONG))).isTrue();
            assertThat(result(cache.get("key"))).contains(bytes("new"));
        }
    }

    @Test
    void triesAgainWhenAValueGoesBetweenTwoCalls() {
        SharedCache cache = over(new FakeCache() {
            @Override
            public byte[] get(String key) {
                stored.remove(key);
                return null;
            }
        });
        result(cache.put("key", bytes("value"), SHORT));
        assertThat(result(cache.putIfAbsent("key", bytes("new"), SHORT))).isTrue();
    }

    @Test
    void losesToAnotherReplicaThatIsFasterToReplaceWhatHasExpired() {
        FakeCache below = new FakeCache() {
            @Override
            public boolean replace(String key, byte[] old, byte[] value) {
                super.replace(key, old, StoredValue.of(bytes("faster"), Long.MAX_VALUE));
                return super.replace(key, old, value);
            }
        };
        SharedCache cache = over(below);
        result(cache.put("key", bytes("expired"), SHORT));
        pass(SHORT);
        assertThat(result(cache.putIfAbsent("key", bytes("slower"), LONG))).isFalse();
        assertThat(result(cache.get("key"))).contains(bytes("faster"));
    }

    @Test
    void knowsItsOwnWorkWhenTheProviderRepeatsACall() {
        SharedCache cache = over(new FakeCache() {
            @Override
            public boolean putIfAbsent(String key, byte[] value) {
                super.putIfAbsent(key, value);
                return super.putIfAbsent(key, value);
            }

            @Override
            public boolean replace(String key, byte[] old, byte[] value) {
                super.replace(key, old, value);
                return super.replace(key, old, value);
            }
        });
        assertThat(result(cache.putIfAbsent("key", bytes("value"), SHORT))).isTrue();
        assertThat(result(cache.putIfAbsent("key", bytes("value"), SHORT))).isFalse();
        pass(SHORT);
        assertThat(result(cache.putIfAbsent("key", bytes("value"), SHORT))).isTrue();
        assertThat(result(cache.putIfAbsent("key", bytes("value"), SHORT))).isFalse();
    }

    @Test
    void aReplacementByClaimIsMadeOnceAndIsAnExpiredValueWhenItsMakerDies() {
        FakeCache byIdentity = new FakeCache() {
            @Override
            public boolean replace(String key, byte[] old, byte[] value) {
                return false;
            }
        };
        SharedCache cache = over(byIdentity);
        result(cache.put("key", bytes("value"), SHORT));
        pass(SHORT);
        byte[] seen = byIdentity.stored.get("key");
        assertThat(result(cache.putIfAbsent("key", bytes("new"), SHORT))).isTrue();
        byIdentity.stored.put("key", seen); // as one that saw the old value, or whose maker died before the last call
        assertThat(result(cache.putIfAbsent("key", bytes("late"), SHORT))).isFalse();
        pass(SHORT);
        assertThat(result(cache.putIfAbsent("key", bytes("later"), SHORT))).isTrue();
        assertThat(result(cache.get("key"))).contains(bytes("later"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void passesOnWhatTheCacheThrows(Function<SharedCache, CompletionStage<?>> call) {
        CacheException broken = new CacheException("broken");
        SharedCache cache = over(new FakeCache() {
            @Override
            public byte[] get(String key) {
                throw broken;
            }

            @Override
            public void put(String key, byte[] value) {
                throw broken;
            }

            @Override
            public boolean putIfAbsent(String key, byte[] value) {
                throw broken;
            }

            @Override
            public boolean remove(String key) {
                throw broken;
            }
        });
        assertThat(failure(call.apply(cache))).isSameAs(broken);
    }

    @Test
    void failsWhenTheCacheHoldsSomethingElseThanBytes() {
        SharedCache cache = over(new FakeCache() {
            @Override
            public byte[] get(String key) {
                throw new ClassCastException("text");
            }
        });
        assertThat(failure(cache.get("key"))).isInstanceOf(ClassCastException.class);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void failsAtOnceWhenTheExecutorRejects(Function<SharedCache, CompletionStage<?>> call) {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        SharedCache cache = JCacheSharedCache.over(new FakeCache().asCache(), full);
        CompletionStage<?> stage = call.apply(cache);
        assertThat(stage.toCompletableFuture()).isDone();
        assertThat(failure(stage)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void refusesToBeMadeOfNothing() {
        assertThatThrownBy(() -> JCacheSharedCache.over(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> JCacheSharedCache.over(null, threads)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> JCacheSharedCache.over(new FakeCache().asCache(), null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> JCacheSharedCache.over(new FakeCache().asCache(), threads, null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void saysWhatItIs() {
        assertThat(over(new FakeCache())).hasToString("JCache fake");
    }
}
