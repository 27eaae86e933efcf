package org.ar1.integration.jaxrs.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.ApiDescription;
import org.ar1.integration.jaxrs.CapturedLog;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what from a server with tokens, and where a server without them may listen. */
class BearerAuthHandlerTest {

    private static final String TOKEN = "kQ7-f.0_~+/abc==";
    private static final String LONGEST = "x".repeat(512);
    private static final String BEARER = "Bearer " + TOKEN;
    private static final String PATH = "/integration/lab-utilization/docker";

    @TempDir
    private static Path directory;

    private static Path file;
    private static IntegrationServer server;

    @BeforeAll
    static void start() throws Exception {
        file = Files.writeString(
                directory.resolve("tokens"),
                TokensFileTest.line("grafana", TOKEN)
                        + TokensFileTest.line("long", LONGEST)
                        + TokensFileTest.line("longer", LONGEST + "x"));
        server = Http.start(config().build(), new FakeClient());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ServerConfig.Builder config() {
        return ServerConfig.builder().tokensFile(file);
    }

    private static void assertRefused(HttpResponse<String> answer, String challenge) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        if (!answer.request().method().equals("HEAD")) {
            assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
            JsonNode problem = Http.json(answer);
            assertThat(problem.path("type").asText()).isEqualTo("urn:ar1:integration:problem:unauthorized");
            assertThat(problem.path("request_id").asText())
                    .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        }
        assertThat(answer.body() + answer.headers().map()).doesNotContain(TOKEN);
        if (answer.request().method().equals("GET")) {
            ApiDescription.OF_THIS_BUILD.assertDescribes(answer);
        }
    }

    private static void assertWanted(HttpResponse<String> answer) {
        assertRefused(answer, "Bearer realm=\"Integration Service\"");
    }

