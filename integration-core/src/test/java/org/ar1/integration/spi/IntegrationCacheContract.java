package org.ar1.integration.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link IntegrationCache} does, as tests: extend it, and give it a cache with room for a few thousand small
 * entries. JUnit Jupiter (with its parameters) and AssertJ have to be on the class path.
 *
 * <p>Keys are new in every test, so that tests can share one cache and nobody needs to empty it.
 */
public abstract class IntegrationCacheContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int ENTRIES = 200;

    private final String test = UUID.randomUUID().toString();

    /** For the test of an implementation. */
    protected IntegrationCacheContract() {}

    /**
     * The cache under test.
     *
     * @return the same one throughout a test
     */
    protected abstract IntegrationCache cache();

    @Test
    void givesNullForAKeyThatNobodyPut() {
        assertThat(cache().get(key("nobody"))).isNull();
    }

    @Test
    void givesWhatWasPut() {
        CacheEntry entry = new CacheEntry(List.of("a", "b"), NOON, NOON.minusSeconds(60), "W/\"5-x\"", 100);
        cache().put(key("key"), entry);
        assertThat(cache().get(key("key"))).isEqualTo(entry);
        assertThat(cache().get(key("key"))).isEqualTo(entry);
    }

    @Test
    void replacesAnOlderEntry() {
        cache().put(key("key"), entry("first"));
        cache().put(key("key"), entry("second"));
        assertThat(cache().get(key("key"))).isEqualTo(entry("second"));
    }

    @Test
    void replacesAHeavyEntryByALightOneAndBack() {
        CacheEntry light = new CacheEntry("light", NOON, null, null, 0);
        CacheEntry heavy = new CacheEntry("heavy", NOON, null, null, 1 << 20);
        cache().put(key("key"), heavy);
        cache().put(key("key"), light);
        assertThat(cache().get(key("key"))).isEqualTo(light);
        cache().put(key("key"), heavy);
        assertThat(cache().get(key("key"))).isEqualTo(heavy);
    }

    @Test
    void tellsAnAnswerThatThereIsNoneFromNoAnswer() {
        CacheEntry none = new CacheEntry(null, NOON, null, null, 16);
        cache().put(key("key"), none);
        assertThat(cache().get(key("key"))).isEqualTo(none);
        assertThat(cache().get(key("nobody"))).isNull();
    }

    @Test
    void replacesAValueByItsAbsenceAndBack() {
        CacheEntry none = new CacheEntry(null, NOON, null, null, 16);
        cache().put(key("key"), entry("value"));
        cache().put(key("key"), none);
        assertThat(cache().get(key("key"))).isEqualTo(none);
        cache().put(key("key"), entry("value"));
        assertThat(cache().get(key("key"))).isEqualTo(entry("value"));
    }

    @Test
    void keepsAnEntryThatIsNoLongerFresh() {
        CacheEntry old =
                new CacheEntry("old", NOON.minus(Duration.ofHours(3)), NOON.minus(Duration.ofDays(2)), null, 16);
        cache().put(key("key"), old);
        assertThat(cache().get(key("key"))).isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A", "a/", "a//b", " ", "á", "a\u0301", "网络/容器 🚀", "line\nbreak", "?type=a%2Fb"})
    void takesAnyKey(String awkward) {
        cache().put(key(awkward), entry(awkward));
        assertThat(cache().get(key(awkward))).isEqualTo(entry(awkward));
        assertThat(cache().get(key(awkward + "/"))).isNull();
    }

    @Test
    void keepsWhatManyThreadsPutUnderTheirOwnKeys() {
        ContractThreads.each(thread -> {
            for (int i = 0; i < ENTRIES; i++) {
                cache().put(key(thread + "/" + i), entry(thread + ", " + i));
            }
            return thread;
        });
        for (int thread = 0; thread < ContractThreads.COUNT; thread++) {
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(cache().get(key(thread + "/" + i))).isEqualTo(entry(thread + ", " + i));
            }
        }
    }

    @Test
    void givesWholeEntriesWhileManyThreadsReplaceThem() {
        List<CacheEntry> mine = IntStream.range(0, ContractThreads.COUNT)
                .mapToObj(thread -> new CacheEntry("by " + thread, NOON.plusSeconds(thread), null, null, 16 + thread))
                .toList();
        ContractThreads.each(thread -> {
            for (int i = 0; i < ENTRIES; i++) {
                cache().put(key("key"), mine.get(thread));
                assertThat(cache().get(key("key"))).isIn(mine);
            }
            return thread;
        });
        assertThat(cache().get(key("key"))).isIn(mine);
    }

    private static CacheEntry entry(String value) {
        return new CacheEntry(value, NOON, null, null, value.length());
    }

    private String key(String name) {
        return name + test;
    }
}
