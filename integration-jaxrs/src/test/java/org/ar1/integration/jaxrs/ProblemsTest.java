package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UndeterminedInsightException;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.source.UpstreamException;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {

    private static final String TYPES = "urn:ar1:integration:problem:";

    @ParameterizedTest
    @ValueSource(strings = {"lab-utilization", "server-allocation"})
    void anUnknownLabTypeIs404(String report) throws Exception {
        HttpResponse<String> answer = failing(new UnknownLabTypeException("nope"), "/integration/" + report + "/nope");

        assertProblem(answer, 404, "unknown-lab-type");
    }

    @Test
    void anUnknownLabTypeComesWithThoseThatMayBeMeant() throws Exception {
        HttpResponse<String> answer = failing(
                new UnknownLabTypeException("dokcer", List.of("docker", "docker 2", "dockers")),
                "/integration/lab-utilization/dokcer");

        assertProblem(answer, 404, "unknown-lab-type");
        assertThat(answer.body())
                .contains("Did you mean docker, docker 2 or dockers?")
                .contains("\"did_you_mean\":[\"docker\",\"docker 2\",\"dockers\"]");
    }

    @Test
    void anUnknownServerComesWithThoseThatMayBeMeant() throws Exception {
        HttpResponse<String> answer =
                failing(new UnknownServerException(33, List.of(3L)), "/integration/lab-utilization/docker");

        assertProblem(answer, 404, "unknown-server");
        assertThat(answer.body()).contains("Did you mean 3?").contains("\"did_you_mean\":[\"3\"]");
    }

    @Test
    void withoutAnythingNearTheProblemSuggestsNothing() throws Exception {
        assertThat(failing(new UnknownLabTypeException("nope"), "/integration/lab-utilization/nope")
                        .body())
                .doesNotContain("did_you_mean", "Did you mean");
    }

    @Test
    void anUndeterminedLabTypeIs503WithRetryAfter() throws Exception {
        HttpResponse<String> answer = failing(
                new UndeterminedLabTypeException("nope", Duration.ofMillis(4_200), List.of()),
                "/integration/server-allocation/nope");

        assertProblem(answer, 503, "undetermined-lab-type");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void anUndeterminedInsightIs503WithTheTimeOfTheServiceThatIsAway() {
        Problem problem = Problem.of(new UndeterminedInsightException("x-1", Duration.ofSeconds(42), List.of()));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.type()).endsWith(":source-unavailable");
        assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void aMissingSourceIsNeverAnErrorOfOurs() throws Exception {
        Sourced.Failure<String> source = new Sourced.Failure<>(
                UpstreamService.PERFORMANCE, "stats", Outcome.FAILED, 3, new SourceError(ErrorCode.TIMEOUT, "secret"));

        HttpResponse<String> answer = failing(new UpstreamException(source), "/integration/lab-utilization");

        assertProblem(answer, 503, "source-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void aRefusedLabTypeIs400AndNamesTheParameter() throws Exception {
        HttpResponse<String> answer =
                failing(new IllegalArgumentException("secret"), "/integration/lab-utilization/docker");

        assertProblem(answer, 400, "invalid-parameter");
        assertThat(Http.json(answer).path("parameter").asText()).isEqualTo("lab_type");
        assertThat(Http.json(answer).path("detail").asText()).contains("lab_type");
    }

    @Test
    void anIllegalArgumentWithoutParametersIsOurs() throws Exception {
        assertProblem(
                failing(new IllegalArgumentException("secret"), "/integration/lab-utilization"), 500, "internal-error");
    }

    @Test
    void aCancelledReportIs503() throws Exception {
        assertProblem(failing(new CancellationException("secret"), "/integration/lab-utilization"), 503, "stopping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab-utilization", "lab-utilization/x", "server-allocation", "server-allocation/x"})
    void anUnexpectedExceptionIs500WithoutInternals(String path) throws Exception {
        assertProblem(
                failing(new IllegalStateException("secret http://10.0.0.1"), "/integration/" + path),
                500,
                "internal-error");
    }

    @Test
    void anErrorIs500Too() throws Exception {
        assertProblem(failing(new StackOverflowError("secret"), "/integration/lab-utilization"), 500, "internal-error");
        assertProblem(failing(new NoClassDefFoundError("secret"), "/integration/server-allocation/x"), 500, null);
    }

    @Test
    void whatFailedIsLoggedUnderTheRequestId() throws Exception {
        RuntimeException failure = new IllegalStateException("for the log");
        try (CapturedLog log = CapturedLog.ofPackage("org.ar1.integration.jaxrs");
                IntegrationServer server = Http.start(FakeClient.failing(failure))) {
            Http.get(server, "/integration/lab-utilization/a%20b", "X-Request-Id", "my-request");

            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage())
                        .isEqualTo("Request my-request failed: GET /integration/lab-utilization/a%20b");
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("for the log");
            });
        }
    }

    @Test
    void expectedProblemsAreNotLogged() throws Exception {
        try (CapturedLog log = CapturedLog.ofPackage("org.ar1.integration.jaxrs")) {
            failing(new UnknownLabTypeException("nope"), "/integration/lab-utilization/nope");

            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/integration",
                "/integration/lab-utilization/a/b",
                "/integration/lab-utilizations",
                "/application.wadl",
                "/favicon.ico",
                "/integration/%2e%2e/secret"
            })
    void anUnknownPathIs404(String path) throws Exception {
        assertProblem(request("GET", path), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/integration/lab-utilization", "/integration/server-allocation/docker"})
    void anotherMethodIs405WithAllow(String path) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "TRACE"}) {
            HttpResponse<String> answer = request(method, path);

            assertProblem(answer, 405, "method-not-allowed");
            assertThat(answer.headers().firstValue("Allow").orElseThrow().split(",\\s*"))
                    .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/integration/lab-utilization", "/integration/server-allocation/docker"})
    void anotherMediaTypeIs406(String path) throws Exception {
        assertProblem(request("GET", path, "Accept", "image/png"), 406, "not-acceptable");
    }

    @Test
    void contentTypesThatCannotBeParsedAreTheCallersFault() throws Exception {
        assertThat(request("GET", "/", "Accept", "nonsense").statusCode()).isBetween(400, 406);
        assertThat(request("GET", "/", "Accept", "nonsense").headers().firstValue("Content-Type"))
                .hasValue(Problem.MEDIA_TYPE);
    }

    @Test
    void aProblemOfHeadHasNoContent() throws Exception {
        HttpResponse<String> answer = request("HEAD", "/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void everyStatusHasATitle() {
        for (int status = 400; status < 600; status++) {
            Problem problem = Problem.ofStatus(status);

            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.title()).isNotBlank();
            assertThat(problem.type()).matches("about:blank|" + TYPES + "[a-z-]+");
        }
        assertThat(Problem.ofStatus(415).type()).isEqualTo(TYPES + "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/integration/lab-utilization/docker", "/nothing"})
    void aMalformedAcceptIsAProblemLikeAnyOther(String path) throws Exception {
        HttpResponse<String> answer = request("GET", path, "Accept", "a/b/c");

        assertProblem(answer, answer.statusCode(), null);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    private static HttpResponse<String> failing(Throwable failure, String path) throws Exception {
        try (IntegrationServer server = Http.start(FakeClient.failing(failure))) {
            return Http.get(server, path);
        }
    }

    private static HttpResponse<String> request(String method, String path, String... headers) throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            return Http.send(server, method, path, headers);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Http.json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith(TYPES).endsWith(type == null ? "" : ":" + type);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("request_id").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(answer.body()).doesNotContain("secret", "Exception", "java.", "org.", "\tat ");
    }
}
