package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real answers of real servers, held against the API description. */
class AnswersAsDescribedTest {

    private static final List<String> REPORTS = List.of(
            "/integration/lab-utilization",
            "/integration/lab-utilization/docker",
            "/integration/server-allocation",
            "/integration/server-allocation/docker");

    private static final List<String> INSIGHTS = List.of(
            "/integration/insights",
            "/integration/servers",
            "/integration/servers/1/profile",
            "/integration/servers/1/forecast",
            "/integration/servers/1/quiet-windows",
            "/integration/placement?lab_type=docker&from=1&to=2",
            "/integration/lab-types",
            "/integration/campus");

    private static SampleCampus campus;
    private static IntegrationServer server;

    @BeforeAll
    static void start() throws Exception {
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

    @AfterAll
    static void stop() {
        server.close();
        campus.close();
    }

    @BeforeEach
    void noFault() {
        campus.healAll();
    }

    @Test
    void everyPathAnswersAsDescribed() {
        for (String path : paths()) {
            assertDescribed(200, Http.get(server, path));
            assertDescribed(200, Http.send(server, "HEAD", path));
            assertDescribed(405, Http.send(server, "POST", path));
        }
    }

    @ParameterizedTest
    @EnumSource(SampleService.class)
    void partialReportsAreAsDescribed(SampleService broken) throws Exception {
        campus.fault(broken, Fault.status(500));
        try (IntegrationServer fresh = fresh()) {
            List<String> asked = new ArrayList<>(REPORTS);
            asked.addAll(INSIGHTS);
            for (String path : asked) {
                HttpResponse<String> answer = Http.get(fresh, path);
                assertThat(answer.statusCode()).isIn(200, 503);
                assertDescribed(answer.statusCode(), answer);
            }
        }
    }

    @Test
    void failedReportsAreAsDescribed() throws Exception {
        for (SampleService service : SampleService.values()) {
            campus.fault(service, Fault.status(503));
        }
        try (IntegrationServer fresh = fresh()) {
            for (String path : REPORTS) {
                assertDescribed(503, Http.get(fresh, path));
                assertDescribed(503, Http.get(fresh, path, "Accept", "text/csv"));
            }
            for (String path : INSIGHTS) {
                assertDescribed(503, Http.get(fresh, path));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/integration/lab-utilization/nope", "/integration/server-allocation/nope"})
    void unknownLabTypesAreAsDescribed(String path) {
        assertDescribed(404, Http.get(server, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/integration/lab-utilization/%ff", "/integration/server-allocation/%C3"})
    void badParametersAreAsDescribed(String path) {
        assertDescribed(400, Http.get(server, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/integration", "/openapi.json/x", "/integration/lab-utilization/a/b"})
    void unknownPathsAreAsDescribed(String path) {
        assertDescribed(404, Http.get(server, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integration/insights?limit=1",
                "/integration/insights?format=ndjson",
                "/integration/servers?limit=1&format=csv",
                "/integration/servers?sort=server_id&state=ok,hot",
                "/integration/servers/2/profile?format=csv&zone=Asia/Kathmandu",
                "/integration/lab-types?format=ndjson&limit=2",
                "/integration/lab-types?sort=-events&limit=2"
            })
    void formsAndPagesAreAsDescribed(String path) {
        assertDescribed(200, Http.get(server, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integration/insights/busiest_hour-0000000000000000",
                "/integration/servers/99/profile",
                "/integration/servers/99/forecast",
                "/integration/servers/99/quiet-windows",
                "/integration/placement?lab_type=docker&from=1&to=99",
                "/integration/placement?lab_type=nope&from=1&to=2"
            })
    void unknownSubjectsAreAsDescribed(String path) {
        assertDescribed(404, Http.get(server, path));
    }

    @Test
    void otherMediaTypesAreAsDescribed() {
        assertDescribed(406, Http.get(server, "/", "Accept", "image/png"));
        assertDescribed(200, Http.get(server, "/", "Accept", "text/html"));
        for (String path : REPORTS) {
            assertDescribed(406, Http.get(server, path, "Accept", "text/html"));
        }
    }

    @Test
    void failedConditionsAreAsDescribed() {
        for (String path : List.of("/", "/health", "/health/ready", "/metrics", "/openapi.json", "/openapi.yaml")) {
            assertDescribed(412, Http.get(server, path, "If-Match", "\"x\""));
        }
        for (String path : REPORTS) {
            assertDescribed(412, Http.get(server, path, "If-Match", "\"x\""));
        }
        assertDescribed(400, Http.get(server, "/metrics", "Accept", "a/b/c"));
        assertDescribed(406, Http.get(server, "/metrics", "Accept", "text/html"));
    }

    @Test
    void failuresOfEveryKindAreAsDescribed() throws Exception {
        Map<RuntimeException, Integer> failures = new HashMap<>();
        failures.put(new UnknownLabTypeException("docker"), 404);
        failures.put(new UndeterminedLabTypeException("docker", Duration.ofSeconds(3), List.of()), 503);
        failures.put(new CancellationException(), 503);
        failures.put(new IllegalArgumentException(), 400);
        failures.put(new IllegalStateException(), 500);
        for (Map.Entry<RuntimeException, Integer> failure : failures.entrySet()) {
            try (IntegrationServer failing = Http.start(FakeClient.failing(failure.getKey()))) {
                assertDescribed(failure.getValue(), Http.get(failing, "/integration/lab-utilization/docker"));
                assertDescribed(failure.getValue(), Http.get(failing, "/integration/server-allocation/docker"));
            }
        }
    }

    @Test
    void whatIsKnownAlreadyIsAsDescribed() {
        for (String path : List.of("/openapi.json", "/openapi.yaml")) {
            String etag = Http.get(server, path).headers().firstValue("ETag").orElseThrow();
            assertDescribed(304, Http.get(server, path, "If-None-Match", etag));
        }
    }

    /** The judge itself: what the document does not have is found. */
    @Test
    void undocumentedFieldsAndStatusesAreFaults() {
        String problem =
                "{\"type\":\"about:blank\",\"title\":\"t\",\"status\":400,\"detail\":\"d\",\"request_id\":\"r\"";
        ApiDescription description = ApiDescription.OF_THIS_BUILD;
        var schema = Http.json("{\"$ref\":\"#/components/schemas/Problem\"}");

        assertThat(description.faults(schema, problem + "}")).isEmpty();
        assertThat(description.faults(schema, problem + ",\"more\":1}")).isNotEmpty();
        assertThat(description.faults(schema, problem.replace("\"status\":400,", "") + "}"))
                .isNotEmpty();
        assertThat(description.faults(schema, problem.replace("400", "\"400\"") + "}"))
                .isNotEmpty();
        HttpResponse<String> optionsAnswer = Http.send(server, "OPTIONS", "/openapi.json");
        assertThatThrownBy(() -> description.assertDescribes(optionsAnswer)).hasMessageContaining("204 is documented");
    }

    /** Without that of a learner, which is there with tokens alone; see {@link LearnersOverHttpTest}. */
    private static Set<String> paths() {
        List<String> templates = new ArrayList<>();
        ApiDescription.OF_THIS_BUILD.document().path("paths").fieldNames().forEachRemaining(templates::add);
        return templates.stream()
                .filter(template -> !template.contains("{user_id}"))
                .map(template -> template.replace("{lab_type}", "docker")
                        .replace("{server_id}", "1")
                        .replace("{id}", withheldId())
                        .replace("/placement", "/placement?lab_type=docker&from=1&to=2"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A day of history is too little for nearly all that could be said. */
    private static String withheldId() {
        return Http.json(Http.get(server, "/integration/insights"))
                .path("withheld")
                .path(0)
                .path("id")
                .asText();
    }

    private static IntegrationServer fresh() throws Exception {
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.put("INTEGRATION_API_PORT", "0");
        environment.put("MAX_RETRIES", "0");
        return IntegrationServer.builder()
                .config(IntegrationConfig.fromEnvironment(environment))
                .server(ServerConfig.fromEnvironment(environment))
                .start();
    }

    private static void assertDescribed(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as(answer.request() + " " + answer.body())
                .isEqualTo(status);
        ApiDescription.OF_THIS_BUILD.assertDescribes(answer);
    }
}
