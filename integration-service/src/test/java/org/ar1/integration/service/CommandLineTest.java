package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.internal.setting.ValueType;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class CommandLineTest {

    private static final String CONF = "org.ar1.integration.service.conf";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void beQuietAgain() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.OFF);
        root.detachAndStopAllAppenders();
    }

    private Optional<RunningService> run(Map<String, String> environment, String... arguments) throws StartupException {
        return IntegrationService.run(arguments, environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private List<String> lines(Map<String, String> environment, String... arguments) throws StartupException {
        assertThat(run(environment, arguments)).isEmpty();
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private StartupException refusal(Map<String, String> environment, String... arguments) {
        StartupException refusal = catchThrowableOfType(
                StartupException.class, () -> run(environment, arguments).ifPresent(RunningService::close));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private Path file(String... lines) throws IOException {
        return Files.write(directory.resolve("service.properties"), List.of(lines));
    }

    @Test
    void helpNamesEveryOptionAndExitCode() throws Exception {
        assertThat(String.join("\n", lines(Map.of(), "--help")))
                .contains("--config", "--host", "--port", "--demo", "--check", "--print-config", "--version")
                .contains("0 ", "1 ", "2 ", "69 ", "70 ", "78 ", "130 ");
    }

    @Test
    void versionIsThatOfTheServer() throws Exception {
        assertThat(lines(Map.of(), "--version")).containsExactly("Integration Service " + IntegrationServer.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot", "extra", "--port", "--check --print-config", "--port 1 --port 2"})
    void whatCannotBeUnderstoodIs2(String arguments) {
        StartupException refusal = refusal(Map.of(), arguments.split(" ", -1));

        assertThat(refusal.exitCode()).isEqualTo(2);
        assertThat(refusal.lines()).hasSize(2).last().asString().contains("--help");
    }

    @Test
    void anOptionGoesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws Exception {
        Path file = file("INTEGRATION_API_PORT=1", "INTEGRATION_API_HOST: ::1", "RETRY_DELAY = 3", "MAX_RETRIES=4", "");
        Map<String, String> environment = Map.of(
                "INTEGRATION_API_PORT",
                "2",
                "INTEGRATION_API_HOST",
                "127.0.0.2",
                "RETRY_DELAY",
                "5",
                "MAX_RETRIES",
                " ");

        assertThat(lines(environment, "--print-config", "--config", file.toString(), "--port", "3"))
                .anyMatch(line -> line.matches("INTEGRATION_API_PORT +3 +flag"))
                .anyMatch(line -> line.matches("INTEGRATION_API_HOST +127\\.0\\.0\\.2 +environment"))
                .anyMatch(line -> line.matches("RETRY_DELAY +5 +environment"))
                .anyMatch(line -> line.matches("MAX_RETRIES +4 +file"))
                .anyMatch(line -> line.matches("CACHE_DURATION +300 +default"))
                .anyMatch(line -> line.matches("USER_PROGRESS_URL +http://localhost:8004 +default"))
                .hasSize(ServiceSettings.all().size() + 1);
    }

    @Test
    void everySettingIsPrintedWithItsDefault() throws Exception {
        List<String> lines = lines(Map.of(), "--print-config");

        for (Setting<?> setting : ServiceSettings.all()) {
            String row = setting.variable() + " +" + Pattern.quote(setting.defaultText()) + " +default";
            assertThat(lines).as(setting.variable()).anyMatch(line -> line.matches(row));
        }
    }

    @Test
    void whoMayReadDoesNotMatterWhereNothingIsServedButTheHostDoes() throws Exception {
        assertThat(lines(Map.of("INTEGRATION_API_HOST", "0.0.0.0", "INTEGRATION_API_OPEN", "false"), "--print-config"))
                .anyMatch(line -> line.matches("INTEGRATION_API_OPEN +false +environment"));
        assertThat(refusal(Map.of("INTEGRATION_API_HOST", "a host"), "--print-config")
                        .lines())
                .singleElement()
                .asString()
                .startsWith("INTEGRATION_API_HOST is \"a host\", but must be ");
    }

    @Test
    void aValueIsPrintedWithoutWhatATerminalObeys() {
        ValueType<String> texts = ValueType.of("a word", Optional::of, "a word");
        Setting<?> setting = new SettingTable().optional("word", "A_WORD", texts, "a word");

        assertThat(new Settings(List.of(setting))
                        .add("environment", Map.of("A_WORD", "red\u001b[31m"))
                        .table())
                .contains("A_WORD", "red?[31m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--check", "--print-config", "--demo"})
    void theServiceDoesNotAskAnotherService(String argument) {
        StartupException refusal = refusal(Map.of("INTEGRATION_SERVICE_URL", "http://localhost:8007"), argument);

        assertThat(refusal.exitCode()).isEqualTo(78);
        assertThat(refusal.lines())
                .singleElement()
                .asString()
                .startsWith("INTEGRATION_SERVICE_URL is set, but must not be for this program")
                .endsWith("(from: environment)");
        assertThat(refusal(Map.of("INTEGRATION_SERVICE_URL", "http://localhost:8007"))
                        .exitCode())
                .isEqualTo(78);
    }

    @Test
    void unknownAndRepeatedKeysOfTheFileAreNamed() throws Exception {
        Path file = file("REQUEST_TIMEOUT=1", "REQUEST_TIMEUOT=1", "request_timeout=1", "REQUEST_TIMEOUT=2");
        StartupException refusal = refusal(Map.of(), "--print-config", "--config", file.toString());

        assertThat(refusal.exitCode()).isEqualTo(78);
        assertThat(refusal.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith(file.toString()))
                .anyMatch(line -> line.contains("\"REQUEST_TIMEUOT\""))
                .anyMatch(line -> line.contains("\"request_timeout\""))
                .anyMatch(line -> line.contains("twice"));
    }

    @Test
    void whatIsWrongInTheFileIsToldWithTheRest() throws Exception {
        Path file = file("REQUEST_TIMEUOT=1", "MAX_RETRIES=many");

        assertThat(refusal(Map.of("LOG_FORMAT", "xml"), "--config", file.toString())
                        .lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("\"REQUEST_TIMEUOT\""))
                .anyMatch(line -> line.startsWith("MAX_RETRIES "))
                .anyMatch(line -> line.startsWith("LOG_FORMAT "));
    }

    @Test
    void aFileMayBeginWithAByteOrderMark() throws Exception {
        Path file = file("\uFEFFMAX_RETRIES=4", "RETRY_DELAY=3");

        assertThat(lines(Map.of(), "--print-config", "--config", file.toString()))
                .anyMatch(line -> line.matches("MAX_RETRIES +4 +file"))
                .anyMatch(line -> line.matches("RETRY_DELAY +3 +file"));
    }

    @Test
    void anEmptyFileSetsNothing() throws Exception {
        Path file = Files.write(directory.resolve("service.properties"), new byte[0]);

        assertThat(lines(Map.of(), "--print-config", "--config", file.toString()))
                .noneMatch(line -> line.endsWith(" file"));
    }

    @Test
    void theFilesOfTheFolderAreReadUnlessOneIsNamed() throws Exception {
        Path conf = Files.createDirectory(directory.resolve("conf"));
        Files.writeString(conf.resolve("a.properties"), "MAX_RETRIES=4");
        Files.writeString(conf.resolve("b.properties"), "RETRY_DELAY=3");
        Files.writeString(conf.resolve("tokens"), "no settings");
        System.setProperty(CONF, conf.toString());
        try {
            assertThat(lines(Map.of(), "--print-config"))
                    .anyMatch(line -> line.matches("MAX_RETRIES +4 +file"))
                    .anyMatch(line -> line.matches("RETRY_DELAY +3 +file"));
            printed.reset();
            assertThat(lines(
                            Map.of(),
                            "--print-config",
                            "--config",
                            file("MAX_RETRIES=5").toString()))
                    .anyMatch(line -> line.matches("MAX_RETRIES +5 +file"))
                    .anyMatch(line -> line.matches("RETRY_DELAY +1 +default"));
            Files.writeString(conf.resolve("c.properties"), "RETRY_DELAY=4");
            assertThat(refusal(Map.of(), "--print-config").lines())
                    .singleElement()
                    .asString()
                    .contains("c.properties", "twice");
            System.setProperty(CONF, directory.resolve("nothing").toString());
            printed.reset();
            assertThat(lines(Map.of(), "--print-config")).noneMatch(line -> line.endsWith(" file"));
        } finally {
            System.clearProperty(CONF);
        }
    }

    @Test
    void whatOnlyPrintsOrChecksNeedsNobodyWhoMayRead() throws Exception {
        assertThat(lines(Map.of("INTEGRATION_API_HOST", "0.0.0.0"), "--print-config"))
                .anyMatch(line -> line.matches("INTEGRATION_API_HOST +0\\.0\\.0\\.0 +environment"));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        Path broken = file("MAX_RETRIES=\\u12");
        Path latin = Files.write(directory.resolve("latin"), new byte[] {'a', '=', (byte) 0xe4});
        for (Path file : List.of(directory.resolve("nothing"), directory, broken, latin)) {
            StartupException refusal = refusal(Map.of(), "--config", file.toString());

            assertThat(refusal.exitCode()).isEqualTo(78);
            assertThat(refusal.lines()).singleElement().asString().contains(file.toString());
        }
    }

    @Test
    void aWrongValueIsNamedWithWhereItIsFrom() throws Exception {
        Path file = file("MAX_RETRIES=many");
        StartupException refusal = refusal(
                Map.of("LOG_FORMAT", "xml", "LOG_LEVEL", "off"), "--port", "eighty", "--config", file.toString());

        assertThat(refusal.exitCode()).isEqualTo(78);
        assertThat(refusal.lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("INTEGRATION_API_PORT is \"eighty\", but .* \\(from: flag\\)"))
                .anyMatch(line -> line.matches("MAX_RETRIES is \"many\", but .* \\(from: file\\)"))
                .anyMatch(line -> line.matches("LOG_FORMAT is \"xml\", but .* \\(from: environment\\)"))
                .anyMatch(line -> line.matches("LOG_LEVEL is \"off\", but .* \\(from: environment\\)"));
    }

    @Test
    void theDemoAnswersAndMarksEveryAnswer() throws Exception {
        try (RunningService demo = run(Map.of(), "--demo", "--port", "0").orElseThrow()) {
            HttpResponse<String> root = Http.get(demo.uri(), "/");
            HttpResponse<String> report = Http.get(demo.uri(), "/integration/lab-utilization");
            HttpResponse<String> nothing = Http.get(demo.uri(), "/nothing");

            assertThat(Http.json(root).path("sample_data").asBoolean()).isTrue();
            assertThat(Http.json(report).path("integration_status").asText()).isEqualTo("success");
            assertThat(nothing.statusCode()).isEqualTo(404);
            assertThat(List.of(root, report, nothing))
                    .allSatisfy(answer -> assertThat(answer.headers().firstValue("X-Sample-Data"))
                            .hasValue("true"));
            assertThat(printed.toString(StandardCharsets.UTF_8)).contains("SAMPLE DATA");
        }
    }

    /** The first of six ports in a row that nothing listens on. */
    private static int sixFreePorts() throws IOException {
        for (int first = 20_000 + (int) (System.nanoTime() % 20_000); ; first += 7) {
            List<ServerSocket> held = new ArrayList<>();
            try {
                for (int i = 0; i < 6; i++) {
                    held.add(new ServerSocket(first + i, 1, InetAddress.getLoopbackAddress()));
                }
                return first;
            } catch (IOException taken) {
                // The next six may be free.
            } finally {
                for (ServerSocket one : held) {
                    one.close();
                }
            }
        }
    }

    @Test
    void theServicesOfTheDemoListenOnPortsInARow() throws Exception {
        int first = sixFreePorts();
        try (RunningService demo = run(Map.of(), "--demo", "--demo-ports", "" + first, "--port", "0")
                .orElseThrow()) {
            assertThat(demo.uri()).isNotNull();
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("LAB_MONITORING_URL=http://127.0.0.1:" + first)
                    .contains("USAGE_ANALYTICS_URL=http://127.0.0.1:" + (first + 5));
            assertThat(Http.get(URI.create("http://127.0.0.1:" + first + "/"), "/")
                            .statusCode())
                    .isLessThan(500);
        }
    }

    @Test
    void aTakenPortOfTheDemoIsNamed() throws Exception {
        int first = sixFreePorts();
        try (ServerSocket taken = new ServerSocket(first + 2, 1, InetAddress.getLoopbackAddress())) {
            StartupException refusal = refusal(Map.of(), "--demo", "--demo-ports", "" + first);

            assertThat(refusal.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(refusal).hasRootCauseInstanceOf(BindException.class);
            assertThat(refusal.lines())
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort() + " ")
                    .contains("--demo-ports");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--demo-ports 3100", "--demo --demo-ports 0", "--demo --demo-ports 65531"})
    void portsOfTheDemoNeedTheDemoAndRoomForSix(String arguments) {
        assertThat(refusal(Map.of(), arguments.split(" ", -1)).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void theCheckTellsAServiceBehindALoginFromOneThatIsDown(int status) throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            campus.fault(SampleService.LAB_MONITORING, Fault.status(status));
            campus.fault(SampleService.PERFORMANCE, Fault.status(500));

            assertThat(refusal(campus.environment(), "--check").lines())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("Lab Monitoring is up at ")
                            .contains("set UPSTREAM_HEADERS_FILE to a file with a line such as \"lab-monitoring "))
                    .anySatisfy(line -> assertThat(line).startsWith("Performance did not answer as it should"));
            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .anyMatch(line -> line.contains("REFUSED") && line.contains("status " + status))
                    .anyMatch(line -> line.contains("FAILED"));
        }
    }

    @Test
    void theCheckSaysToCorrectTheFileOfHeadersThatIsSet() throws Exception {
        Path file = Files.writeString(directory.resolve("headers"), "* Authorization: Bearer expired\n");
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            campus.fault(SampleService.LAB_MONITORING, Fault.status(401));
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.put("UPSTREAM_HEADERS_FILE", file.toString());

            assertThat(refusal(environment, "--check").lines())
                    .singleElement()
                    .asString()
                    .contains("correct the file that UPSTREAM_HEADERS_FILE names")
                    .contains("a line such as \"lab-monitoring Authorization: Bearer TOKEN\"");
        }
    }

    @Test
    void theHeadersOfTheFileAreSentAndShownNowhere() throws Exception {
        Path file = directory.resolve("headers");
        Files.writeString(file, "* X-Key: s3cret\n");
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.put("UPSTREAM_HEADERS_FILE", file.toString());

            assertThat(lines(environment, "--check")).isNotEmpty();
            for (SampleService service : SampleService.values()) {
                assertThat(campus.recentRequests(service))
                        .isNotEmpty()
                        .allSatisfy(request -> assertThat(request.headers()).containsEntry("x-key", "s3cret"));
            }
            assertThat(lines(environment, "--print-config"))
                    .anyMatch(line -> line.contains(file.toString()))
                    .noneMatch(line -> line.contains("s3cret"));
        }
    }

    @Test
    void withoutTheDemoNothingIsMarked() throws Exception {
        try (RunningService service = run(Map.of(), "--port", "0").orElseThrow()) {
            HttpResponse<String> root = Http.get(service.uri(), "/");

            assertThat(Http.json(root).has("sample_data")).isFalse();
            assertThat(root.headers().firstValue("X-Sample-Data")).isEmpty();
        }
    }

    @Test
    void theCheckPassesWhenAllSixAnswer() throws Exception {
        assertThat(lines(Map.of(), "--demo", "--check"))
                .hasSize(7)
                .filteredOn(line -> line.contains(" ok "))
                .hasSize(6);
    }

    @Test
    void theCheckAsksEachServiceOnceAndLooksAgainAtThe404() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            lines(campus.environment(), "--check");

            // The catalogue comes in two pages, the second of which is empty; it is read to confirm the 404.
            Set<SampleService> twice = Set.of(SampleService.PERFORMANCE_REPORTING, SampleService.USER_PROGRESS);
            for (SampleService service : SampleService.values()) {
                assertThat(campus.requests(service)).as(service.toString()).isEqualTo(twice.contains(service) ? 2 : 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleService.class)
    void theCheckKnowsAnotherServiceThatAnswersInPlaceOfOne(SampleService other) throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            Map<String, String> environment = new HashMap<>(campus.environment());
            for (UpstreamService service : UpstreamService.values()) {
                environment.put(service.urlVariable(), campus.url(other).toString());
            }
            StartupException refusal = refusal(environment, "--check");

            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.lines()).hasSize(UpstreamService.values().length - 1);
        }
    }

    @Test
    void aSlashAtTheEndOfTheUrlIsNoReasonToFail() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.computeIfPresent("PERFORMANCE_REPORTING_URL", (name, url) -> url + "/");

            assertThat(lines(environment, "--check"))
                    .filteredOn(line -> line.contains(" ok "))
                    .hasSize(6);
        }
    }

    @Test
    void theCheckNamesADeadService() throws Exception {
        String nowhere;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = "http://127.0.0.1:" + free.getLocalPort();
        }
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.put("RESOURCE_ALLOCATION_URL", nowhere);
            StartupException refusal = refusal(environment, "--check");

            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.lines())
                    .singleElement()
                    .asString()
                    .contains("Resource Allocation", nowhere, "RESOURCE_ALLOCATION_URL");
            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> line.contains(" FAILED "))
                    .singleElement()
                    .asString()
                    .startsWith("Resource Allocation")
                    .contains("connect");
        }
    }

    @Test
    void theCheckEndsWhenNobodyAnswers() {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            for (SampleService service : SampleService.values()) {
                campus.fault(service, Fault.silent());
            }
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.put("REQUEST_TIMEOUT", "0.3");
            StartupException refusal = refusal(environment, "--check");

            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.lines()).hasSize(UpstreamService.values().length);
        }
    }

    @Test
    void theCheckSaysWhetherTheStateDirectoryCanBeUsed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.put("STATE_DIRECTORY", directory.resolve("state").toString());
            assertThat(lines(environment, "--check")).anyMatch(line -> line.endsWith("state: ok"));

            environment.put("STATE_DIRECTORY", file.toString());
            StartupException refusal = refusal(environment, "--check");
            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.lines()).singleElement().asString().contains(file.toString(), "STATE_DIRECTORY");
        }
    }

    @Test
    void theLimitOfTheStateDirectoryIsChecked() {
        assertThat(refusal(Map.of("STATE_MAX_BYTES", "1KiB"), "--print-config").lines())
                .singleElement()
                .asString()
                .startsWith("STATE_MAX_BYTES ");
    }
}
