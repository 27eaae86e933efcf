package org.ar1.integration.jaxrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an API description promises, as a set of short facts, so that two of them can be compared. A promise that is gone
 * breaks callers; so does a demand that is new, and an answer of a kind that callers could not expect.
 */
final class ApiContract {

    private final JsonNode document;
    /** What callers may rely on. */
    private final Set<String> promises = new TreeSet<>();
    /** What callers have to do, or have to expect; a new one at a place that is old breaks them. */
    private final Set<String> demands = new TreeSet<>();

    ApiContract(JsonNode document) {
        this.document = document;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            promises.add(path.getKey());
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operation(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue());
            }
        }
        document.at("/components/schemas").properties().forEach(schema -> schema(schema.getKey(), schema.getValue()));
    }

    /** The differences that break callers, one a line. */
    static List<String> breaking(JsonNode before, JsonNode after) {
        ApiContract old = new ApiContract(before);
        ApiContract now = new ApiContract(after);
        List<String> differences = new ArrayList<>();
        old.promises.stream()
                .filter(promise -> !now.promises.contains(promise))
                .forEach(promise -> differences.add("gone: " + promise));
        now.demands.stream()
                .filter(demand -> !old.demands.contains(demand))
                .filter(demand -> old.promises.contains(demand.substring(0, demand.indexOf(": "))))
                .forEach(demand -> differences.add("new: " + demand));
        return differences;
    }

    private void operation(String name, JsonNode operation) {
        promises.add(name);
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = resolve(reference);
            String place = name + " parameter " + parameter.path("name").asText();
            promises.add(place);
            if (parameter.path("required").asBoolean()) {
                demands.add(name + ": parameter " + parameter.path("name").asText() + " is required");
            }
            for (Map.Entry<String, JsonNode> keyword : parameter.path("schema").properties()) {
                demands.add(place + ": " + keyword.getKey() + " " + keyword.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            String place = name + " " + response.getKey();
            JsonNode answer = resolve(response.getValue());
            promises.add(place);
            for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
                if (resolve(header.getValue()).path("required").asBoolean()) {
                    promises.add(place + " header " + header.getKey());
                }
            }
            for (Map.Entry<String, JsonNode> content : answer.path("content").properties()) {
                promises.add(place + " " + content.getKey() + ": "
                        + content.getValue().path("schema"));
            }
        }
    }

    /** A schema of answers: these are all that the API has. */
    private void schema(String name, JsonNode schema) {
        promises.add(name);
        type(name, schema);
        for (JsonNode required : schema.path("required")) {
            promises.add(name + "." + required.asText() + " is always there");
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String place = name + "." + property.getKey();
            promises.add(place);
            type(place, property.getValue());
        }
    }

    private void type(String place, JsonNode schema) {
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> demands.add(place + ": may be " + type.asText()));
        } else if (schema.has("type")) {
            demands.add(place + ": may be " + schema.path("type").asText());
        }
        for (String keyword : List.of("$ref", "format", "pattern", "minimum", "maximum")) {
            if (schema.has(keyword)) {
                promises.add(place + ": " + keyword + " " + schema.path(keyword).asText());
            }
        }
        schema.path("enum").forEach(value -> {
            promises.add(place + ": value " + value.asText());
            demands.add(place + ": value " + value.asText());
        });
        schema.path("anyOf").forEach(choice -> type(place, choice));
        if (schema.has("items")) {
            promises.add(place + "[]");
            type(place + "[]", schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            promises.add(place + "{}");
            type(place + "{}", schema.path("additionalProperties"));
        }
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
