package org.ar1.integration.internal.source;

import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.IntegrationCacheContract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CaffeineCacheTest extends IntegrationCacheContract {

    private final CaffeineCache cache = new CaffeineCache(Duration.ofHours(24));

    @Override
    protected IntegrationCache cache() {
        return cache;
    }

    @Test
    void anEntryOfAnyWeightHarmsNobody() {
        cache.put("small", new CacheEntry("x", ManualClock.START, null, null, 1));
        cache.put("huge", new CacheEntry("y", ManualClock.START, null, null, Integer.MAX_VALUE));

        assertThat(cache.get("small")).isEqualTo(new CacheEntry("x", ManualClock.START, null, null, 1));
    }

    @Test
    void knowsAboutHowManyBytesItHolds() {
        cache.put("four", new CacheEntry("x", ManualClock.START, null, null, 100));
        cache.put("sixsix", new CacheEntry("y", ManualClock.START, null, null, 200));

        assertThat(cache.weight()).hasValue(310);
    }

    @Test
    void toStringShowsTheBound() {
        assertThat(cache).hasToString("Caffeine, at most 256 MiB");
    }
}
