package org.ar1.integration.jaxrs.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.IntegrationServerBuilder;
import org.ar1.integration.jaxrs.server.IntegrationServerTest;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {

    private static final int PLACES = 192;
    private static final List<String> PATHS = List.of("/health", "/health/live", "/health/ready", "/health/started");

    private static JsonNode check(JsonNode health, String name) {
        return StreamSupport.stream(health.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + health));
    }

    private static CompletableFuture<HttpResponse<String>> report(IntegrationServer server) {
        URI uri = server.uri().resolve("integration/lab-utilization");
        return Http.CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/health/live, live",
        "/health/started, started",
        "/health/ready, accepting-requests",
        "/health, accepting-requests"
    })
    void isUpInTheFormatOfMicroProfileHealth(String path, String check) throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            HttpResponse<String> answer = Http.get(server, path, "X-Request-Id", "mine");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("mine");
            assertThat(Http.json(answer).path("status").asText()).isEqualTo("UP");
            assertThat(check(Http.json(answer), check).path("status").asText()).isEqualTo("UP");
        }
    }

    @Test
    void theWholeHasAllChecksAndEachNameOnce() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            assertThat(Http.json(Http.get(server, "/health")).path("checks").findValuesAsText("name"))
                    .containsExactly(
                            "live",
                            "started",
                            "accepting-requests",
                            "upstream-lab-monitoring",
                            "upstream-performance",
                            "upstream-resource-allocation",
                            "upstream-user-progress",
                            "upstream-performance-reporting",
                            "upstream-usage-analytics");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSharedCacheIsUpAndItsDataSaysWhetherItCanBeReached(boolean reachable) throws Exception {
        IntegrationServerBuilder builder = IntegrationServer.builder()
                .server(ServerConfig.builder().port(0).build())
                .client(new FakeClient())
                .sharedCacheReachable(() -> reachable);
        try (IntegrationServer server = builder.start()) {
            for (String path : List.of("/health", "/health/ready")) {
                JsonNode check = check(Http.json(Http.get(server, path)), "shared-cache");

                assertThat(check.path("status").asText()).isEqualTo("UP");
                assertThat(check.path("data")).hasToString("{\"reachable\":" + reachable + "}");
            }
        }
    }

    @Test
    void headHasTheHeadersOnly() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            for (String path : PATHS) {
                HttpResponse<String> head = Http.send(server, "HEAD", path);

                assertThat(head.statusCode()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                assertThat(head.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                        .isPositive();
            }
        }
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            for (String path : PATHS) {
                HttpResponse<String> post = Http.send(server, "POST", path);
                HttpResponse<String> options = Http.send(server, "OPTIONS", path);

                assertThat(post.statusCode()).isEqualTo(405);
                assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
                assertThat(Http.json(post).path("type").asText()).endsWith(":method-not-allowed");
                assertThat(options.statusCode()).isEqualTo(204);
                assertThat(options.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/", "/health/alive", "/health/live/", "/healthy"})
    void otherPathsAreNotFound(String path) throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            HttpResponse<String> answer = Http.get(server, path);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Http.json(answer).path("type").asText()).endsWith(":not-found");
        }
    }

    @Test
    void answersWhileEveryPlaceIsTaken() throws Exception {
        CountDownLatch arrived = new CountDownLatch(PLACES);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeClient client = FakeClient.holding(arrived, goOn);
        List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
        try (IntegrationServer server = Http.start(client)) {
            for (int i = 0; i < PLACES; i++) {
                hanging.add(report(server));
            }
            IntegrationServerTest.await(arrived);

            assertThat(Http.get(server, "/").statusCode()).isEqualTo(503);
            for (String path : PATHS) {
                assertThat(Http.get(server, path).statusCode()).as(path).isEqualTo(200);
            }
            JsonNode data = check(Http.json(Http.get(server, "/health/ready")), "accepting-requests")
                    .path("data");
            assertThat(data.path("requests_in_flight").asInt()).isEqualTo(PLACES);
            assertThat(data.path("requests_limit").asInt()).isEqualTo(PLACES);

            goOn.countDown();
            for (CompletableFuture<HttpResponse<String>> answer : hanging) {
                assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void stoppingTurnsReadinessDownButNotLiveness() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeClient client = FakeClient.holding(arrived, goOn);
        IntegrationServer server = Http.start(client);
        CompletableFuture<HttpResponse<String>> inFlight = report(server);
        IntegrationServerTest.await(arrived);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        HttpResponse<String> late = Http.get(server, "/");
        while (late.statusCode() == 200) { // until the other thread got there
            late = Http.get(server, "/");
        }
        HttpResponse<String> ready = Http.get(server, "/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(Http.json(ready).path("status").asText()).isEqualTo("DOWN");
        assertThat(check(Http.json(ready), "accepting-requests").path("status").asText())
                .isEqualTo("DOWN");
        assertThat(Http.get(server, "/health").statusCode()).isEqualTo(503);
        assertThat(Http.get(server, "/health/live").statusCode()).isEqualTo(200);
        assertThat(Http.get(server, "/health/started").statusCode()).isEqualTo(200);

        goOn.countDown();
        closing.get(20, TimeUnit.SECONDS);
        assertThat(inFlight.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void silentServicesAreDataAndTurnNothingDown() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            for (SampleService service : SampleService.values()) {
                campus.fault(service, Fault.silent());
            }
            IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                    .requestTimeout(Duration.ofMillis(100))
                    .maxRetries(0)
                    .reportDeadline(Duration.ofSeconds(2))
                    .build();
            Instant before = Instant.now();
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(config)
                    .server(Http.anyPort())
                    .start()) {
                assertThat(Http.get(server, "/integration/lab-utilization").statusCode())
                        .isEqualTo(503);

                JsonNode data = upstreamOnce(server, "lab-monitoring", "next_attempt_at.popular");

                assertThat(data.path("last_outcome").asText()).isEqualTo("timeout");
                assertThat(data.path("circuit_breaker").asText()).isEqualTo("closed");
                assertThat(data.has("last_good_answer_age_seconds")).isFalse();
                assertThat(Instant.parse(data.path("next_attempt_at.popular").asText()))
                        .isAfter(before);
                for (String path : PATHS) {
                    assertThat(Http.get(server, path).statusCode()).as(path).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void aServiceThatAnsweredHasAnAge() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                    .build();
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(config)
                    .server(Http.anyPort())
                    .start()) {
                assertThat(Http.get(server, "/integration/lab-utilization").statusCode())
                        .isEqualTo(200);

                JsonNode data = upstreamOnce(server, "usage-analytics", "last_attempt_age_seconds");

                assertThat(data.path("last_outcome").asText()).isEqualTo("success");
                assertThat(data.path("last_good_answer_age_seconds").isIntegralNumber())
                        .isTrue();
            }
        }
    }

    @Test
    void nothingIsSaidOfServicesThatAnotherClientAsks() throws Exception {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            JsonNode data = check(Http.json(Http.get(server, "/health")), "upstream-performance")
                    .path("data");

            assertThat(data).hasToString("{\"observed\":false}");
        }
    }

    /** Events arrive on a thread of their own. */
    private static JsonNode upstreamOnce(IntegrationServer server, String service, String field) {
        while (true) {
            JsonNode data = check(Http.json(Http.get(server, "/health/ready")), "upstream-" + service)
                    .path("data");
            if (data.has(field)) {
                return data;
            }
        }
    }
}
