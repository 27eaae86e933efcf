package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it ships, in a process of its own. */
class ServiceJarIT {

    private static final String JAR = System.getProperty("service.jar");

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();
    private Process process;

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void answersAndEndsInOrderOnSigterm() throws Exception {
        start(Map.of("INTEGRATION_API_PORT", "0"));
        URI uri = announcedUri();

        assertThat(Http.get(uri, "/").body()).contains("\"version\":\"" + IntegrationServer.version() + "\"");
        assertThat(Http.get(uri, "/nothing").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");

        process.destroy(); // SIGTERM
        assertThat(exitCode()).isZero();
        assertThat(errors().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains(" access - GET / 200 ")
                                .doesNotContain("path="),
                        line -> assertThat(line).contains(" access - GET /nothing 404 ", " request_id="));
    }

    @Test
    void reportsWhileNoUpstreamIsThere() throws Exception {
        start(withoutUpstreams());
        URI uri = announcedUri();

        var answer = Http.get(uri, "/integration/lab-utilization");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("failed");
    }

    private static Map<String, String> withoutUpstreams() throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("INTEGRATION_API_PORT", "0", "MAX_RETRIES", "0"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (UpstreamService service : UpstreamService.values()) {
                environment.put(service.urlVariable(), "http://127.0.0.1:" + free.getLocalPort());
            }
        }
        return environment;
    }

    @Test
    void logsAnObjectALineWhenAsked() throws Exception {
        Map<String, String> environment = withoutUpstreams();
        environment.put("LOG_FORMAT", "json");
        start(environment);
        Http.get(announcedUri(), "/integration/lab-utilization");
        process.destroy();

        assertThat(exitCode()).isZero();
        List<JsonNode> lines = errors().lines().map(Http::json).toList();
        assertThat(lines)
                .filteredOn(line -> line.path("level").asText().equals("INFO"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("logger").asText()).isEqualTo("org.ar1.integration.access");
                    assertThat(line.path("values").path("status").asInt()).isEqualTo(503);
                    assertThat(line.path("values").path("path").asText()).isEqualTo("/integration/lab-utilization");
                    assertThat(line.path("mdc").path("request_id").asText()).isNotEmpty();
                    assertThat(line.path("mdc").path("trace_id").asText()).hasSize(32);
                });
        assertThat(lines)
                .filteredOn(line -> !line.path("level").asText().equals("INFO"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("level").asText()).isEqualTo("WARN"));
    }

    @Test
    void requestsInFlightAreAnsweredAfterSigterm() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.latency(Duration.ofSeconds(2)));
            Map<String, String> environment = new HashMap<>(campus.environment());
            environment.put("INTEGRATION_API_PORT", "0");
            start(environment);
            URI uri = announcedUri();
            List<CompletableFuture<HttpResponse<String>>> inFlight = new ArrayList<>();
            for (String type : List.of("docker", "kubernetes", "linux-basics")) {
                inFlight.add(Http.getAsync(uri, "/integration/server-allocation/" + type));
                while (campus.requests(SampleService.PERFORMANCE_REPORTING, "/performance/lab/" + type) == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }

            process.destroy(); // SIGTERM

            assertThat(inFlight).allSatisfy(answer -> {
                assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
                assertThat(Http.json(answer.get()).path("integration_status").asText())
                        .isEqualTo("success");
            });
            assertThat(exitCode()).isZero();
        }
    }

    @Test
    void aSecondServiceOnTheSamePortIs69() throws Exception {
        start(Map.of("INTEGRATION_API_PORT", "0"));
        URI uri = announcedUri();
        start(Map.of(), "--port", String.valueOf(uri.getPort()));

        assertThat(exitCode()).isEqualTo(69);
        assertThat(errors().lines()).singleElement().asString().contains("127.0.0.1:" + uri.getPort(), "--port");
        assertThat(Http.get(uri, "/").statusCode()).isEqualTo(200);
    }

    @Test
    void theCheckOfNobodyIs1() throws Exception {
        start(withoutUpstreams(), "--check");

        assertThat(exitCode()).isEqualTo(1);
        assertThat(errors().lines()).hasSize(UpstreamService.values().length);
    }

    @Test
    void theDemoNeedsNothingElse() throws Exception {
        start(Map.of(), "--demo", "--port", "0");
        HttpResponse<String> answer = Http.get(announcedUri(), "/integration/server-allocation/docker");

        assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("success");
        assertThat(answer.headers().firstValue("X-Sample-Data")).hasValue("true");
        process.destroy();
        assertThat(exitCode()).isZero();
    }

    @Test
    void aVariableThatCannotBeUsedIs78() throws Exception {
        start(Map.of("INTEGRATION_API_PORT", "eighty", "MAX_RETRIES", "-1"));

        assertThat(exitCode()).isEqualTo(78);
        assertThat(errors().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("INTEGRATION_API_PORT "))
                .anyMatch(line -> line.startsWith("MAX_RETRIES "));
    }

    @Test
    void aTakenPortIs69() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start(Map.of("INTEGRATION_API_PORT", Integer.toString(taken.getLocalPort())));

            assertThat(exitCode()).isEqualTo(69);
            assertThat(errors().lines()).singleElement().asString().contains("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void holdsEverythingOnceAndNothingSigned() throws Exception {
        try (JarFile jar = new JarFile(JAR)) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(IntegrationService.class.getName());
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo(IntegrationServer.version());
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .doesNotHaveDuplicates()
                    .contains("META-INF/LICENSE", "META-INF/NOTICE")
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)|.*module-info\\.class"));
        }
    }

    @Test
    void aServiceThatWasKilledAnswersAgainWhileNoUpstreamIsThere() throws Exception {
        SampleCampus campus = SampleCampus.builder().historyDays(15).start();
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.putAll(Map.of(
                "INTEGRATION_API_PORT", "0", "STATE_DIRECTORY", directory.toString(), "SHARED_CACHE_TIMEOUT", "60"));
        start(environment);
        JsonNode before = Http.json(Http.get(announcedUri(), "/integration/server-allocation"));
        for (String key : List.of("/servers", "/servers/stats", "/allocations")) {
            while (!isKept(key)) {
                LockSupport.parkNanos(1_000_000); // a report goes out before its values are kept
            }
        }
        process.destroyForcibly().waitFor();
        campus.close();

        start(environment);
        URI uri = announcedUri();
        assertThat(Http.get(uri, "/health/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = Http.get(uri, "/integration/server-allocation");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.json(answer).path("infrastructure").path("servers"))
                .isEqualTo(before.path("infrastructure").path("servers"));
        process.destroy();
        assertThat(exitCode()).isZero();
    }

    /** Whether there is a file with a key that ends so; keys are in UTF-16 and followed by a value in JSON. */
    private boolean isKept(String key) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("last-good"))) {
            return files.filter(file -> file.getFileName().toString().length() == 64)
                    .anyMatch(file -> text(file).contains(key + "{"));
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("\0", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-jar", JAR));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(errorFile().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        processes.add(process);
    }

    private URI announcedUri() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).as(errors()).isNotNull();
        if (line.startsWith("Dashboard: ")) { // the demo says first where a person looks
            line = out.readLine();
        }
        Matcher uri = Pattern.compile("listens on (\\S+)").matcher(line);
        assertThat(uri.find()).as(line).isTrue();
        return URI.create(uri.group(1));
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Path errorFile() {
        return directory.resolve("stderr");
    }

    private String errors() throws IOException {
        return Files.readString(errorFile());
    }
}
