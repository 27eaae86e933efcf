package org.ar1.integration.jaxrs.server.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.jaxrs.server.tls.TestCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

    @TempDir
    static Path directory;

    @BeforeAll
    static void writeTokens() throws Exception {
        Files.writeString(directory.resolve("tokens"), "reader " + "0a".repeat(32));
        Files.writeString(
                directory.resolve("server.pem"),
                TestCertificate.in(directory, "server").pem());
    }

    static List<Setting<?>> settings() {
        return ServerSettings.TABLE.settings();
    }

    /** For each type in words, a text that is none of it, one that is, and how that is shown. */
    private static String example(Setting<?> setting, int index) {
        String tokens = directory.resolve("tokens").toString();
        String pem = directory.resolve("server.pem").toString();
        List<String> examples = switch (setting.type().words()) {
            case "a file" -> List.of("no / such", tokens, tokens);
            case "a keystore" -> List.of("no / such", pem, pem);
            case "a host" -> List.of("no / such", "::1", "::1");
            case "a list" ->
                List.of("no / such", "http://b.example,http://a.example", "[http://b.example, http://a.example]");
            case "a whole number" -> List.of("no / such", "5", "5");
            case "true or false" -> List.of("no / such", "TRUE", "true");
            default ->
                throw new AssertionError(setting + " is " + setting.type().words());
        };
        return examples.get(index);
    }

    private static ServerConfig read(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(variable, value));
        if (variable.equals(ServerSettings.TLS_KEYSTORE_PASSWORD_FILE.variable())) {
            environment.put(ServerSettings.TLS_KEYSTORE.variable(), example(ServerSettings.TLS_KEYSTORE, 1));
        }
        return ServerConfig.fromEnvironment(environment);
    }

    private static List<String> problems(Map<String, String> environment) {
        InvalidConfigException thrown =
                catchThrowableOfType(InvalidConfigException.class, () -> ServerConfig.fromEnvironment(environment));
        assertThat(thrown).as("refusal of %s", environment.keySet()).isNotNull();
        return thrown.problems();
    }

    private static String problem(String variable, String value) {
        List<String> problems = problems(Map.of(variable, value));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void anEmptyEnvironmentGivesTheDefaults() {
        ServerConfig config = ServerConfig.fromEnvironment(Map.of());

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8007);
        assertThat(config.tokensFile()).isNull();
        assertThat(config.open()).isFalse();
        assertThat(config.corsOrigins()).isEmpty();
        assertThat(config).hasToString(ServerConfig.builder().build().toString());
    }

    @Test
    void whatIsSetIsKept() {
        ServerConfig config = ServerConfig.builder()
                .host("0.0.0.0")
                .port(7)
                .tokensFile(directory.resolve("tokens"))
                .open(true)
                .corsOrigin("http://b.example")
                .corsOrigin("http://a.example")
                .build();

        for (ServerConfig same : List.of(config, config.toBuilder().build())) {
            assertThat(same.host()).isEqualTo("0.0.0.0");
            assertThat(same.port()).isEqualTo(7);
            assertThat(same.tokensFile()).isEqualTo(directory.resolve("tokens"));
            assertThat(same.open()).isTrue();
            assertThat(same.corsOrigins()).isEqualTo(Set.of("http://a.example", "http://b.example"));
        }
        assertThat(config.toBuilder().tokensFile(null).build().tokensFile()).isNull();
    }

    @Test
    void theBuilderListsAllProblemsAtOnce() {
        InvalidConfigException refusal = catchThrowableOfType(
                InvalidConfigException.class,
                () -> ServerConfig.builder()
                        .host(" ")
                        .port(65_536)
                        .corsOrigin("x")
                        .corsOrigin("y")
                        .build());

        assertThat(refusal.problems())
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("INTEGRATION_API_HOST is \" \", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_PORT is \"65536\", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_CORS_ORIGINS is \"x\", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_CORS_ORIGINS is \"y\", but must be "));
    }

    @Test
    void noVariableIsThatOfAnotherSetting() {
        assertThat(settings().stream().map(Setting::variable))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(LibrarySettings.TABLE.settings().stream()
                        .map(Setting::variable)
                        .toList());
    }

    @Test
    void theDefaultsAreThoseThatHold() {
        Map<String, String> written = settings().stream()
                .filter(setting -> !setting.defaultText().equals("none"))
                .collect(Collectors.toMap(Setting::variable, Setting::defaultText));

        assertThat(ServerConfig.fromEnvironment(written))
                .hasToString(String.valueOf(ServerConfig.builder().build()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aVariableSetsTheValueThatIsPrinted(Setting<?> setting) {
        String shown = setting.name() + "=" + example(setting, 2);

        assertThat(read(setting.variable(), " " + example(setting, 1) + "\t").toString())
                .contains(shown);
        assertThat(ServerConfig.builder().build().toString()).doesNotContain(shown);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aBadTextIsRefusedWithTheVariableTheTextAndWhatIsAllowed(Setting<?> setting) {
        assertThat(problem(setting.variable(), example(setting, 0)))
                .matches(setting.variable() + " is \"no / such\", but (must be|it cannot be read: name) .{10,}");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aValueHasAGetterOfItsName(Setting<?> setting) {
        assertThat(Arrays.stream(ServerConfig.class.getMethods()))
                .anyMatch(method -> method.getName().equals(setting.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "8007.0", "99999999999999"})
    void portsAreFromZeroTo65535(String value) {
        assertThat(read("INTEGRATION_API_PORT", "0").port()).isZero();
        assertThat(read("INTEGRATION_API_PORT", "65535").port()).isEqualTo(65_535);
        assertThat(problem("INTEGRATION_API_PORT", value))
                .isEqualTo("INTEGRATION_API_PORT is \"" + value + "\", but must be a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "::1", "labs.example.org", "localhost"})
    void hostsAreNamesAndAddresses(String host) {
        assertThat(ServerConfig.fromEnvironment(Map.of("INTEGRATION_API_HOST", host, "INTEGRATION_API_OPEN", "true"))
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a host", "http://localhost", "host/path"})
    void whatIsNoHostIsRefused(String host) {
        assertThat(problem("INTEGRATION_API_HOST", host))
                .isEqualTo("INTEGRATION_API_HOST is \"" + host
                        + "\", but must be a host name or an address, such as 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://10.0.0.7:8007", "udp://10.0.0.7:8007", "TCP://[fd00::7]:8007"})
    void aPortThatKubernetesSetsIsToldWhatToDo(String value) {
        assertThat(problem("INTEGRATION_API_PORT", value))
                .startsWith("INTEGRATION_API_PORT is \"" + value + "\", but must be a whole number from 0 to 65535; ")
                .contains("Kubernetes", "\"enableServiceLinks: false\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8007", "0.0.0.0:8007", ":8007", "*:"})
    void aHostWithAPortIsToldWhereThatBelongs(String value) {
        assertThat(problem("INTEGRATION_API_HOST", value))
                .startsWith("INTEGRATION_API_HOST is \"" + value + "\", but must be ")
                .contains("INTEGRATION_API_PORT");
    }

    @Test
    void allProblemsAreListedAtOnce() {
        assertThat(problems(Map.of(
                        "INTEGRATION_API_HOST", "my host",
                        "INTEGRATION_API_PORT", "70000",
                        "INTEGRATION_API_TOKENS_FILE", "a\0b",
                        "INTEGRATION_API_OPEN", "yes",
                        "INTEGRATION_API_CORS_ORIGINS", "x,y")))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("INTEGRATION_API_HOST is \"my host\", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_PORT is \"70000\", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_TOKENS_FILE is \"a?b\", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_OPEN is \"yes\", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_CORS_ORIGINS is \"x\", but must be "),
                        p -> assertThat(p).startsWith("INTEGRATION_API_CORS_ORIGINS is \"y\", but must be "));
    }
}
