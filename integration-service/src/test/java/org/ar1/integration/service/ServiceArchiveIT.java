package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unpacked archive, started by its script. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the start script that is tested is that of POSIX shells")
class ServiceArchiveIT {

    @TempDir
    Path directory;

    private Path home;
    private Process process;

    @BeforeEach
    void unpack() throws IOException {
        Path unpacked = directory.resolve("a folder");
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty("service.archive")));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = unpacked.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        try (var inside = Files.list(unpacked)) {
            home = inside.findFirst().orElseThrow();
        }
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private BufferedReader start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("sh", home.resolve("bin/integration-service").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        process = builder.start();
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void serveOnce() throws Exception {
        BufferedReader out = start(Map.of("JAVA_OPTS", "-Dsome=thing -Dother=thing"), "--demo", "--port", "0");
        assertThat(out.readLine()).startsWith("Dashboard: http://");
        String line = out.readLine();
        Matcher uri = Pattern.compile("listens on (\\S+)").matcher(line);
        assertThat(uri.find()).as(line).isTrue();
        assertThat(Http.json(Http.get(URI.create(uri.group(1)), "/integration/lab-utilization"))
                        .path("integration_status")
                        .asText())
                .isEqualTo("success");
        process.toHandle().destroy(); // SIGTERM: the script has become the program; its output stays open
        assertThat(out.lines()).singleElement().asString().contains(" access - GET /integration/lab-utilization 200 ");
        assertThat(exitCode()).isZero();
    }

    @Test
    void servesAndKeepsItsClassDataForTheNextStart() throws Exception {
        serveOnce();
        try (var kept = Files.list(home.resolve("cache"))) {
            assertThat(kept).singleElement().asString().endsWith(".jsa");
        }
        serveOnce();
    }

    @Test
    void whatOnlyPrintsKeepsNothing() throws Exception {
        assertThat(start(Map.of(), "--version").lines())
                .containsExactly("Integration Service " + IntegrationServer.version());
        assertThat(exitCode()).isZero();
        assertThat(home.resolve("cache")).doesNotExist();
    }

    @Test
    void itsFileOfSettingsCanBeUsed() throws Exception {
        start(
                Map.of(),
                "--print-config",
                "--config",
                home.resolve("conf/integration-service.properties").toString());

        assertThat(exitCode()).isZero();
    }

    @Test
    void readsTheSettingsInItsFolder() throws Exception {
        Files.writeString(home.resolve("conf/more.properties"), "MAX_RETRIES=4\n");

        assertThat(start(Map.of(), "--print-config").lines()).anyMatch(line -> line.matches("MAX_RETRIES +4 +file"));
    }

    @Test
    void joinsTheEngineWhoseJarsAreInExt() throws Exception {
        for (Path jar : EngineFiles.jars("Hazelcast", "hazelcast")) {
            Files.copy(jar, home.resolve("ext").resolve(jar.getFileName()));
        }
        int port = EngineFiles.freePorts(1).get(0);
        Path config = Files.writeString(home.resolve("hazelcast.xml"), EngineFiles.hazelcast(port, List.of(port)));
        Map<String, String> environment = Map.of(
                "SHARED_CACHE",
                "jcache",
                "SHARED_CACHE_PROVIDER",
                "hazelcast",
                "SHARED_CACHE_CONFIG",
                config.toString(),
                "JAVA_OPTS",
                "-XX:TieredStopAtLevel=1");

        assertThat(start(environment, "--demo", "--check").lines())
                .anyMatch(line -> line.matches("Shared cache +hazelcast .* ok .* joined the cache integration"));
        assertThat(exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LICENSE",
                "README.md",
                "CHANGELOG.md",
                "docs/configuration.md",
                "docs/operations/README.md",
                "docs/operations/replicas.md",
                "docs/operations/replicas/hazelcast.xml",
                "docs/operations/replicas/infinispan.xml",
                "docs/operations/replicas/infinispan-jars.xml",
                "docs/operations/replicas/redisson.yaml",
                "ext/README.txt",
                "docs/operations/alerts.yml",
                "docs/operations/grafana-dashboard.json",
                "systemd/integration-service.service"
            })
    void holdsWhatItsOperatorNeeds(String file) {
        assertThat(home.resolve(file)).isNotEmptyFile();
    }
}
