package org.ar1.integration.cache.files;

import static org.ar1.integration.cache.files.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.ar1.integration.spi.InMemorySharedCache;
import org.ar1.integration.spi.SharedCache;
import org.junit.jupiter.api.Test;

class LayeredSharedCacheTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final byte[] VALUE = {1};
    private static final byte[] OTHER = {2};

    private final AtomicLong nanos = new AtomicLong();
    private final Breakable engine = new Breakable();
    private final Breakable disk = new Breakable();
    private final SharedCache cache = new LayeredSharedCache(engine, disk, Duration.ofSeconds(30), nanos::get);

    /** A cache that may fail or be silent. */
    private static final class Breakable implements SharedCache {

        private final SharedCache cache = new InMemorySharedCache(InstantSource.system());
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean silent;
        private volatile boolean failing;

        private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
            calls.incrementAndGet();
            if (failing) {
                throw new IllegalStateException("broken");
            }
            return silent ? new CompletableFuture<>() : call.get();
        }

        @Override
        public CompletionStage<Optional<byte[]>> get(String key) {
            return call(() -> cache.get(key));
        }

        @Override
        public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
            return call(() -> cache.put(key, value, timeToLive));
        }

        @Override
        public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
            return call(() -> cache.putIfAbsent(key, value, timeToLive));
        }

        @Override
        public CompletionStage<Void> remove(String key) {
            return call(() -> cache.remove(key));
        }
    }

    @Test
    void valuesAreInBothAndClaimsOnlyInTheFirst() {
        await(cache.put("key", VALUE, DAY));
        await(cache.putIfAbsent("claim", VALUE, DAY));

        assertThat(await(engine.get("key"))).contains(VALUE);
        assertThat(await(disk.get("key"))).contains(VALUE);
        assertThat(await(engine.get("claim"))).contains(VALUE);
        assertThat(await(disk.get("claim"))).isEmpty();
    }

    @Test
    void whatTheFirstHasGoesBeforeWhatTheSecondHas() {
        await(engine.put("key", VALUE, DAY));
        await(disk.put("key", OTHER, DAY));
        await(disk.put("only there", OTHER, DAY));

        assertThat(await(cache.get("key"))).contains(VALUE);
        assertThat(await(cache.get("only there"))).contains(OTHER);
    }

    @Test
    void theSecondTakesThePlaceOfAFirstThatFails() {
        engine.failing = true;
        await(cache.put("key", VALUE, DAY));
        assertThat(await(cache.get("key"))).contains(VALUE);
        assertThat(await(cache.putIfAbsent("claim", VALUE, DAY))).isTrue();
        assertThat(await(cache.putIfAbsent("claim", VALUE, DAY))).isFalse();
        await(cache.remove("key"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatThrownBy(() -> await(cache.get("key"))).hasStackTraceContaining("broken");
    }

    @Test
    void theSecondTakesThePlaceOfAFirstThatIsSilent() {
        SharedCache impatient = new LayeredSharedCache(engine, disk, Duration.ofMillis(1), nanos::get);
        await(disk.put("key", VALUE, DAY));
        engine.silent = true;
        assertThat(await(impatient.get("key"))).contains(VALUE);
    }

    @Test
    void aFirstThatFailsAgainAndAgainIsLeftAloneForASecond() {
        await(disk.put("key", VALUE, DAY));
        engine.failing = true;
        for (int i = 0; i < 10; i++) {
            assertThat(await(cache.get("key"))).contains(VALUE);
        }
        assertThat(engine.calls).hasValue(3);

        engine.failing = false;
        await(engine.put("key", OTHER, DAY));
        assertThat(await(cache.get("key"))).contains(VALUE);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(await(cache.get("key"))).contains(OTHER);
        assertThat(await(cache.get("key"))).contains(OTHER);
    }

    @Test
    void aSecondThatFailsIsNotMissed() {
        disk.failing = true;
        await(cache.put("key", VALUE, DAY));
        assertThat(await(cache.get("key"))).contains(VALUE);
        assertThat(await(cache.putIfAbsent("claim", VALUE, DAY))).isTrue();
        await(cache.remove("key"));
        assertThatThrownBy(() -> await(cache.get("key"))).hasStackTraceContaining("broken");
    }

    @Test
    void aWriteFailsOnlyWhenBothFail() {
        engine.failing = true;
        disk.failing = true;
        assertThatThrownBy(() -> await(cache.put("key", VALUE, DAY))).hasStackTraceContaining("broken");
        assertThatThrownBy(() -> new LayeredSharedCache(engine, disk, Duration.ZERO, nanos::get))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
