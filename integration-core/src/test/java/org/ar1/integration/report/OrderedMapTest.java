package org.ar1.integration.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class OrderedMapTest {

    private static Map<String, Integer> lengths(String... texts) {
        return CodePoints.map(List.of(texts), text -> text, String::length);
    }

    @Test
    void keysAreInOrderHoweverTheyCome() {
        assertThat(lengths("a", "b", "\uff5e", "🐳").keySet()).containsExactly("a", "b", "\uff5e", "🐳");
        assertThat(lengths("🐳", "b", "\uff5e", "a").keySet()).containsExactly("a", "b", "\uff5e", "🐳");
        assertThat(CodePoints.sorted(new LinkedHashMap<>(Map.of("b", 1))).keySet())
                .containsExactly("b");
    }

    @Test
    void aKeyFindsItsValueAndNothingElseDoes() {
        Map<String, Integer> map = lengths("a", "bb", "cccc");
        Object noText = 7;

        assertThat(map).containsEntry("a", 1).containsEntry("bb", 2).containsEntry("cccc", 4);
        assertThat(map.get("b")).isNull();
        assertThat(map.get("")).isNull();
        assertThat(map.get("d")).isNull();
        assertThat(map.containsKey("b")).isFalse();
        assertThat(map.containsKey("bb")).isTrue();
        assertThat(map.get(noText)).isNull();
        assertThat(map.get(null)).isNull();
    }

    @Test
    void ofAKeyThatComesTwiceTheLastValueCounts() {
        assertThat(pairs("a=1", "b=2", "a=3")).isEqualTo(Map.of("a", "3", "b", "2"));
        assertThat(pairs("a=1", "a=3", "b=2")).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    private static Map<String, String> pairs(String... texts) {
        return CodePoints.map(List.of(texts), text -> text.substring(0, 1), text -> text.substring(2));
    }

    @Test
    void itsValuesCanBeReplacedByOthers() {
        Map<String, Integer> map = lengths("a", "bb", "🐳");

        assertThat(CodePoints.sorted(map, length -> -length))
                .isEqualTo(CodePoints.sorted(new LinkedHashMap<>(map), length -> -length))
                .containsExactly(Map.entry("a", -1), Map.entry("bb", -2), Map.entry("🐳", -2));
        assertThat(map).containsEntry("a", 1);
    }

    @Test
    void itEqualsAnyMapOfTheSameEntries() {
        assertThat(lengths("a", "bb")).isEqualTo(Map.of("bb", 2, "a", 1)).hasSameHashCodeAs(Map.of("bb", 2, "a", 1));
        assertThat(Map.of("bb", 2, "a", 1)).isEqualTo(lengths("a", "bb"));
        assertThat(lengths("a", "bb")).isNotEqualTo(Map.of("a", 1)).hasToString("{a=1, bb=2}");
        assertThat(lengths()).isEmpty();
    }

    @Test
    void everyWayThroughItGivesTheSame() {
        Map<String, Integer> map = lengths("a", "bb");
        List<String> seen = new ArrayList<>();
        map.forEach((key, value) -> seen.add(key + value));

        assertThat(seen).containsExactly("a1", "bb2");
        assertThat(map.values()).containsExactly(1, 2);
        assertThat(map.entrySet()).containsExactly(Map.entry("a", 1), Map.entry("bb", 2));
    }

    @Test
    void itEndsWhereItEnds() {
        Iterator<Map.Entry<String, Integer>> entries = lengths("a").entrySet().iterator();
        entries.next();

        assertThat(entries.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }

    @Test
    void nothingInItCanBeChanged() {
        Map<String, Integer> map = lengths("a");
        Iterator<String> keys = map.keySet().iterator();
        keys.next();
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.put("a", 2));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.remove("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(keys::remove);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> entry.setValue(2));
    }
}
