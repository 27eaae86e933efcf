package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.auth.TokensFileTest;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LearnersOverHttpTest {

    private static final String TOKEN = "a-token";
    private static final String LEARNER = "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a";
    private static final String USERS = "/integration/users/";
    private static final String TEMPLATE = USERS + "{user_id}";
    private static final String STRANGER = "nobody-7f3a";

    @TempDir
    private static Path directory;

    private static SampleCampus campus;
    private static IntegrationConfig config;
    private static IntegrationServer server;

    @BeforeAll
    static void start() throws Exception {
        campus = SampleCampus.builder().historyDays(1).start();
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.put("INTEGRATION_API_PORT", "0");
        environment.put("MAX_RETRIES", "0");
        config = IntegrationConfig.fromEnvironment(environment);
        Path tokens = Files.writeString(directory.resolve("tokens"), TokensFileTest.line("teacher", TOKEN));
        server = IntegrationServer.builder()
                .config(config)
                .server(Http.anyPort().toBuilder().tokensFile(tokens).build())
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        campus.close();
    }

    @AfterEach
    void heal() {
        campus.healAll();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    private static HttpResponse<String> send(String method, String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + TOKEN));
        return Http.send(server, method, path, all.toArray(String[]::new));
    }

    private static void assertPrivate(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        ApiDescription.OF_THIS_BUILD.assertDescribes(answer);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Http.json(answer).path("type").asText()).endsWith(":" + type);
        assertThat(answer.body()).doesNotContain(LEARNER, STRANGER);
        assertPrivate(answer);
    }

    @Test
    void aLearnerIsAnsweredAndNotToBeKept() {
        HttpResponse<String> answer = get(USERS + LEARNER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertPrivate(answer);
        JsonNode document = Http.json(answer);
        assertThat(document.path("user_id").asText()).isEqualTo(LEARNER);
        assertThat(document.at("/labs/docker/performance/attempts").asInt()).isPositive();
        assertThat(document.at("/labs/docker/servers/0/server_name").asText()).isEqualTo("Server-3");
        assertThat(document.at("/labs/docker/servers/0/state").asText()).isNotEmpty();
    }

    @Test
    void theSameIsAnsweredAgainWhateverTheCallerHas() {
        assertThat(get(USERS + LEARNER, "If-None-Match", "*").statusCode()).isEqualTo(200);
        assertThat(get(USERS + LEARNER + "/").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", USERS + LEARNER).headers().firstValue("Cache-Control"))
                .hasValue("no-store");
        assertThat(get(USERS + LEARNER + "?format=json").statusCode()).isEqualTo(200);
    }

    @Test
    void eachAnswerIsFetchedAnew() {
        campus.resetCounts();
        get(USERS + LEARNER);
        get(USERS + LEARNER);

        assertThat(campus.requests(SampleService.PERFORMANCE_REPORTING, "/performance/user/" + LEARNER))
                .isEqualTo(2);
    }

    @Test
    void theServiceListsThePathWhereTokensAreSet() {
        assertThat(get("/").body()).contains(TEMPLATE);
    }

    @Test
    void withoutATokenNobodyIsAnswered() {
        HttpResponse<String> answer = Http.get(server, USERS + LEARNER);

        assertProblem(answer, 401, "unauthorized");
    }

    @Test
    void anUnknownLearnerIsAProblemThatNamesNobody() {
        assertProblem(get(USERS + STRANGER), 404, "unknown-learner");
    }

    @Test
    void withoutPerformanceReportingNothingIsKnown() {
        campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.status(500));

        HttpResponse<String> answer = get(USERS + LEARNER);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("failed");
        assertThat(Http.json(answer).path("labs")).isEmpty();
        assertPrivate(answer);
    }

    @Test
    void whatThePathDoesNotHaveIsRefused() {
        assertProblem(get(USERS + LEARNER + "?zone=UTC"), 400, "invalid-parameter");
        assertProblem(get(USERS + LEARNER + "?refresh=true"), 400, "invalid-parameter");
        assertProblem(get(USERS + "%ff"), 400, "invalid-parameter");
        assertProblem(get(USERS + LEARNER, "Accept", "text/csv"), 406, "not-acceptable");
        assertProblem(get(USERS + LEARNER, "If-Match", "\"x\""), 412, "precondition-failed");
        assertProblem(send("POST", USERS + LEARNER), 405, "method-not-allowed");
        assertThat(get(USERS).statusCode()).isEqualTo(404);
        assertThat(get(USERS + LEARNER + "/labs").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?format=xml"})
    void withoutTokensThePathIsAsUnknownAsAnyOther(String query) throws Exception {
        try (IntegrationServer open = IntegrationServer.builder()
                .config(config)
                .server(Http.anyPort().toBuilder().open(true).build())
                .start()) {
            campus.resetCounts();
            for (String accept : List.of("application/json", "text/csv", "image/png")) {
                HttpResponse<String> answer = Http.get(open, USERS + LEARNER + query, "Accept", accept);
                HttpResponse<String> unknown = Http.get(open, "/integration/nothing/x" + query, "Accept", accept);

                assertThat(answer.statusCode()).isEqualTo(404).isEqualTo(unknown.statusCode());
                assertThat(withoutRequestId(answer.body())).isEqualTo(withoutRequestId(unknown.body()));
            }
            assertThat(Http.send(open, "POST", USERS + LEARNER).statusCode()).isEqualTo(404);
            assertThat(Http.get(open, "/").body()).doesNotContain(TEMPLATE);
            assertThat(campus.requests(SampleService.PERFORMANCE_REPORTING)).isZero();
        }
    }

    private static String withoutRequestId(String problem) {
        return problem.replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    @Test
    void theMetricsCountTheTemplate() {
        get(USERS + LEARNER);
        get(USERS + STRANGER);

        String metrics = get("/metrics").body();
        assertThat(metrics).contains("uri=\"" + TEMPLATE + "\"").doesNotContain(LEARNER, STRANGER);
    }

    /** Each line is written when the answer is there already, so that the test waits for as many as there were requests. */
    @Test
    void theAccessLogShowsTheTemplate() throws Exception {
        BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
        Logger logger = (Logger) LoggerFactory.getLogger("org.ar1.integration.access");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event);
            }
        };
        logger.setLevel(Level.INFO);
        appender.start();
        logger.addAppender(appender);
        try {
            List<String> paths = List.of(
                    USERS + LEARNER,
                    USERS + STRANGER,
                    USERS + LEARNER + "/",
                    "/integration/%75sers/" + LEARNER,
                    "/integration//users/" + LEARNER,
                    "/INTEGRATION/USERS/" + LEARNER,
                    "/integration/users%2F" + LEARNER,
                    USERS + LEARNER + "?zone=" + LEARNER,
                    USERS + LEARNER + "/labs");
            for (String path : paths) {
                get(path);
                ILoggingEvent line = lines.poll(1, TimeUnit.MINUTES);
                assertThat(line).as(path).isNotNull();
                assertThat(line.getFormattedMessage() + line.getKeyValuePairs())
                        .as(path)
                        .contains("{user_id}")
                        .doesNotContain(LEARNER, STRANGER);
            }
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
    }
}
