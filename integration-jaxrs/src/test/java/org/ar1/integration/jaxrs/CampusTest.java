package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way: server, library, and the six services over HTTP. */
class CampusTest {

    private SampleCampus campus;
    private IntegrationServer server;

    @BeforeEach
    void start() throws Exception {
        campus = SampleCampus.builder().historyDays(1).start();
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.put("INTEGRATION_API_PORT", "0");
        environment.put("MAX_RETRIES", "0");
        environment.put("CACHE_DURATION", "0");
        server = IntegrationServer.builder()
                .config(IntegrationConfig.fromEnvironment(environment))
                .server(ServerConfig.fromEnvironment(environment))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        campus.close();
    }

    @Test
    void bothReportsAreCompleteWhenEveryServiceAnswers() {
        for (String path : new String[] {"/integration/lab-utilization", "/integration/server-allocation"}) {
            HttpResponse<String> answer = Http.get(server, path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("success");
        }
    }

    @Test
    void oneLabTypeIsTheSameDocumentFiltered() {
        JsonNode usage = Http.json(Http.get(server, "/integration/lab-utilization/docker"));
        JsonNode allocation = Http.json(Http.get(server, "/integration/server-allocation/docker"));

        assertThat(usage.path("lab_usage").fieldNames()).toIterable().containsExactly("docker");
        assertThat(allocation.path("labs").fieldNames()).toIterable().containsExactly("docker");
    }

    @Test
    void aMisspelledLabTypeOrServerIsAnsweredWithThoseThatExist() {
        JsonNode labType = Http.json(Http.get(server, "/integration/lab-utilization/dokcer"));
        JsonNode server33 = Http.json(Http.get(server, "/integration/servers/33/profile"));

        assertThat(labType.path("did_you_mean"))
                .first()
                .extracting(JsonNode::asText)
                .isEqualTo("docker");
        assertThat(labType.path("detail").asText()).contains("Did you mean docker");
        assertThat(server33.path("did_you_mean")).extracting(JsonNode::asText).containsExactly("3");
    }

    @Test
    void aMissingServiceMakesAReportPartial() {
        campus.fault(SampleService.LAB_MONITORING, Fault.status(500));

        HttpResponse<String> answer = Http.get(server, "/integration/lab-utilization");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("partial");
    }

    @Test
    void withoutAnyServiceAReportFailsAndSaysWhenToAskAgain() {
        everyServiceFails();

        HttpResponse<String> answer = Http.get(server, "/integration/server-allocation");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
        assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("failed");
    }

    @Test
    void aLabTypeThatNobodyKnowsIs404() {
        HttpResponse<String> answer = Http.get(server, "/integration/lab-utilization/nope");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Http.json(answer).path("type").asText()).endsWith(":unknown-lab-type");
    }

    @Test
    void aLabTypeThatCannotBeLookedUpIs503() {
        everyServiceFails();

        HttpResponse<String> answer = Http.get(server, "/integration/server-allocation/docker");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Http.json(answer).path("type").asText()).endsWith(":undetermined-lab-type");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
    }

    @Test
    void theRootAnswersWhileEveryServiceIsSilent() {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.silent());
        }
        campus.resetCounts();

        assertThat(Http.get(server, "/").statusCode()).isEqualTo(200);
        for (SampleService service : SampleService.values()) {
            assertThat(campus.requests(service)).isZero();
        }
    }

    private void everyServiceFails() {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.status(503));
        }
    }
}
