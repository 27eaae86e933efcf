package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a 304 replace those that a cache has kept (RFC 9111, 3.2), so they are those of the 200. */
class NotModifiedTest {

    /** Of content, which a 304 has not (RFC 9110, 15.4.5), and of the moment. */
    private static final Set<String> LEFT_OUT =
            Set.of("content-type", "content-length", "content-encoding", "transfer-encoding", "date");

    private static final String ORIGIN = "https://dashboard.example";

    private static IntegrationServer server;

    @BeforeAll
    static void start() throws Exception {
        // In the future, so that the age is 0 whenever it is asked for.
        List<SourceStatus> sources =
                List.of(Reports.source(Outcome.CACHED, Instant.now().plus(Duration.ofHours(1)), 0));
        server = Http.start(
                ServerConfig.builder().corsOrigin(ORIGIN).sampleData(true).build(),
                new FakeClient(
                        labType -> Reports.labUtilization(labType, IntegrationStatus.SUCCESS, null, sources),
                        Reports::serverAllocation));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Everything that the service says it answers, and all that the page loads. */
    static Stream<String> paths() {
        Stream<String> endpoints = StreamSupport.stream(
                        Http.json(Http.get(server, "/")).path("endpoints").spliterator(), false)
                .map(endpoint -> endpoint.asText()
                        .replace("{lab_type}", "docker")
                        .replace("{id}", FakeInsights.BUSIEST)
                        .replace("{server_id}", "3")
                        .replace("/placement", "/placement?lab_type=docker&from=3&to=2"));
        return Stream.of(
                        Stream.of("/"),
                        endpoints,
                        Stream.of(
                                "/docs/favicon-32x32.png",
                                "/docs/swagger-initializer.js",
                                "/docs/swagger-ui-bundle.js",
                                "/docs/swagger-ui.css"))
                .flatMap(paths -> paths);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void itsFieldsAreThoseOfTheWholeAnswer(String path) {
        for (List<String> others : List.of(
                List.<String>of(),
                List.of("Accept-Encoding", "gzip"),
                List.of("Origin", ORIGIN),
                List.of("Accept", "text/csv, */*;q=0.1"))) {
            HttpResponse<String> whole = send("GET", path, others, "X-Request-Id", "mine");
            String tag = whole.headers().firstValue("ETag").orElse(null);

            assertThat(whole.statusCode()).isEqualTo(200);
            if (tag == null) {
                assertThat(whole.headers().firstValue("Cache-Control")).hasValue("no-store");
                continue;
            }
            for (String method : List.of("GET", "HEAD")) {
                HttpResponse<String> unchanged =
                        send(method, path, others, "X-Request-Id", "mine", "If-None-Match", tag);
                while (!age(unchanged).equals(age(whole))) { // a second has passed between the two
                    whole = send("GET", path, others, "X-Request-Id", "mine");
                    unchanged = send(method, path, others, "X-Request-Id", "mine", "If-None-Match", tag);
                }
                assertThat(unchanged.statusCode()).isEqualTo(304);
                assertThat(fields(unchanged))
                        .as(method + " " + path + " " + others)
                        .isEqualTo(fields(whole));
            }
        }
    }

    @Test
    void thePageKeepsItsPolicy() {
        String tag = Http.get(server, "/docs").headers().firstValue("ETag").orElseThrow();

        assertThat(Http.get(server, "/docs", "If-None-Match", tag)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/integration/lab-utilization",
                "/integration/server-allocation/docker",
                "/docs",
                "/openapi.json",
                "/docs/swagger-ui.css"
            })
    void severalLinesAreOneListAndEmptyElementsAreIgnored(String path) {
        String tag = Http.get(server, path).headers().firstValue("ETag").orElseThrow();

        for (List<String> condition : List.of(
                List.of("If-None-Match", "\"x\"", "If-None-Match", tag),
                List.of("If-None-Match", tag, "If-None-Match", "\"x\""),
                List.of("If-None-Match", ", ,\"a,b\",, " + tag + ","),
                List.of("If-None-Match", "\"a\\\", " + tag.substring(2)),
                List.of("If-None-Match", "", "If-None-Match", " * "))) {
            assertThat(send("GET", path, condition).statusCode())
                    .as(condition.toString())
                    .isEqualTo(304);
        }
        for (String none : List.of("\"x, " + tag + "\"", "x" + tag, ", ,", "\"*\"")) {
            assertThat(Http.get(server, path, "If-None-Match", none).statusCode())
                    .as(none)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void ifMatchFailsUnlessItIsAny(String path) {
        String tag = Http.get(server, path).headers().firstValue("ETag").orElse("W/\"x\"");

        for (String method : List.of("GET", "HEAD")) {
            for (String condition : List.of("\"x\"", tag, tag.substring(2), "nonsense", "\"a\", , \"b\"")) {
                HttpResponse<String> answer = send(method, path, List.of("If-Match", condition), "If-None-Match", "*");
                assertThat(answer.statusCode()).as(condition).isEqualTo(412);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            }
            assertThat(send(method, path, List.of("If-Match", "*")).statusCode())
                    .isEqualTo(200);
            assertThat(send(method, path, List.of("If-Match", "\"x\"", "If-Match", "*"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> send(String method, String path, List<String> fields, String... others) {
        return Http.send(
                server,
                method,
                path,
                Stream.concat(fields.stream(), Stream.of(others)).toArray(String[]::new));
    }

    private static Map<String, List<String>> fields(HttpResponse<String> answer) {
        Map<String, List<String>> fields = new TreeMap<>(answer.headers().map());
        fields.keySet().removeAll(LEFT_OUT);
        return fields;
    }

    private static Optional<String> age(HttpResponse<?> answer) {
        return answer.headers().firstValue("Age");
    }
}
