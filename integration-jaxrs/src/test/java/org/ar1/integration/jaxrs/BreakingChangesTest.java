package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The API description may grow, and breaks its callers only where somebody wrote down why. */
class BreakingChangesTest {

    private static final Path DOCS = Path.of("..", "docs", "http-api");

    @Test
    void everyBreakingDifferenceToTheBaselineIsAccepted() throws IOException {
        JsonNode baseline = Http.json(Files.readString(DOCS.resolve("openapi-baseline.json")));
        List<String> accepted;
        try (Stream<String> lines = Files.lines(DOCS.resolve("accepted-breaking-changes.txt"))) {
            accepted = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }

        assertThat(accepted).as("lines with a reason").allMatch(line -> line.matches(".+ \\| \\S.*"));
        assertThat(ApiContract.breaking(baseline, ApiDescription.OF_THIS_BUILD.document()))
                .as(
                        "differences to docs/http-api/openapi-baseline.json, accepted in accepted-breaking-changes.txt there")
                .containsExactlyInAnyOrderElementsOf(accepted.stream()
                        .map(line -> line.substring(0, line.indexOf(" | ")))
                        .toList());
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                change("gone: /", document -> object(document, "/paths").remove("/")),
                change("gone: GET /", document -> object(document, "/paths/~1").remove("get")),
                change(
                        "gone: GET / 406",
                        document -> object(document, "/paths/~1/get/responses").remove("406")),
                change(
                        "gone: GET / 503 application/problem+json: {\"$ref\":\"#/components/schemas/Problem\"}",
                        document -> object(document, "/components/responses/Unavailable")
                                .remove("content")),
                change(
                        "gone: GET / 503 header Retry-After",
                        document -> object(document, "/components/responses/Unavailable/headers")
                                .remove("Retry-After")),
                change(
                        "gone: GET /integration/lab-utilization parameter X-Request-Id",
                        document -> object(document, "/paths/~1integration~1lab-utilization/get")
                                .remove("parameters")),
                change(
                        "new: GET /: parameter X-Request-Id is required",
                        document -> object(document, "/components/parameters/X-Request-Id")
                                .put("required", true)),
                change(
                        "new: GET / parameter X-Request-Id: pattern \"^a$\"",
                        document -> object(document, "/components/parameters/X-Request-Id/schema")
                                .put("pattern", "^a$")),
                change(
                        "gone: PopularLab",
                        document -> object(document, "/components/schemas").remove("PopularLab")),
                change(
                        "gone: PopularLab.sessions",
                        document -> object(document, "/components/schemas/PopularLab/properties")
                                .remove("sessions")),
                change(
                        "gone: PopularLab.sessions is always there",
                        document -> object(document, "/components/schemas/PopularLab")
                                .putArray("required")
                                .add("lab_type")
                                .add("name")
                                .add("user_minutes")),
                change(
                        "new: PopularLab.name: may be null",
                        document -> object(document, "/components/schemas/PopularLab/properties/name")
                                .putArray("type")
                                .add("string")
                                .add("null")),
                change(
                        "new: PopularLab.name: may be integer",
                        document -> object(document, "/components/schemas/PopularLab/properties/name")
                                .put("type", "integer")),
                change(
                        "gone: Source.fetched_at: format date-time",
                        document -> object(document, "/components/schemas/Source/properties/fetched_at")
                                .remove("format")),
                change(
                        "gone: Server.state: value hot",
                        document -> object(document, "/components/schemas/Server/properties/state")
                                .putArray("enum")
                                .add("saturated")
                                .add("ok")
                                .add("empty")
                                .add("unknown")),
                change(
                        "new: Service.status: value stopping",
                        document -> object(document, "/components/schemas/Service/properties/status")
                                .withArray("enum")
                                .add("stopping")),
                change(
                        "gone: Server.specs: $ref #/components/schemas/ResourceMaxima",
                        document -> object(document, "/components/schemas/Server/properties/specs")
                                .put("$ref", "#/components/schemas/ResourceAmounts")),
                change(
                        "new: Service.endpoints[]: may be null",
                        document -> object(document, "/components/schemas/Service/properties/endpoints/items")
                                .putArray("type")
                                .add("string")
                                .add("null")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void whatBreaksCallersIsFound(String expected, Consumer<JsonNode> change) {
        JsonNode before = ApiDescription.OF_THIS_BUILD.document();
        JsonNode after = before.deepCopy();
        change.accept(after);

        assertThat(ApiContract.breaking(before, after)).contains(expected);
    }

    @Test
    void additionsBreakNobody() {
        JsonNode before = ApiDescription.OF_THIS_BUILD.document();
        JsonNode after = before.deepCopy();
        object(after, "/paths").set("/new", after.at("/paths/~1").deepCopy());
        object(after, "/paths/~1/get/responses").putObject("429").put("$ref", "#/components/responses/Unavailable");
        object(after, "/components/responses/Unavailable/headers")
                .putObject("New")
                .put("$ref", "#/components/headers/Allow");
        object(after, "/components/schemas/Service/properties").putObject("new").put("type", "string");
        object(after, "/components/schemas/Service").withArray("required").add("new");
        object(after, "/components/schemas").putObject("New").put("type", "string");
        object(after, "/components/parameters/lab_type").remove("required");
        object(after, "/info").put("description", "another");

        assertThat(ApiContract.breaking(before, after)).isEmpty();
    }

    private static Arguments change(String expected, Consumer<JsonNode> change) {
        return Arguments.of(expected, change);
    }

    private static ObjectNode object(JsonNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }
}
