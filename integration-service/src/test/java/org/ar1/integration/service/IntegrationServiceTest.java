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
import java.util.Map;
import org.ar1.integration.jaxrs.IntegrationServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

    private StartupException failure(Map<String, String> environment) {
        return catchThrowableOfType(
                StartupException.class, () -> start(environment).close());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }
}
