package org.ar1.integration.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\n", "\r", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029", "\u202e", "\u200f",
                "\ud800"
            })
    void whatControlsFormatsOrSeparatesBecomesAQuestionMark(String unprintable) {
        assertThat(Printable.text("a" + unprintable + "b")).isEqualTo("a?b");
        assertThat(Printable.value("a" + unprintable + "b")).isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Räume \"1\"", "実験室", "\ud83d\udd2d"})
    void otherTextsStayAsTheyAre(String text) {
        assertThat(Printable.text(text)).isEqualTo(text);
        assertThat(Printable.value(text)).isEqualTo(text);
    }

    @Test
    void aMessageNamesTheFirstTwoHundredCharactersOfAValue() {
        String pairs = "\ud83d\udd2d".repeat(200);

        assertThat(Printable.value(pairs)).isEqualTo(pairs);
        assertThat(Printable.value(pairs + "b")).isEqualTo(pairs + "...");
        assertThat(Printable.text(pairs + "b")).isEqualTo(pairs + "b");
    }
}
