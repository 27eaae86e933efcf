package org.ar1.integration.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ExamplesTest {

    private interface Example {
        void run(SampleCampus campus, PrintStream out) throws Exception;
    }

    private static String output(Example example) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SampleCampus campus = SampleCampus.start();
                PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            example.run(campus, out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theFiveLineReportNamesOverAndUnderUsedLabTypes() throws Exception {
        assertThat(output((campus, out) -> FiveLineReport.run(campus.environment(), out)))
                .contains("docker: over-utilized", "blockchain: under-utilized", "quantum-computing: unknown");
    }

    @Test
    void anOwnRetryPolicyAndAnOwnCacheAreUsed() throws Exception {
        assertThat(output(OwnCacheAndRetry::run).lines())
                .containsExactly(
                        "while the service is down: failed after 4 attempts",
                        "once it is back: live, kept by our cache: [resource-allocation/servers]",
                        "asked again: cached");
    }

    @Test
    void bothReportsComeTogetherAsynchronously() throws Exception {
        assertThat(output((campus, out) -> AsynchronousReports.run(campus.environment(), out)))
                .matches("\\d+ lab types in use, \\d of 8 servers hot or saturated\\R");
    }

    @Test
    void anOutageLeavesTheLastGoodValues() throws Exception {
        assertThat(output(LivingThroughAnOutage::run).lines())
                .containsExactly(
                        "before: success, 28 popular labs",
                        "during: partial, 28 popular labs",
                        "  lab-monitoring popular is stale: Lab Monitoring (popular) cannot be reached",
                        "  lab-monitoring over-under-utilized is stale:"
                                + " Lab Monitoring (over-under-utilized) cannot be reached",
                        "after: success, 28 popular labs");
    }

    @Test
    void whatReadersWaitWhileAServiceIsSilentIsMeasuredAtEachEndpoint() throws Exception {
        ListAppender<ILoggingEvent> accessLines = new ListAppender<>();
        Logger access = (Logger) LoggerFactory.getLogger("org.ar1.integration.access");
        accessLines.start();
        access.addAppender(accessLines);
        String table = output((campus, out) -> {
            Map<String, String> settings = new HashMap<>(campus.environment());
            settings.putAll(Map.of(
                    "INTEGRATION_API_PORT", "0",
                    "REQUEST_TIMEOUT", "0.2",
                    "MAX_RETRIES", "0",
                    "REPORT_DEADLINE", "1"));
            SilentUpstream.run(
                    campus, IntegrationConfig.fromEnvironment(settings), SampleService.LAB_MONITORING, 3, out);
        });
        access.detachAppender(accessLines);

        assertThat(table.lines().skip(3)).hasSize(5).allMatch(line -> line.matches("/\\S*( +\\d+\\.\\d){4}"));
        assertThat(accessLines.list).as("lines beside the table").isEmpty();
    }

    @Test
    void theResourcesLiveNextToAnApplicationsOwn() throws Exception {
        assertThat(output((campus, out) -> OwnApplication.run(campus.environment(), out)))
                .contains("/hello: Hello from our own application")
                .contains("/integration/lab-utilization/docker: {\"timestamp\":\"");
    }

    @Test
    void theDemoAnswersWithJoinedDataAndDescribesItself() throws Exception {
        try (DemoServer demo = DemoServer.start(Map.of("INTEGRATION_API_PORT", "0"))) {
            Map<String, String> environment = demo.environment();
            assertThat(environment).hasSize(SampleService.values().length + 1);
            URI report = URI.create("http://127.0.0.1:" + environment.get("INTEGRATION_API_PORT")
                    + "/integration/server-allocation/kubernetes");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(report)
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"integration_status\":\"success\"")
                    .contains("\"allocation_map\":{\"kubernetes\":[3,4,5]}");
        }
    }

    @Test
    void eachRunsByItself() throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FiveLineReport.main(new String[0]);
            OwnCacheAndRetry.main(new String[0]);
            AsynchronousReports.main(new String[0]);
            LivingThroughAnOutage.main(new String[0]);
            OwnApplication.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("docker: over-utilized")
                .contains("asked again: cached")
                .contains("hot or saturated")
                .contains("after: success")
                .contains("/hello: ");
    }
}
