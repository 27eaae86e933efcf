package org.ar1.integration.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A started application, made from properties alone. */
class MvcApplicationTest {

    private static SampleCampus campus;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        campus = SampleCampus.builder().historyDays(8).start();
        Map<String, Object> properties = new HashMap<>();
        for (UpstreamService service : UpstreamService.values()) {
            properties.put(
                    "ar1.integration.url." + service.id(), campus.environment().get(service.urlVariable()));
        }
        properties.put("ar1.integration.web.enabled", "true");
        properties.put("ar1.integration.max-retries", "0");
        properties.put("ar1.integration.retry-delay", "0s");
        properties.put("management.endpoints.web.exposure.include", "health,metrics");
        properties.put("management.endpoint.health.show-details", "always");
        application = Web.start(MvcApplication.class, properties, "org.glassfish");
        Web.settle(client());
    }

    @AfterAll
    static void stop() {
        application.close();
        campus.close();
    }

    private static IntegrationClient client() {
        return application.getBean(IntegrationClient.class);
    }

    private static JsonNode json(Web.Answer answer) {
        try {
            return new ObjectMapper().readTree(answer.bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theReportsAreThoseOfTheClient() {
        Web.Answer answer = Web.get(application, "/integration/lab-utilization");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.bytes())
                .isEqualTo(ReportJson.write(client().labUtilization().report()));
        assertThat(json(Web.get(application, "/integration/insights?limit=1")).get("insights"))
                .hasSize(1);
    }

    @Test
    void aKnownVersionIsNotSentAgain() {
        String tag = Web.get(application, "/integration/lab-utilization").header("ETag");

        Web.Answer again = Web.get(application, "/integration/lab-utilization", "If-None-Match", tag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
    }

    @Test
    void aCallerThatAcceptsGzipGetsIt() throws IOException {
        Web.Answer compressed = Web.get(application, "/integration/server-allocation", "Accept-Encoding", "gzip");

        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed.bytes()))) {
            assertThat(plain.readAllBytes())
                    .isEqualTo(ReportJson.write(client().serverAllocation().report()));
        }
    }

    @Test
    void aTableIsAnsweredToCallersThatAcceptOne() {
        Web.Answer table = Web.get(application, "/integration/lab-utilization", "Accept", "text/csv");

        assertThat(table.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(table.body()).startsWith("lab_type,");
    }

    @Test
    void aReportThatAControllerReturnsIsTheDocumentOfTheLibrary() {
        for (String path : List.of("/own/docker", "/own-later/docker", "/own-map/docker", "/own-servers/3")) {
            String before = documentAt(path);
            String answer = Web.get(application, path).body();

            assertThat(answer).isIn(before, documentAt(path)); // it may have been built anew in between
        }
    }

    private static String documentAt(String path) {
        if (path.equals("/own-servers/3")) {
            return text(InsightJson.profile(client().insights().profile(3, InsightRequest.standard())));
        }
        String report = text(ReportJson.write(client().labUtilization().report("docker")));
        return path.startsWith("/own-map") ? "{\"reports\":[" + report + "]}" : report;
    }

    private static String text(byte[] document) {
        return new String(document, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void anExceptionThatAControllerThrowsIsAProblem() {
        for (String path : new String[] {"/own/no-such-type", "/own-later/no-such-type"}) {
            Web.Answer answer = Web.get(application, path, "X-Request-Id", "mine");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("X-Request-Id")).isEqualTo("mine");
            assertThat(answer.body())
                    .isEqualTo(Web.get(application, "/integration/lab-utilization/no-such-type", "X-Request-Id", "mine")
                            .body())
                    .contains("urn:ar1:integration:problem:unknown-lab-type");
        }
        assertThat(Web.get(application, "/own-servers/77").body()).contains("problem:unknown-server");
    }

    @Test
    void otherPathsAreThoseOfTheApplication() {
        assertThat(Web.get(application, "/integration/own").body()).isEqualTo("own");
        assertThat(Web.get(application, "/").status()).isEqualTo(404);
        assertThat(Web.get(application, "/integration/users/x").status()).isEqualTo(404);
    }

    @Test
    void aFailingServiceIsSeenInTheHealthAndLeavesItUp() {
        campus.fault(SampleService.PERFORMANCE_REPORTING, "/performance/user", Fault.status(500));
        try {
            // Of a learner nothing is kept, so that no other test reads of this failure.
            assertThat(client().learners()
                            .report("468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a")
                            .integrationStatus())
                    .isEqualTo(IntegrationStatus.FAILED);

            JsonNode health = json(Web.get(application, "/actuator/health"));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!outcome(health, "performance-reporting").equals("http_status") && System.nanoTime() < end) {
                health = json(Web.get(application, "/actuator/health")); // listeners are told later
            }

            assertThat(outcome(health, "performance-reporting")).isEqualTo("http_status");
            assertThat(outcome(health, "lab-monitoring")).isEqualTo("success");
            assertThat(health.get("status").asText()).isEqualTo("UP");
            assertThat(health.get("components").get("integration").get("components"))
                    .hasSize(UpstreamService.values().length);
        } finally {
            campus.healAll();
        }
    }

    private static String outcome(JsonNode health, String service) {
        return health.get("components")
                .get("integration")
                .get("components")
                .get(service)
                .get("details")
                .get("last_outcome")
                .asText();
    }

    @Test
    void metersOfTheLibraryAndOfTheRequestsAreThere() {
        Web.get(application, "/integration/lab-utilization/docker");

        assertThat(Web.get(application, "/actuator/metrics/integration.upstream.attempts")
                        .body())
                .contains("\"statistic\":\"COUNT\"");
        assertThat(Web.get(application, "/actuator/metrics/http.server.requests")
                        .body())
                .contains("/integration/lab-utilization/{lab_type}");
    }
}
