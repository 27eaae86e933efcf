package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.jaxrs.ApiDescription;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.OverFakeClient;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.IntegrationServerTest;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.jaxrs.server.auth.TokensFileTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told of each kind of answer. */
class SecurityHeadersTest extends OverFakeClient {

    private static final String PATH = "/integration/lab-utilization/docker";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private static void assertHeaders(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(NOTHING);
        assertOthers(answer, "same-origin");
    }

    private static void assertOthers(HttpResponse<String> answer, String sharedWith) {
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly(sharedWith);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "HEAD, /, 200",
        "POST, /, 405",
        "OPTIONS, /, 200",
        "GET, /integration/lab-utilization, 200",
        "GET, /integration/server-allocation/docker, 200",
        "GET, /integration/lab-utilization/%ff, 400",
        "GET, /nothing, 404",
        "GET, /health, 200",
        "GET, /health/ready, 200",
        "GET, /health/nothing, 404",
        "POST, /health, 405",
        "OPTIONS, /health, 204",
        "GET, /metrics, 200",
        "POST, /metrics, 405",
        "GET, /openapi.json, 200",
        "GET, /openapi.yaml, 200",
        "POST, /openapi.yaml, 405",
        "GET, /docs/, 308",
        "GET, /docs/swagger-ui.css, 200",
        "GET, /docs/nothing, 404"
    })
    void everyAnswerHasThem(String method, String path, int status) {
        assertHeaders(status, Http.send(server, method, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/", "/openapi.json"})
    void anAnswerThatIsNotModifiedHasThem(String path) {
        String tag = Http.get(server, path).headers().firstValue("ETag").orElseThrow();

        assertHeaders(304, Http.get(server, path, "If-None-Match", tag));
    }

    @Test
    void anAnswerOfNoAcceptableFormHasThem() {
        assertHeaders(406, Http.get(server, PATH, "Accept", "text/html"));
    }

    @Test
    void thePageOfTheDescriptionHasItsOwnPolicy() {
        HttpResponse<String> page = Http.get(server, "/docs");

        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'", "frame-ancestors 'none'");
        assertOthers(page, "same-origin");
    }

    @Test
    void failuresHaveThem() throws Exception {
        try (IntegrationServer failing = Http.start(FakeClient.failing(new LinkageError("secret")))) {
            assertHeaders(500, Http.get(failing, PATH));
        }
    }

    @Test
    void refusalsOfWhoBearsNoTokenHaveThem(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("tokens"), TokensFileTest.line("a", "b"));
        ServerConfig config = ServerConfig.builder().tokensFile(file).build();
        try (IntegrationServer closed = Http.start(config, new FakeClient())) {
            assertHeaders(401, Http.get(closed, PATH));
            assertHeaders(200, Http.get(closed, PATH, "Authorization", "Bearer b"));
        }
    }

    @Test
    void aServerThatStopsSendsThem() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeClient client = FakeClient.holding(arrived, goOn);
        IntegrationServer stopping = Http.start(client);
        CompletableFuture<HttpResponse<String>> inFlight =
                CompletableFuture.supplyAsync(() -> Http.get(stopping, PATH));
        IntegrationServerTest.await(arrived);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(stopping::close);
        HttpResponse<String> late = Http.get(stopping, "/");
        while (late.statusCode() == 200) { // until the other thread got there
            late = Http.get(stopping, "/");
        }
        assertHeaders(503, late);
        HttpResponse<String> health = Http.get(stopping, "/health/ready");
        assertHeaders(503, health);
        ApiDescription.OF_THIS_BUILD.assertDescribes(health);
        goOn.countDown();
        closing.get(20, TimeUnit.SECONDS);
        assertHeaders(200, inFlight.get(20, TimeUnit.SECONDS));
    }

    @Test
    void wherePagesOfOtherOriginsMayReadTheyMayEmbed() throws Exception {
        ServerConfig config =
                ServerConfig.builder().corsOrigin("https://dashboard.example").build();
        try (IntegrationServer shared = Http.start(config, new FakeClient())) {
            assertOthers(Http.get(shared, PATH), "cross-origin");
            assertOthers(
                    Http.send(
                            shared,
                            "OPTIONS",
                            PATH,
                            "Origin",
                            "https://dashboard.example",
                            "Access-Control-Request-Method",
                            "GET"),
                    "cross-origin");
        }
    }
}
