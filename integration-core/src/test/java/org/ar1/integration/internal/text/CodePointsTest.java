package org.ar1.integration.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodePointsTest {

    private static Map<String, Integer> lengths(String... texts) {
        return CodePoints.map(List.of(texts), text -> text, String::length);
    }

    @Test
    void keysAreInOrderWhateverTheOrderOfTheThings() {
        assertThat(lengths("a", "b", "\uff5e", "🐳").keySet()).containsExactly("a", "b", "\uff5e", "🐳");
        assertThat(lengths("🐳", "b", "\uff5e", "a").keySet()).containsExactly("a", "b", "\uff5e", "🐳");
    }

    @Test
    void ofAKeyThatComesTwiceTheLastValueCounts() {
        assertThat(CodePoints.map(
                        List.of("a=1", "b=2", "a=3"), text -> text.substring(0, 1), text -> text.substring(2)))
                .isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void valuesCanBeReplacedByOthers() {
        assertThat(CodePoints.sorted(lengths("a", "bb", "🐳"), length -> -length))
                .containsExactly(Map.entry("a", -1), Map.entry("bb", -2), Map.entry("🐳", -2));
    }

    @Test
    void nothingInAMapCanBeChanged() {
        Map<String, Integer> map = lengths("a");

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.put("b", 2));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> map.entrySet().iterator().next().setValue(2));
    }
}
