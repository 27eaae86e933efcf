package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is restarted while no service behind it answers. */
class RestartTest {

    private static final List<String> PATHS =
            List.of("/integration/lab-utilization", "/integration/server-allocation", "/integration/insights");

    @TempDir
    private Path directory;

    private RunningService start(Map<String, String> environment) throws StartupException {
        return IntegrationService.run(
                        new String[0],
                        environment,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private Map<String, String> environment(SampleCampus campus, Map<String, String> further) {
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.putAll(Map.of(
                "INTEGRATION_API_PORT",
                "0",
                "STATE_DIRECTORY",
                directory + File.pathSeparator + directory.resolve("another"),
                "LOG_LEVEL",
                "ERROR",
                "REPORT_DEADLINE",
                "60",
                "SHARED_CACHE_TIMEOUT",
                "60"));
        environment.putAll(further);
        return environment;
    }

    private static Map<String, JsonNode> answers(RunningService service) {
        Map<String, JsonNode> answers = new HashMap<>();
        for (String path : PATHS) {
            HttpResponse<String> answer = Http.get(service.uri(), path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            answers.put(path, Http.json(answer));
        }
        return answers;
    }

    private static JsonNode data(JsonNode answer) {
        ObjectNode data = answer.deepCopy();
        return data.without(List.of("timestamp", "sources", "integration_status"));
    }

    private static Map<String, JsonNode> sources(JsonNode answer) {
        Map<String, JsonNode> sources = new HashMap<>();
        answer.path("sources")
                .forEach(source -> sources.put(
                        source.path("service").asText() + " "
                                + source.path("resource").asText(),
                        source));
        return sources;
    }

    @Test
    void itAnswersWithTheValuesOfTheLastStartInTheirTrueAge() throws Exception {
        SampleCampus campus = SampleCampus.builder().historyDays(15).start();
        Map<String, JsonNode> before;
        try (RunningService service = start(environment(campus, Map.of()))) {
            before = answers(service);
        }
        Map<String, String> environment = environment(campus, Map.of());
        campus.close();

        try (RunningService service = start(environment)) {
            Map<String, JsonNode> after = answers(service);
            for (String path : PATHS.subList(0, 2)) {
                assertThat(data(after.get(path))).as(path).isEqualTo(data(before.get(path)));
                assertThat(after.get(path).path("integration_status").asText()).isEqualTo("success");
            }
            PATHS.forEach(path -> assertSameTimes(before.get(path), after.get(path)));
        }
    }

    @Test
    void valuesThatHaveExpiredAreStale() throws Exception {
        SampleCampus campus = SampleCampus.builder().historyDays(15).start();
        Map<String, String> expiring =
                Map.of("CACHE_DURATION", "0.001", "HISTORY_CACHE_DURATION", "0.001", "STALE_WHILE_REVALIDATE", "0");
        Map<String, JsonNode> before;
        try (RunningService service = start(environment(campus, Map.of()))) {
            before = answers(service);
        }
        Map<String, String> environment = environment(campus, expiring);
        campus.close();

        try (RunningService service = start(environment)) {
            assertThat(Http.get(service.uri(), "/health/ready").statusCode()).isEqualTo(200);
            Map<String, JsonNode> after = answers(service);
            for (String path : PATHS.subList(0, 2)) {
                assertThat(data(after.get(path))).as(path).isEqualTo(data(before.get(path)));
                assertThat(after.get(path).path("integration_status").asText()).isEqualTo("partial");
                assertThat(after.get(path).path("sources"))
                        .allSatisfy(source ->
                                assertThat(source.path("outcome").asText()).isEqualTo("stale"));
            }
            PATHS.forEach(path -> assertSameTimes(before.get(path), after.get(path)));
        }
    }

    /** The second report on servers may have newer data than the first where both read a source. */
    private static void assertSameTimes(JsonNode before, JsonNode after) {
        Map<String, JsonNode> known = sources(before);
        sources(after).forEach((name, source) -> {
            assertThat(known).containsKey(name);
            assertThat(source.path("fetched_at"))
                    .as(name)
                    .isEqualTo(known.get(name).path("fetched_at"));
            assertThat(source.path("data_as_of"))
                    .as(name)
                    .isEqualTo(known.get(name).path("data_as_of"));
            Duration age = Duration.between(
                    Instant.parse(source.path("fetched_at").asText()),
                    Instant.parse(after.path("timestamp").asText()));
            assertThat(source.path("age_seconds").asDouble()).isEqualTo(age.toMillis() / 1000.0);
        });
    }

    @Test
    void noSecretAndNothingOfALearnerIsKept() throws Exception {
        String learner = "468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a";
        String token = "a-token-that-nobody-should-find";
        Path tokens = Files.writeString(
                directory.resolve("tokens"), "reader " + sha256(token) + "\n", StandardCharsets.UTF_8);
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                RunningService service =
                        start(environment(campus, Map.of("INTEGRATION_API_TOKENS_FILE", tokens.toString())))) {
            for (String path : List.of("/integration/users/" + learner, "/integration/lab-utilization")) {
                HttpResponse<String> answer = Http.get(service.uri(), path, Map.of("Authorization", "Bearer " + token));
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            assertThat(campus.requests(SampleService.PERFORMANCE_REPORTING, "/performance/user/" + learner))
                    .isPositive();
        }
        try (Stream<Path> files = Files.list(directory.resolve("last-good"))) {
            assertThat(files)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(file -> assertThat(text(file))
                            .doesNotContain(learner)
                            .doesNotContain("performance/user")
                            .doesNotContain(token)
                            .doesNotContain("Authorization"));
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The key is in UTF-16 and the value in UTF-8: without its zeros, both can be searched. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("\0", "");
    }

    @Test
    void aStateDirectoryThatCannotBeUsedDelaysNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                RunningService service = start(environment(campus, Map.of("STATE_DIRECTORY", file.toString())))) {
            assertThat(Http.get(service.uri(), PATHS.get(0)).body()).contains("\"integration_status\":\"success\"");
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void theLongestTimeoutOfTheSharedCacheIsNotExceededByTheTimeForTheDisk() {
        for (Duration timeout : List.of(Duration.ofDays(365), Duration.ofHours(1))) {
            IntegrationConfig config =
                    IntegrationConfig.builder().sharedCacheTimeout(timeout).build();
            assertThat(StateSettings.patient(config).sharedCacheTimeout())
                    .isGreaterThanOrEqualTo(timeout)
                    .isLessThanOrEqualTo(Duration.ofDays(365));
        }
    }

    @Test
    void theDemoKeepsNothing() throws Exception {
        try (RunningService service = IntegrationService.run(
                        new String[] {"--demo"},
                        Map.of("INTEGRATION_API_PORT", "0", "STATE_DIRECTORY", directory.toString()),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .orElseThrow()) {
            assertThat(Http.get(service.uri(), PATHS.get(0)).statusCode()).isEqualTo(200);
        }
        assertThat(directory).isEmptyDirectory();
    }
}
