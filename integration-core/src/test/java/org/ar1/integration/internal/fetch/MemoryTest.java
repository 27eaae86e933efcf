package org.ar1.integration.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.wire.EntryJson;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryTest {

    /** Lets something happen right after a look that somebody acts upon. */
    private static final class InterruptedLooks implements IntegrationCache {
        private final ConcurrentMap<String, CacheEntry> entries = new ConcurrentHashMap<>();
        private @Nullable Runnable afterNext;

        @Override
        public @Nullable CacheEntry get(String key) {
            CacheEntry entry = entries.get(key);
            Runnable then = afterNext;
            if (then != null) {
                afterNext = null;
                then.run();
            }
            return entry;
        }

        @Override
        public void put(String key, CacheEntry entry) {
            entries.put(key, entry);
        }
    }

    private final ManualClock clock = new ManualClock();
    private final InterruptedLooks cache = new InterruptedLooks();
    private final Memory memory = new Memory(
            cache,
            Freshness.of(IntegrationConfig.builder().build()),
            new Failures(Duration.ofSeconds(1), Duration.ofSeconds(30)),
            clock,
            Events.none());
    private final Source<String> source = new Source<>(
            "key",
            UpstreamService.PERFORMANCE,
            "stats",
            context -> {
                throw new AssertionError("nothing is fetched here");
            },
            value -> null,
            Source.Lifetime.USUAL,
            EntryJson.of(String.class));

    @Test
    void whatIsFetchedWhileAnOlderAbsenceIsBelievedIsNotForgotten() throws InterruptedException {
        CacheEntry old = entry("old");
        memory.keep(source, old);
        CacheEntry absent = Memory.absent(memory.now());
        clock.advance(Duration.ofMinutes(5));
        CacheEntry fetched = entry("fetched");
        Thread fetch = new Thread(() -> memory.keep(source, fetched));
        cache.afterNext = () -> {
            fetch.start();
            awaitDoneOrBlocked(fetch);
        };

        memory.keepAfter(source, old, absent);
        fetch.join();

        assertThat(memory.last(source)).isEqualTo(fetched);
    }

    @Test
    void anAbsenceReplacesOneThatWasFoundBeforeAndBelievedMeanwhile() {
        CacheEntry earlier = Memory.absent(memory.now());
        clock.advance(Duration.ofMinutes(1));
        CacheEntry later = Memory.absent(memory.now());

        assertThat(memory.keepAfter(source, null, earlier)).isTrue();
        assertThat(memory.keepAfter(source, null, later)).isTrue();
        assertThat(memory.keepAfter(source, null, earlier)).isFalse();
        assertThat(memory.last(source)).isEqualTo(later);
    }

    @Test
    void anAbsenceReplacesNoValueThatCameMeanwhile() {
        CacheEntry fetched = entry("fetched");
        memory.keep(source, fetched);
        clock.advance(Duration.ofMinutes(1));

        assertThat(memory.keepAfter(source, null, Memory.absent(memory.now()))).isFalse();
        assertThat(memory.last(source)).isEqualTo(fetched);
    }

    @Test
    void whatIsFetchedWhileAnOlderEntryIsAdoptedIsNotForgotten() throws InterruptedException {
        memory.keep(source, entry("old"));
        clock.advance(Duration.ofMinutes(1));
        CacheEntry shared = entry("shared");
        clock.advance(Duration.ofMinutes(1));
        CacheEntry fetched = entry("fetched");
        Thread fetch = new Thread(() -> memory.keep(source, fetched));
        cache.afterNext = () -> {
            fetch.start();
            awaitDoneOrBlocked(fetch);
        };

        memory.adopt(source, shared);
        fetch.join();

        assertThat(memory.last(source)).isEqualTo(fetched);
    }

    private static void awaitDoneOrBlocked(Thread thread) {
        while (thread.isAlive()
                && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }

    private CacheEntry entry(String value) {
        return new CacheEntry(value, memory.now(), null, null, 1);
    }
}
