package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.IntegrationServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it ships, in a process of its own. */
class ServiceJarIT {

    private static final String JAR = System.getProperty("service.jar");

    @TempDir
    Path directory;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
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
        assertThat(errors()).isEmpty();
    }

    @Test
    void reportsWhileNoUpstreamIsThere() throws Exception {
        String nowhere;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = "http://127.0.0.1:" + free.getLocalPort();
        }
        start(Map.of(
                "INTEGRATION_API_PORT", "0",
                "MAX_RETRIES", "0",
                "LAB_MONITORING_URL", nowhere,
                "PERFORMANCE_SERVICE_URL", nowhere,
                "RESOURCE_ALLOCATION_URL", nowhere,
                "USER_PROGRESS_URL", nowhere,
                "PERFORMANCE_REPORTING_URL", nowhere,
                "USAGE_ANALYTICS_URL", nowhere));
        URI uri = announcedUri();

        var answer = Http.get(uri, "/integration/lab-utilization");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("failed");
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

    private void start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-jar", JAR)
                .redirectError(errorFile().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private URI announcedUri() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).as(errors()).isNotNull();
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
