package org.ar1.integration.jaxrs.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.ar1.integration.jaxrs.ApiDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that a caller copies from the API description is not refused. */
final class SortsAsDescribedTest {

    static List<Arguments> orders() {
        return List.of(
                Arguments.of("sort-of-insights", InsightFilter.SORTS),
                Arguments.of("sort-of-servers", ServerFilter.SORTS),
                Arguments.of("sort-of-lab-types", LabTypeFilter.SORTS));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theOrdersOfTheListsAreThoseOfTheCode(String parameter, List<String> orders) {
        JsonNode described =
                ApiDescription.OF_THIS_BUILD.document().at("/components/parameters/" + parameter + "/schema/enum");

        assertThat(StreamSupport.stream(described.spliterator(), false).map(JsonNode::asText))
                .containsExactlyElementsOf(orders);
    }
}