    private static void assertInvalid(HttpResponse<String> answer) {
        assertRefused(answer, "Bearer realm=\"Integration Service\", error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integration/lab-utilization",
                PATH,
                "/integration/server-allocation",
                "/integration/server-allocation/docker",
                "/metrics"
            })
    void aTokenOpensWhatIsClosedWithoutOne(String path) {
        assertWanted(Http.get(server, path));
        assertWanted(Http.send(server, "HEAD", path));
        assertWanted(Http.send(server, "POST", path));
        assertWanted(Http.send(server, "OPTIONS", path));
        assertInvalid(Http.get(server, path, "Authorization", "Bearer another"));
        HttpResponse<String> answer = Http.get(server, path, "Authorization", BEARER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        ApiDescription.OF_THIS_BUILD.assertDescribes(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/health/",
                "/health/other",
                "/healthy",
                "/health;x",
                "/health%2Flive",
                "/docs/other",
                "/docs/../metrics",
                "/docs//",
                "/openapi.json/",
                "/openapi.json;/metrics",
                "/;",
                "/metrics/",
                "/Metrics",
                "/integration/lab-utilization/%ff"
            })
    void whatIsOnlyLikeAnOpenPathIsClosedAndSaysNothingOfWhatIsThere(String path) {
        assertWanted(Http.get(server, path));
    }

    /** The JAX-RS application and the doors have to mean the same path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//integration/lab-utilization",
                "//docs/metrics",
                "http://x/metrics",
                "http://x//integration/docs",
                "http://docs/integration/lab-utilization?/docs",
                "http://x//metrics"
            })
    void aTargetThatNamesAHostIsWhatItsPathIs(String target) throws Exception {
        assertThat(Http.raw(server.uri(), "GET " + target + " HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/%64ocs",
                "/docs/favicon-32x32.png",
                "/docs/swagger-initializer.js",
                "/docs/swagger-ui-bundle.js",
                "/docs/swagger-ui.css",
                "/openapi.json",
                "/openapi.yaml",
                "/health",
                "/health/live",
                "/health/ready",
                "/health/started"
            })
    void whatSaysHowToUseTheServiceIsOpen(String path) {
        assertThat(Http.get(server, path).statusCode()).isEqualTo(200);
        assertThat(Http.get(server, path, "Authorization", "Bearer another").statusCode())
                .isEqualTo(200);
        assertThat(Http.send(server, "HEAD", path).statusCode()).isEqualTo(200);
        assertThat(Http.send(server, "POST", path).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer " + TOKEN, "BEARER   " + TOKEN, "Bearer " + TOKEN + " "})
    void theSchemeIsReadAsHttpReadsIt(String header) {
        assertThat(Http.get(server, PATH, "Authorization", header).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer " + TOKEN + "x",
                "Bearer " + TOKEN + "=",
                "Bearer " + TOKEN + " " + TOKEN,
                "Bearer " + TOKEN + "," + TOKEN,
                "Bearer \"" + TOKEN + "\"",
                "Bearer grafana",
                "Bearer 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void aTokenThatIsNotValidIsRefused(String header) {
        assertInvalid(Http.get(server, PATH, "Authorization", header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic Z3JhZmFuYTp4", "Bearer" + TOKEN, TOKEN, "Token " + TOKEN})
    void anotherSchemeIsNoToken(String header) {
        assertWanted(Http.get(server, PATH, "Authorization", header));
    }

    @Test
    void aTokenThatIsTooLongIsNotLookedAt() {
        assertThat(Http.get(server, PATH, "Authorization", "Bearer " + LONGEST).statusCode())
                .isEqualTo(200);
        assertInvalid(Http.get(server, PATH, "Authorization", "Bearer " + LONGEST + "x"));
    }

    @Test
    void twoHeadersAreNoToken() {
        assertInvalid(Http.get(server, PATH, "Authorization", BEARER, "Authorization", BEARER));
        assertInvalid(Http.get(server, PATH, "Authorization", BEARER, "Authorization", "Bearer another"));
    }

    @Test
    void aTokenInTheQueryIsNone() {
        assertWanted(Http.get(server, PATH + "?access_token=" + TOKEN));
    }

    @Test
    void aCallerCanNameTheRequestThatIsRefused() {
        HttpResponse<String> answer = Http.get(server, PATH, "X-Request-Id", "mine");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Http.json(answer).path("request_id").asText()).isEqualTo("mine");
    }

    @Test
    void healthTellsItsDetailsToBearersOnly() {
        for (String path : List.of("/health", "/health/ready")) {
            HttpResponse<String> open = Http.get(server, path);
            HttpResponse<String> wrong = Http.get(server, path, "Authorization", "Bearer another");
            HttpResponse<String> all = Http.get(server, path, "Authorization", BEARER);

            assertThat(open.body()).doesNotContain("upstream", "data", "requests_in_flight");
            assertThat(wrong.body()).isEqualTo(open.body());
            assertThat(Http.json(open).path("status").asText()).isEqualTo("UP");
            assertThat(open.body()).contains("accepting-requests");
            assertThat(all.body()).contains("upstream-performance", "requests_in_flight", "\"data\"");
            ApiDescription.OF_THIS_BUILD.assertDescribes(open);
            ApiDescription.OF_THIS_BUILD.assertDescribes(all);
        }
    }

    @Test
    void aProbeWithoutDetailsDoesNotReadTheHealthOfTheServices() throws Exception {
        FakeClient client = new FakeClient();
        try (IntegrationServer own = Http.start(config().build(), client)) {
            for (String path : List.of("/health", "/health/ready", "/health/live", "/health/started")) {
                assertThat(Http.get(own, path).statusCode()).isEqualTo(200);
            }
            assertThat(client.healthReads).hasValue(0);

            Http.get(own, "/health", "Authorization", BEARER);
            assertThat(client.healthReads).hasValue(1);
        }
    }

    @Test
    void preflightsOfNamedOriginsAreOpenAndRefusalsCanBeRead() throws Exception {
        String origin = "https://dashboard.example";
        try (IntegrationServer shared = Http.start(config().corsOrigin(origin).build(), new FakeClient())) {
            HttpResponse<String> preflight = Http.send(
                    shared,
                    "OPTIONS",
                    PATH,
                    "Origin",
                    origin,
                    "Access-Control-Request-Method",
                    "GET",
                    "Access-Control-Request-Headers",
                    "authorization");
            HttpResponse<String> refused = Http.get(shared, PATH, "Origin", origin);
            HttpResponse<String> other = Http.send(
                    shared, "OPTIONS", PATH, "Origin", "https://evil.example", "Access-Control-Request-Method", "GET");

            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight
                            .headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElseThrow())
                    .contains("Authorization");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(origin);
            assertThat(other.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusalsAreCounted() {
        Http.get(server, "/metrics");

        assertThat(Http.get(server, "/metrics", "Authorization", BEARER).body())
                .containsPattern(
                        "http_server_requests_seconds_count\\{[^}]*status=\"401\"[^}]*uri=\"/metrics\"[^}]*} ");
    }

    @Test
    void nothingOfATokenIsLogged() {
        try (CapturedLog log = CapturedLog.of(BearerAuthHandler.class)) {
            Http.get(server, PATH, "Authorization", BEARER);
            Http.get(server, PATH, "Authorization", "Bearer wrong" + TOKEN);

            assertThat(log.events())
                    .noneMatch(event -> event.getFormattedMessage().contains(TOKEN));
        }
    }

    @Nested
    class WhereOtherMachinesReachIt {

        @ParameterizedTest
        @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
        void aServerWithoutTokensDoesNotStart(String host) {
            ServerConfig config = ServerConfig.builder().host(host).port(0).build();

            assertThatThrownBy(() -> IntegrationServer.builder()
                            .config(Http.CONFIG)
                            .server(config)
                            .client(new FakeClient())
                            .start())
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageStartingWith("INTEGRATION_API_HOST is \"" + host + "\"")
                    .hasMessageContaining("INTEGRATION_API_TOKENS_FILE")
                    .hasMessageContaining("INTEGRATION_API_OPEN=true");
            assertThatThrownBy(() -> IntegrationServer.builder()
                            .config(Http.CONFIG)
                            .server(config)
                            .start())
                    .isInstanceOf(InvalidConfigException.class);
        }

        @Test
        void aServerWithTokensStarts() throws Exception {
            try (IntegrationServer closed = Http.start(config().host("0.0.0.0").build(), new FakeClient())) {
                assertWanted(Http.get(closed, PATH));
            }
        }

        @Test
        void aServerThatIsSaidToBeOpenStarts() throws Exception {
            ServerConfig config = ServerConfig.fromEnvironment(
                    Map.of("INTEGRATION_API_HOST", "0.0.0.0", "INTEGRATION_API_OPEN", " TRUE "));
            try (IntegrationServer open = Http.start(config, new FakeClient())) {
                assertThat(Http.get(open, PATH).statusCode()).isEqualTo(200);
            }
            assertThat(config.toBuilder().build().open()).isTrue();
        }

        @Test
        void tokensAreAskedForEvenIfItIsSaidToBeOpen() throws Exception {
            try (IntegrationServer both =
                    Http.start(config().host("0.0.0.0").open(true).build(), new FakeClient())) {
                assertWanted(Http.get(both, PATH));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost"})
    void aServerForThisMachineAloneNeedsNoTokens(String host) throws Exception {
        ServerConfig config = ServerConfig.builder().host(host).build();
        try (IntegrationServer local = Http.start(config, new FakeClient())) {
            assertThat(Http.get(local, PATH).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFileThatIsGoneAtTheStartIsAnError() throws Exception {
        Path gone = Files.writeString(directory.resolve("gone"), TokensFileTest.line("a", "b"));
        ServerConfig config = ServerConfig.builder().port(0).tokensFile(gone).build();
        Files.delete(gone);

        assertThatThrownBy(() -> IntegrationServer.builder()
                        .config(Http.CONFIG)
                        .server(config)
                        .client(new FakeClient())
                        .start())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("INTEGRATION_API_TOKENS_FILE is ");
    }
}
