package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that show the API description, and the description itself, as a browser gets them. */
class DocsTest extends OverFakeClient {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @Test
    void everythingThatThePageNamesIsServed() {
        List<String> references = references(Http.get(server, "/docs").body());

        assertThat(references).hasSize(6);
        for (String reference : references) {
            String path = URI.create("/docs").resolve(reference).toString();
            HttpResponse<String> answer = Http.get(server, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).isNotEmpty();
        }
    }

    @Test
    void aSlashAtTheEndLeadsToThePage() {
        HttpResponse<String> answer = Http.get(server, "/docs/");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue("../docs");
    }

    @Test
    void thePageAsksForNothingElsewhere() {
        String page = Http.get(server, "/docs").body();

        assertThat(references(page)).noneMatch(reference -> reference.contains(":") || reference.startsWith("/"));
        assertThat(Http.get(server, "/docs/swagger-initializer.js").body())
                .contains("url: \"openapi.json\"", "validatorUrl: null", "queryConfigEnabled: false")
                .doesNotContain("://");
        assertThat(Http.get(server, "/docs/swagger-ui.css").body())
                .doesNotContain("@import")
                .doesNotContainPattern("url\\([\"']?(?!data:|[\"']?data:)");
    }

    @Test
    void thePageNeedsNoInlineScriptOrStyle() {
        HttpResponse<String> page = Http.get(server, "/docs");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; ")
                .doesNotContain("unsafe")
                .doesNotContain("*");
        assertThat(page.body())
                .doesNotContainPattern("<script(?![^>]* src=)|<style|\\son[a-z]+=|\\sstyle=|javascript:");
    }

    /** With {@code -Dopenapi.write=true} the JSON is written anew. */
    @Test
    void theJsonIsMadeOfTheYaml() throws Exception {
        Path source = Path.of("src", "main", "resources", "org", "ar1", "integration", "jaxrs");
        String json = new YAMLMapper()
                        .readTree(source.resolve("openapi.yaml").toFile())
                        .toString()
                + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(source.resolve("openapi.json"), json);
        }

        assertThat(Files.readString(source.resolve("openapi.json")))
                .as("openapi.yaml has changed; write the JSON anew with\n  ./mvnw -q -pl integration-jaxrs -am test"
                        + " -Dtest=DocsTest -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write=true\n")
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/swagger-ui.css, text/css",
        "/docs/swagger-ui-bundle.js, text/javascript",
        "/docs/swagger-initializer.js, text/javascript",
        "/docs/favicon-32x32.png, image/png",
        "/openapi.json, application/json",
        "/openapi.yaml, application/yaml"
    })
    void filesHaveTheirTypeAndCanBeKept(String path, String type) {
        HttpResponse<String> answer = Http.get(server, path, "X-Request-Id", "mine");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("mine");
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(etag).matches("W/\"[A-Za-z0-9_-]{22}\"");
        for (String known : new String[] {etag, etag.substring(2), "\"other\", " + etag, "*"}) {
            HttpResponse<String> again = Http.get(server, path, "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.headers().firstValue("ETag")).hasValue(etag);
            assertThat(again.body()).isEmpty();
        }
        assertThat(Http.get(server, path, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/swagger-ui.css", "/openapi.json"})
    void headIsGetWithoutContent(String path) {
        HttpResponse<String> get = Http.get(server, path);
        HttpResponse<String> head = Http.send(server, "HEAD", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : new String[] {"Content-Type", "Content-Length", "ETag", "Cache-Control"}) {
            assertThat(head.headers().firstValue(header))
                    .as(header)
                    .isPresent()
                    .isEqualTo(get.headers().firstValue(header));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/swagger-ui.css", "/openapi.yaml"})
    void otherMethodsAreProblems(String path) {
        HttpResponse<String> post = Http.send(server, "POST", path);

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(Http.json(post).path("type").asText()).endsWith(":method-not-allowed");
        assertThat(Http.send(server, "OPTIONS", path).headers().firstValue("Allow"))
                .hasValue("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/nothing",
                "/docs/index.html",
                "/docs/../openapi.json",
                "/docs/%2e%2e/build.properties",
                "/docsx",
                "/openapi",
                "/build.properties"
            })
    void whatIsNotThereIsAProblem(String path) {
        HttpResponse<String> answer = Http.get(server, path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    }

    @Test
    void bothFormsOfTheDescriptionAreTheFilesOfThisBuild() {
        assertThat(Http.get(server, "/openapi.json").body()).isEqualTo(ApiDescription.resource("openapi.json"));
        assertThat(Http.get(server, "/openapi.yaml").body())
                .isEqualTo(ApiDescription.resource("openapi.yaml"))
                .contains("openapi: 3.1");
        assertThat(ApiDescription.resource("openapi.json").getBytes(StandardCharsets.UTF_8))
                .hasSizeGreaterThan(1000);
    }

    private static List<String> references(String page) {
        return REFERENCE
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
