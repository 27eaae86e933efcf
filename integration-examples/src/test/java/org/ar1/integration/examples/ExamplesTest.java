package org.ar1.integration.examples;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void overusedLabTypesOnHotServersAreFoundByOneStream() throws Exception {
        assertThat(output((campus, out) -> BusyLabsOnHotServers.run(campus.environment(), out))
                        .lines())
                .containsExactly(
                        "docker on Server-3 (hot)",
                        "kubernetes on Server-3 (hot), Server-4 (ok), Server-5 (ok)",
                        "machine-learning on Server-3 (hot)");
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
                        "  lab-monitoring popular is stale: Lab Monitoring (popular) cannot be reached: the"
                                + " connection is refused",
                        "  lab-monitoring over-under-utilized is stale:"
                                + " Lab Monitoring (over-under-utilized) cannot be reached: the connection is refused",
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
            assertThat(answer.headers().firstValue("X-Sample-Data")).hasValue("true");
            assertThat(answer.body())
                    .contains("\"integration_status\":\"success\"")
                    .contains("\"allocation_map\":{\"kubernetes\":[3,4,5]}");
        }
    }

    /** The exit status and what is written to the error stream, a line an element. */
    private record End(int status, List<String> lines) {}

    private interface Run {
        int run(PrintStream err) throws Exception;
    }

    private static End end(Run run) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int status = run.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return new End(status, bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void aTakenPortEndsTheDemoWithALineThatSaysWhatToSet() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            End end = end(err -> DemoServer.run(Map.of("INTEGRATION_API_PORT", port), System.out, err));

            assertThat(end.status()).isEqualTo(69);
            assertThat(end.lines())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + port, "set INTEGRATION_API_PORT");
        }
    }

    @Test
    void aWrongSettingEndsTheDemoWithALineThatNamesIt() throws Exception {
        End end = end(err -> DemoServer.run(Map.of("INTEGRATION_API_PORT", "many"), System.out, err));

        assertThat(end.status()).isEqualTo(78);
        assertThat(end.lines()).singleElement().asString().contains("INTEGRATION_API_PORT", "many");
    }

    @Test
    void anEnvironmentFileThatCannotBeWrittenEndsTheDemoWithALineThatNamesIt(@TempDir Path directory) throws Exception {
        String file = directory.resolve("missing").resolve("file").toString();
        Map<String, String> environment = Map.of("INTEGRATION_API_PORT", "0", "DEMO_ENVIRONMENT_FILE", file);

        End end = end(err -> DemoServer.run(environment, System.out, err));

        assertThat(end.status()).isEqualTo(78);
        assertThat(end.lines()).singleElement().asString().contains("DEMO_ENVIRONMENT_FILE", file);
    }

    @Test
    void anUnknownExampleEndsWithALineThatNamesAll() throws Exception {
        End end = end(err -> Launcher.run("Nothing", err));

        assertThat(end.status()).isEqualTo(2);
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/ar1/integration/examples"))) {
            List<String> programs = sources.map(
                            file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !Set.of("package-info", "Launcher").contains(name))
                    .sorted()
                    .toList();
            assertThat(end.lines())
                    .singleElement()
                    .asString()
                    .contains("\"Nothing\"", "-Dexample")
                    .endsWith(" " + String.join(", ", programs));
        }
    }

    @Test
    void anUnknownServiceEndsWithALineThatNamesAll() {
        assertThatThrownBy(() -> SilentUpstream.service("NOTHING"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContainingAll(Arrays.stream(SampleService.values())
                        .map(SampleService::name)
                        .toArray(String[]::new));
        assertThat(SilentUpstream.service("LAB_MONITORING")).isEqualTo(SampleService.LAB_MONITORING);
    }

    @Test
    void eachRunsByItself() throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (String program : List.of(
                    "FiveLineReport",
                    "OwnCacheAndRetry",
                    "AsynchronousReports",
                    "LivingThroughAnOutage",
                    "OwnApplication")) {
                assertThat(Launcher.run(program, System.err)).as(program).isZero();
            }
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
