package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The API description of this build, and whether answers are as it says; a field that it lacks is a fault. */
public final class ApiDescription {

    public static final ApiDescription OF_THIS_BUILD = new ApiDescription(Http.json(resource("openapi.json")));

    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;
    private final ObjectNode closedSchemas;
    private final Map<String, JsonSchema> validators = new ConcurrentHashMap<>();

    private ApiDescription(JsonNode document) {
        this.document = document;
        this.closedSchemas = (ObjectNode)
                Http.json(document.at("/components/schemas").toString().replace(SCHEMAS, "#/$defs/"));
        closedSchemas.forEach(ApiDescription::close);
    }

    public static String resource(String name) {
        try (InputStream in = IntegrationFeature.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    private static void close(JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    /** What a reference leads to; the node itself if it is none. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    public boolean hasPath(String rawPath) {
        return template(rawPath) != null;
    }

    /** The path with its parameters as names; null when the document has none like it. */
    String template(String rawPath) {
        for (Iterator<String> names = document.path("paths").fieldNames(); names.hasNext(); ) {
            String template = names.next();
            if (rawPath.matches(template.replaceAll("\\{[^}]+}", "[^/]+"))) {
                return template;
            }
        }
        return null;
    }

    /** The answer is one that the document has: path, status, media type, headers and content. */
    public void assertDescribes(HttpResponse<String> answer) {
        assertDescribes(
                answer.request().method(),
                answer.uri().getRawPath(),
                answer.statusCode(),
                answer.headers(),
                answer.body());
    }

    /** The same of an answer that came another way; methods but GET and HEAD are described by their 405 alone. */
    public void assertDescribes(String method, String path, int code, HttpHeaders headers, String body) {
        String template = template(path);
        String status = Integer.toString(code);
        String what = method + " " + path + " " + status;
        JsonNode response = resolve(
                template == null
                        ? document.at("/components/responses/" + (status.equals("401") ? "Unauthorized" : "NotFound"))
                        : document.path("paths")
                                .path(template)
                                .path("get")
                                .path("responses")
                                .path(status));
        assertThat(template == null && code != 404 && code != 401).as(what).isFalse();
        assertThat(response.isMissingNode()).as(what + " is documented").isFalse();
        assertHeaders(what, response, headers);
        assertContent(what, response, headers, body);
    }

    private void assertHeaders(String what, JsonNode response, HttpHeaders headers) {
        Map<String, JsonNode> documented = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.path("headers").properties().forEach(header -> documented.put(header.getKey(), header.getValue()));
        documented.forEach((name, reference) -> {
            JsonNode header = resolve(reference);
            String value = headers.firstValue(name).orElse(null);
            if (value == null) {
                assertThat(header.path("required").asBoolean())
                        .as(what + ": " + name)
                        .isFalse();
                return;
            }
            assertThat(JsonText.of(header.path("schema"), value))
                    .as(what + ": " + name)
                    .isTrue();
        });
        for (String name : headers.map().keySet()) {
            if (!documented.containsKey(name)) {
                assertThat(name.toLowerCase(Locale.ROOT))
                        .as(what + ": a header that the document lacks")
                        .isIn("date", "content-type", "content-length", "transfer-encoding", "connection", "vary");
            }
        }
    }

    private void assertContent(String what, JsonNode response, HttpHeaders headers, String body) {
        if (body.isEmpty()) {
            return;
        }
        String stated = headers.firstValue("Content-Type").orElseThrow();
        // The document has types with all parameters or with none.
        String mediaType = response.path("content").has(stated) ? stated : stated.replaceFirst(";.*", "");
        JsonNode content = response.path("content").path(mediaType);
        assertThat(content.isMissingNode())
                .as(what + " is documented as " + mediaType)
                .isFalse();
        assertThat(faults(content.path("schema"), isJson(mediaType) ? body : ""))
                .as(what + "\n" + body)
                .isEmpty();
    }

    /** Not of lines, each of which is a document. */
    public static boolean isJson(String mediaType) {
        return mediaType.endsWith("/json") || mediaType.endsWith("+json");
    }

    /** The paths, and for each of their query parameters the path and its name. */
    List<String> parameters() {
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            all.add(path.getKey());
            for (JsonNode reference : path.getValue().path("get").path("parameters")) {
                JsonNode parameter = resolve(reference);
                if (parameter.path("in").asText().equals("query")) {
                    all.add(path.getKey() + " " + parameter.path("name").asText());
                }
            }
        }
        return all;
    }

    /** What the document has of the content of an answer; missing when it has no such answer. */
    JsonNode content(String rawPath, int status, String mediaType) {
        JsonNode response = document.path("paths")
                .path(String.valueOf(template(rawPath)))
                .path("get")
                .path("responses")
                .path(Integer.toString(status));
        return resolve(response).path("content").path(mediaType);
    }

    /** What is wrong with a document; empty text counts as nothing to say. */
    public Iterable<?> faults(JsonNode reference, String json) {
        if (json.isEmpty()) {
            return List.of();
        }
        String name = reference.path("$ref").asText().substring(SCHEMAS.length());
        return validators.computeIfAbsent(name, this::validator).validate(Http.json(json));
    }

    private JsonSchema validator(String name) {
        ObjectNode schema = new ObjectMapper().createObjectNode().put("$ref", "#/$defs/" + name);
        schema.set("$defs", closedSchemas);
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema, config);
    }

    /** Header values against their schemas, of which only these keywords are used. */
    private static final class JsonText {

        static boolean of(JsonNode schema, String value) {
            return switch (schema.path("type").asText()) {
                case "integer" ->
                    value.matches("[0-9]+")
                            && Long.parseLong(value) >= schema.path("minimum").asLong();
                case "string" ->
                    !schema.has("pattern")
                            || value.matches(schema.path("pattern").asText());
                default -> false;
            };
        }
    }
}
