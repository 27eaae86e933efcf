package org.ar1.integration.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ar1.integration.spi.CacheEntry;
import org.junit.jupiter.api.Test;

class CaffeineCacheTest {

    private final CaffeineCache cache = new CaffeineCache(Duration.ofHours(24));

    private static CacheEntry entry(Object value, int weight) {
        return new CacheEntry(value, ManualClock.START, null, null, weight);
    }

    @Test
    void keepsTheLatestEntryOfEachKey() {
        cache.put("a", entry("old", 1));
        cache.put("a", entry("new", 1));
        cache.put("b", entry(null, 1));

        assertThat(cache.get("a")).isEqualTo(entry("new", 1));
        assertThat(cache.get("b")).isEqualTo(entry(null, 1));
        assertThat(cache.get("c")).isNull();
    }

    @Test
    void anEntryOfAnyWeightHarmsNobody() {
        cache.put("small", entry("x", 1));
        cache.put("huge", entry("y", Integer.MAX_VALUE));

        assertThat(cache.get("small")).isEqualTo(entry("x", 1));
    }

    @Test
    void toStringShowsTheBound() {
        assertThat(cache).hasToString("Caffeine, at most 256 MiB");
    }
}
