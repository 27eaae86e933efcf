package org.ar1.integration.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathSegmentsTest {

    @ParameterizedTest
    @CsvSource({
        "linux-basics, linux-basics",
        "a.b_c~d-9, a.b_c~d-9",
        "'', ''",
        "' a  b ', %20a%20%20b%20",
        "a/b, a%2Fb",
        "a?b#c, a%3Fb%23c",
        "100%, 100%25",
        "%2F, %252F",
        "a+b, a%2Bb",
        "., %2E",
        ".., %2E%2E",
        "..., ...",
        ".git, .git",
        "../x, ..%2Fx",
        "a;b=c:d@e&f, a%3Bb%3Dc%3Ad%40e%26f",
        "ß, %C3%9F",
        "网, %E7%BD%91",
        "🐳, %F0%9F%90%B3",
        "٣, %D9%A3"
    })
    void everythingButTheUnreservedCharactersIsEncoded(String text, String segment) {
        assertThat(PathSegments.encode(text)).isEqualTo(segment);
    }

    @Property
    void decodingGivesTheTextBack(@ForAll("texts") String text) {
        // The decoder is one for forms; it differs in the plus sign only, which is always encoded.
        assertThat(URLDecoder.decode(PathSegments.encode(text), UTF_8)).isEqualTo(text);
    }

    @Property
    void noReservedCharacterIsLeft(@ForAll("texts") String text) {
        assertThat(PathSegments.encode(text)).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
    }

    @Property
    void itIsOneSegmentWhateverTheText(@ForAll("texts") String text) {
        URI uri = URI.create("http://localhost:1/before/" + PathSegments.encode(text) + "?days=7");

        assertThat(uri.normalize()).isEqualTo(uri);
        assertThat(uri.getPath()).isEqualTo("/before/" + text);
        assertThat(uri.getRawPath().split("/", -1)).hasSize(3);
        assertThat(uri.getQuery()).isEqualTo("days=7");
        assertThat(uri.getHost()).isEqualTo("localhost");
    }

    /** Well-formed text, with many of the characters that mean something in a URL. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(".", "..", "/", "?", "#", "%", "%2F", "+", " ", "\\", ";", ":", "@", "\n", "\0"),
                        Arbitraries.strings()
                                .ofMaxLength(3)
                                .filter(text -> UTF_8.newEncoder().canEncode(text)),
                        Arbitraries.of("Docker", "ß", "网络", "🐳", "\uffff"))
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }
}
