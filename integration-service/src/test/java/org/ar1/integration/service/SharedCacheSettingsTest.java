package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is set of the shared cache, and what the program says of it; the engine is a cache in this process. */
class SharedCacheSettingsTest {

    private static final String IN_THIS_PROCESS = "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @AfterEach
    void beQuietAgain() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.OFF);
        root.detachAndStopAllAppenders();
    }

    private Map<String, String> engine(String declared) throws Exception {
        Path file = Files.writeString(directory.resolve("engine.conf"), "caffeine.jcache { " + declared + " {} }");
        Map<String, String> environment = new HashMap<>();
        environment.put("SHARED_CACHE", "jcache");
        environment.put("SHARED_CACHE_PROVIDER", IN_THIS_PROCESS);
        environment.put("SHARED_CACHE_CONFIG", file.toString());
        environment.put("INTEGRATION_API_PORT", "0");
        environment.put("LOG_LEVEL", "ERROR");
        return environment;
    }

    private Map<String, String> engine(String declared, SampleCampus campus) throws Exception {
        Map<String, String> environment = engine(declared);
        environment.putAll(campus.environment());
        return environment;
    }

    private RunningService start(Map<String, String> environment, String... arguments) throws StartupException {
        return run(environment, arguments).orElseThrow();
    }

    private Optional<RunningService> run(Map<String, String> environment, String... arguments) throws StartupException {
        return IntegrationService.run(arguments, environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private StartupException refusal(Map<String, String> environment, String... arguments) {
        StartupException refusal = catchThrowableOfType(
                StartupException.class, () -> run(environment, arguments).ifPresent(RunningService::close));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Infinispan", "redisson", "com.example.Provider"})
    void anEngineThatIsNotOnTheClassPathIsNamedWithWhatToDo(String provider) {
        assertThat(refusal(Map.of("SHARED_CACHE", "jcache", "SHARED_CACHE_PROVIDER", provider))
                        .lines())
                .singleElement()
                .asString()
                .startsWith("SHARED_CACHE_PROVIDER is \"" + provider + "\", but ")
                .contains("is not on the class path: put the engine's jars into ext/")
                .endsWith("(from: environment)");
    }

    @ParameterizedTest
    @CsvSource({
        "redis, SHARED_CACHE, none or jcache",
        "jcache, SHARED_CACHE_PROVIDER, 'hazelcast, hazelcast-client, infinispan, redisson or the name of a class'"
    })
    void whatIsMissingOrUnknownIsNamedWithWhatIsAllowed(String kind, String variable, String allowed) {
        StartupException refusal = refusal(Map.of("SHARED_CACHE", kind));

        assertThat(refusal.exitCode()).isEqualTo(78);
        assertThat(refusal.lines())
                .singleElement()
                .asString()
                .startsWith(variable + " is ")
                .contains(allowed);
    }

    @Test
    void aClassThatIsNoProviderIsRefused() {
        assertThat(refusal(Map.of("SHARED_CACHE", "jcache", "SHARED_CACHE_PROVIDER", "java.lang.String"))
                        .lines())
                .singleElement()
                .asString()
                .startsWith("SHARED_CACHE_PROVIDER is \"java.lang.String\"")
                .contains("does not implement javax.cache.spi.CachingProvider");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/file", ".", "file:///no/such/file", "file:engine.conf", "file:///a%00b"})
    void aFileThatCannotBeUsedIsNamed(String config) throws Exception {
        Map<String, String> environment = engine("integration");
        environment.put("SHARED_CACHE_CONFIG", config);

        assertThat(refusal(environment).lines())
                .singleElement()
                .asString()
                .startsWith("SHARED_CACHE_CONFIG is \"")
                .contains("but must be a file that can be read, or a URL");
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotShown() throws Exception {
        Map<String, String> environment = engine("integration");
        environment.put("SHARED_CACHE_CONFIG", "hotrod://user:secret@grid.campus.example");

        assertThat(refusal(environment, "--print-config").lines())
                .singleElement()
                .asString()
                .startsWith("SHARED_CACHE_CONFIG holds a user name or a password")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", ""})
    void withNoneTheOthersAreNotLookedAt(String kind) throws Exception {
        Map<String, String> environment = engine("integration");
        environment.put("SHARED_CACHE", kind);
        environment.put("SHARED_CACHE_PROVIDER", "com.example.Provider");
        environment.put("SHARED_CACHE_CONFIG", "/no/such/file");
        try (RunningService service = start(environment)) {
            assertThat(Http.get(service.uri(), "/health").body()).doesNotContain("shared-cache");
        }
    }

    @Test
    void theConfigurationIsPrintedWithoutAnEngine() throws Exception {
        run(Map.of("SHARED_CACHE_NAME", "labs"), "--print-config");

        assertThat(text().lines())
                .anyMatch(line -> line.matches("SHARED_CACHE +none +default"))
                .anyMatch(line -> line.matches("SHARED_CACHE_PROVIDER +none +default"))
                .anyMatch(line -> line.matches("SHARED_CACHE_CONFIG +none +default"))
                .anyMatch(line -> line.matches("SHARED_CACHE_NAME +labs +environment"));
    }

    @Test
    void healthSaysThatItCanBeReachedAndReportsUseIt() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                RunningService service = start(engine("integration", campus))) {
            assertThat(check(service).path("status").asText()).isEqualTo("UP");
            assertThat(check(service).path("data").path("reachable").asBoolean())
                    .isTrue();
            Http.get(service.uri(), "/integration/lab-utilization");
            assertThat(Http.get(service.uri(), "/metrics").body())
                    .contains("integration_shared_cache_misses_total{reason=\"absent\"")
                    .doesNotContain("integration_shared_cache_misses_total{reason=\"failed\"");
        }
    }

    @Test
    void aCacheThatTheEngineDoesNotHaveLeavesTheServiceWithoutOne() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                RunningService service = start(engine("other", campus))) {
            assertThat(check(service).path("data").path("reachable").asBoolean())
                    .isFalse();
            assertThat(Http.json(Http.get(service.uri(), "/integration/lab-utilization"))
                            .path("integration_status")
                            .asText())
                    .isEqualTo("success");
        }
    }

    @Test
    void theDemoPutsNothingIntoIt() throws Exception {
        try (RunningService service = start(engine("integration"), "--demo")) {
            assertThat(Http.get(service.uri(), "/health").body()).doesNotContain("shared-cache");
        }
    }

    private static JsonNode check(RunningService service) {
        for (JsonNode check :
                Http.json(Http.get(service.uri(), "/health/ready")).path("checks")) {
            if (check.path("name").asText().equals("shared-cache")) {
                return check;
            }
        }
        throw new AssertionError("There is no check of the shared cache");
    }

    @Test
    void theCheckJoinsIt() throws Exception {
        run(engine("integration"), "--demo", "--check");

        assertThat(text().lines().toList())
                .hasSize(8)
                .last()
                .asString()
                .matches("Shared cache +" + IN_THIS_PROCESS + " file:.* ok .* joined the cache integration");
    }

    @Test
    void theCheckNamesACacheThatTheEngineDoesNotHave() throws Exception {
        StartupException refusal = refusal(engine("other"), "--demo", "--check");

        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.lines())
                .singleElement()
                .asString()
                .startsWith("Shared cache ")
                .contains("SHARED_CACHE_CONFIG");
        assertThat(text().lines().filter(line -> line.startsWith("Shared cache ")))
                .singleElement()
                .asString()
                .contains(" FAILED ", "The engine has no cache \"integration\"", "SHARED_CACHE_NAME");
    }

    @Test
    void aClassNameOfAKnownEngineIsThatEngine() {
        assertThat(JCacheEngine.Provider.of("org.redisson.jcache.JCachingProvider"))
                .hasValueSatisfying(provider -> assertThat(provider.creates()).isTrue());
        assertThat(JCacheEngine.Provider.of(IN_THIS_PROCESS))
                .hasValueSatisfying(provider -> assertThat(provider.creates()).isFalse());
        assertThat(List.of(JCacheEngine.KNOWN_NAMES.split(", ")))
                .containsExactly("hazelcast", "hazelcast-client", "infinispan", "redisson");
    }
}
