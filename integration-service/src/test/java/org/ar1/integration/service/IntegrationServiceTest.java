package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class IntegrationServiceTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void beQuietAgain() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.OFF);
        root.detachAndStopAllAppenders();
    }

    @Test
    void saysWhereItListensAndWhomItAsks() throws Exception {
        Map<String, String> environment =
                Map.of("INTEGRATION_API_PORT", "0", "USER_PROGRESS_URL", "http://127.0.0.1:9/progress");
        try (RunningService server = start(environment)) {
            assertThat(Http.get(server.uri(), "/").statusCode()).isEqualTo(200);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .isEqualTo("Integration Service " + IntegrationServer.version() + " listens on " + server.uri()
                            + " and asks lab-monitoring http://localhost:3003, performance http://localhost:3004,"
                            + " resource-allocation http://localhost:3005,"
                            + " user-progress http://127.0.0.1:9/progress,"
                            + " performance-reporting http://localhost:8005, usage-analytics http://localhost:8006"
                            + System.lineSeparator());
        }
    }

    @Test
    void listsEachSettingThatCannotBeUsed() {
        StartupException failure =
                failure(Map.of("INTEGRATION_API_PORT", "eighty", "LOG_LEVEL", "loud", "LAB_MONITORING_URL", "ftp://x"));

        assertThat(failure.exitCode()).isEqualTo(78);
        assertThat(failure.lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("INTEGRATION_API_PORT "))
                .anyMatch(line -> line.startsWith("LAB_MONITORING_URL "))
                .anyMatch(line -> line.startsWith("LOG_LEVEL "));
    }

    @Test
    void listsTheRuleOfWhoMayReadWithTheRest() {
        StartupException failure = failure(
                Map.of("INTEGRATION_API_HOST", "0.0.0.0", "MAX_RETRIES", "many", "INTEGRATION_API_CORS_ORIGINS", "x"));

        assertThat(failure.exitCode()).isEqualTo(78);
        assertThat(failure.lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("INTEGRATION_API_HOST is \"0.0.0.0\", where other machines"))
                .anyMatch(line -> line.startsWith("MAX_RETRIES "))
                .anyMatch(line -> line.startsWith("INTEGRATION_API_CORS_ORIGINS "));
    }

    @Test
    void aWrongAnswerToWhoMayReadIsToldAlone() {
        assertThat(failure(Map.of("INTEGRATION_API_HOST", "0.0.0.0", "INTEGRATION_API_OPEN", "yes"))
                        .lines())
                .singleElement()
                .asString()
                .startsWith("INTEGRATION_API_OPEN ");
    }

    @Test
    void namesATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StartupException failure = failure(Map.of("INTEGRATION_API_PORT", Integer.toString(taken.getLocalPort())));

            assertThat(failure.exitCode()).isEqualTo(69);
            assertThat(failure.lines()).singleElement().asString().contains("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void namesAnUnknownHost() {
        StartupException failure =
                failure(Map.of("INTEGRATION_API_PORT", "0", "INTEGRATION_API_HOST", "no-such-host.invalid"));

        assertThat(failure.exitCode()).isEqualTo(69);
        assertThat(failure.lines()).singleElement().asString().contains("no-such-host.invalid");
    }

    @Test
    void listensForOtherMachinesOnlyIfItIsSaidWhoMayRead(@TempDir Path directory) throws Exception {
        Map<String, String> everywhere = Map.of("INTEGRATION_API_PORT", "0", "INTEGRATION_API_HOST", "0.0.0.0");
        Path tokens = Files.writeString(directory.resolve("tokens"), "a " + "0".repeat(64));

        StartupException failure = failure(everywhere);

        assertThat(failure.exitCode()).isEqualTo(78);
        assertThat(failure.lines())
                .singleElement()
                .asString()
                .startsWith("INTEGRATION_API_HOST is \"0.0.0.0\"")
                .contains("INTEGRATION_API_TOKENS_FILE", "INTEGRATION_API_OPEN=true")
                .endsWith("(from: environment)");
        try (RunningService open = start(with(everywhere, "INTEGRATION_API_OPEN", "true"))) {
            assertThat(Http.get(open.uri(), "/health").body()).contains("upstream");
        }
        try (RunningService closed = start(with(everywhere, "INTEGRATION_API_TOKENS_FILE", tokens.toString()))) {
            assertThat(Http.get(closed.uri(), "/integration/lab-utilization").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void namesTheLineOfTheTokensThatIsWrong(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens"), "# who may read\na secret");

        StartupException failure =
                failure(Map.of("INTEGRATION_API_PORT", "0", "INTEGRATION_API_TOKENS_FILE", tokens.toString()));

        assertThat(failure.exitCode()).isEqualTo(78);
        assertThat(failure.lines())
                .singleElement()
                .asString()
                .startsWith("INTEGRATION_API_TOKENS_FILE is \"" + tokens + "\", but line 2 ")
                .doesNotContain("secret");
    }

    @Test
    void logsAtTheLevelAskedFor() throws Exception {
        try (RunningService server = start(Map.of("INTEGRATION_API_PORT", "0", "LOG_LEVEL", " error "))) {
            assertThat(LoggerFactory.getLogger("any").isErrorEnabled()).isTrue();
            assertThat(LoggerFactory.getLogger("any").isWarnEnabled()).isFalse();
            assertThat(server.uri()).isNotNull();
        }
    }

    private RunningService start(Map<String, String> environment, String... arguments) throws StartupException {
        return IntegrationService.run(arguments, environment, out()).orElseThrow();
    }

    private static Map<String, String> with(Map<String, String> environment, String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return more;
    }

    private StartupException failure(Map<String, String> environment) {
        return catchThrowableOfType(
                StartupException.class, () -> start(environment).close());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }
}
