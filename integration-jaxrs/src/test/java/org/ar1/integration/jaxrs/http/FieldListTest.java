package org.ar1.integration.jaxrs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ar1.integration.jaxrs.http.FieldList.Weighted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldListTest {

    @Test
    void severalLinesAreOneListAndEmptyElementsAreIgnored() {
        assertThat(FieldList.elements(List.of("a, ,b,", "", ",, c ,"))).containsExactly("a", "b", "c");
        assertThat(FieldList.elements(List.of(" , ,"))).isEmpty();
    }

    @Test
    void whatIsQuotedIsNotSeparated() {
        assertThat(FieldList.elements(List.of("a;x=\"1,2\\\",3\", b"))).containsExactly("a;x=\"1,2\\\",3\"", "b");
        assertThat(FieldList.elements(List.of("a;x=\"1, b", "c"))).containsExactly("a;x=\"1, b", "c");
    }

    @Test
    void inEntityTagsABackslashIsAnOrdinaryCharacter() {
        assertThat(FieldList.entityTags(List.of("\"a\\\", W/\"b,c\""))).containsExactly("\"a\\\"", "W/\"b,c\"");
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1",
        "A;q=0.5, 0.5",
        "a ; Q=0, 0",
        "a;x=y;q=.2;z, 0.2",
        "a;q=1.000, 1",
        "a;q=0., 0",
        "a;x=\";q=0\", 1",
        "a;q=0.123456789, 0.123456789"
    })
    void aWeightIsFrom0To1(String element, double weight) {
        assertThat(FieldList.weighted(List.of(element))).containsExactly(new Weighted("a", weight));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;q=2", "a;q=1.1", "a;q=x", "a;q=", "a;q=-1", "a;q=1e3", "a;q=.", "a;q=\"1\"", "a;q=NaN"})
    void whatHasNoWeightThatCanBeReadIsIgnored(String element) {
        assertThat(FieldList.weighted(List.of(element, "b"))).containsExactly(new Weighted("b", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|1",
                "*|1",
                "text/csv;q=0.3, */*|0.3",
                "text/*;q=0.3, */*|0.3",
                "text/csv;q=0, text/*|0",
                "text/csv;q=0.1, text/csv;x=y;q=0.2|0.2",
                "application/json|0",
                "te/*, text/cs, text|0",
                "a/b/c, TEXT/CSV|1",
                "*/csv, text/html|0",
                ",|1"
            })
    void theMostSpecificRangeCounts(String accept, double weight) {
        assertThat(Accept.of(List.of(accept)).weight("text/csv")).isEqualTo(weight);
    }

    @Test
    void withoutAFieldAnythingIsAcceptable() {
        assertThat(Accept.of(List.of()).weight("text/csv")).isEqualTo(1);
        assertThat(Accept.of(List.of("", " , ")).weight("text/csv")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/c", "nonsense", "text/csv;q=x", "/", "a/", ";", "\"", "*/json"})
    void whatHoldsNoMediaRangeIsRefused(String accept) {
        assertThatThrownBy(() -> Accept.of(List.of(accept)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(400));
    }
}
