package org.ar1.integration.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodePointsPropertiesTest {

    @Property(tries = 1000)
    void textsCompareAsTheirCodePointsDo(@ForAll("texts") String a, @ForAll("texts") String b) {
        int expected = Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

        assertThat(Integer.signum(CodePoints.ORDER.compare(a, b))).isEqualTo(Integer.signum(expected));
    }

    @Property
    void theOrderIsThatOfTheBytesInUtf8(@ForAll("texts") String a, @ForAll("texts") String b) {
        int expected = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

        assertThat(Integer.signum(CodePoints.ORDER.compare(a, b))).isEqualTo(Integer.signum(expected));
    }

    @Example
    void supplementaryCharactersComeAfterThePrivateUseArea() {
        List<String> texts = new ArrayList<>(List.of("🐳", "\ue000", "\uffff", "a", "", "aa", "Z", "ß", "𐀀"));
        texts.sort(CodePoints.ORDER);

        assertThat(texts).containsExactly("", "Z", "a", "aa", "ß", "\ue000", "\uffff", "𐀀", "🐳");
    }

    /** Well-formed, with common beginnings. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "Z", "ß", "\ud7ff", "\ue000", "\uffff", "𐀀", "🐳", "🐴", "\udbff\udfff", "\0")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
