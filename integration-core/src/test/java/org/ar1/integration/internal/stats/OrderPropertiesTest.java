package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ar1.integration.report.CodePoints;

class OrderPropertiesTest {

    @Property
    void textsAreSortedByCodePoint(@ForAll("texts") List<String> texts) {
        String[] sorted = texts.toArray(String[]::new);
        Order.sort(sorted);

        assertThat(sorted)
                .containsExactly(texts.stream().sorted(CodePoints.ORDER).toArray(String[]::new));
    }

    @Property
    void numbersAreOrderedAsTheyCompareAndEqualOnesStayAsTheyAre(@ForAll("numbers") List<Double> numbers) {
        int[] order = Order.of(numbers.stream().mapToLong(Order::key).toArray());

        assertThat(Arrays.stream(order).boxed())
                .containsExactlyElementsOf(IntStream.range(0, numbers.size())
                        .boxed()
                        .sorted(Comparator.comparing(numbers::get))
                        .toList());
    }

    /** With common beginnings longer than a key, and every kind of character. */
    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "a", "b", "Z", "type-", "\ud7ff", "\ue000", "\uffff", "𐀀", "🐳", "🐴", "\udbff\udfff", "\0")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .list()
                .ofMaxSize(300);
    }

    @Provide
    Arbitrary<List<Double>> numbers() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.integers().between(-300, 300).map(Integer::doubleValue),
                        Arbitraries.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .list()
                .ofMaxSize(300);
    }
}
