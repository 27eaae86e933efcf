package org.ar1.integration.internal.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibrarySettingsTest {

    private static final String HEADERS = headers();

    /** For each type in words, a text that is none of it, one that is, and how that is shown. */
    private static final Map<String, List<String>> EXAMPLES = Map.of(
            "a base URL", List.of("no / such", "http://labs.example.org:81/", "http://labs.example.org:81"),
            "a duration", List.of("no / such", "7.5", "PT7.5S"),
            "a file", List.of("no / such", HEADERS, HEADERS),
            "a fraction", List.of("no / such", "0.71", "0.71"),
            "a secret", List.of("no / such", "t0ken", "(not shown)"),
            "a size", List.of("no / such", "3MiB", "3145728"),
            "a time zone", List.of("no / such", "Asia/Kathmandu", "Asia/Kathmandu"),
            "a whole number", List.of("no / such", "5", "5"),
            "true or false", List.of("no / such", "TRUE", "true"));

    private static String headers() {
        try {
            Path file = Files.createTempFile("headers", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "* X-Example: 1\n").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Setting<?>> settings() {
        return LibrarySettings.TABLE.settings();
    }

    /** A token is refused without the service that it is for. */
    private static Map<String, String> environment(Setting<?> setting, String text) {
        return setting.equals(LibrarySettings.INTEGRATION_SERVICE_TOKEN)
                ? Map.of(setting.variable(), text, "INTEGRATION_SERVICE_URL", "http://localhost:8007")
                : Map.of(setting.variable(), text);
    }

    private static String example(Setting<?> setting, int index) {
        return EXAMPLES.get(setting.type().words()).get(index);
    }

    @Test
    void theLibraryReadsTheVariablesOfItsTableAndNoOthers() {
        Set<String> asked = new TreeSet<>();
        IntegrationConfig.fromEnvironment(new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                return Set.of();
            }

            @Override
            public String get(Object variable) {
                asked.add((String) variable);
                return null;
            }
        });

        assertThat(settings().stream().map(Setting::variable)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(settings().stream().map(Setting::variable)).doesNotHaveDuplicates();
        assertThat(settings().stream().map(Setting::name)).doesNotHaveDuplicates();
    }

    @Test
    void whatOnlyTheServiceCanDoIsRefusedForAClientThatAsksIt() {
        Map<String, String> environment = Map.of(
                "INTEGRATION_SERVICE_URL",
                "http://localhost:8007",
                "UPSTREAM_HEADERS_FILE",
                headers(),
                "REFRESH_AHEAD",
                "true",
                "LAB_MONITORING_URL",
                "http://localhost:3003");

        assertThatThrownBy(() -> IntegrationConfig.fromEnvironment(environment))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.problems())
                                .hasSize(2)
                                .anyMatch(
                                        line -> line.startsWith("UPSTREAM_HEADERS_FILE is set, but must not be beside"))
                                .anyMatch(line ->
                                        line.startsWith("REFRESH_AHEAD is \"true\", but must be false beside")));
    }

    @Test
    void theDefaultsAreThoseThatHold() {
        Map<String, String> written = settings().stream()
                .filter(setting -> !setting.defaultText().startsWith("as ")
                        && !setting.defaultText().equals("none"))
                .collect(Collectors.toMap(Setting::variable, Setting::defaultText));

        assertThat(IntegrationConfig.fromEnvironment(written))
                .hasToString(String.valueOf(IntegrationConfig.builder().build()));
    }

    @Test
    void theDefaultsAreAllowed() {
        SettingValues set = LibrarySettings.TABLE.defaults();
        for (Setting<?> setting : settings()) {
            set = withItsOwnValue(set, setting);
        }
        List<String> problems = new ArrayList<>();

        assertThat(set.checked(problems::add).byName())
                .isEqualTo(LibrarySettings.TABLE.defaults().byName());
        assertThat(problems).isEmpty();
    }

    private static <T> SettingValues withItsOwnValue(SettingValues values, Setting<T> setting) {
        T value = values.find(setting);
        return value == null ? values : values.with(setting, value);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aVariableSetsTheValueThatIsPrinted(Setting<?> setting) {
        String shown = setting.name() + "=" + example(setting, 2);

        assertThat(IntegrationConfig.fromEnvironment(environment(setting, " " + example(setting, 1) + "\t")))
                .asString()
                .containsPattern("[{ ]" + Pattern.quote(shown) + "[,}]");
        assertThat(IntegrationConfig.builder().build().toString()).doesNotContain(shown);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aBadTextIsRefusedWithTheVariableTheTextAndWhatIsAllowed(Setting<?> setting) {
        InvalidConfigException refusal = catchThrowableOfType(
                InvalidConfigException.class,
                () -> IntegrationConfig.fromEnvironment(environment(setting, example(setting, 0))));

        assertThat(refusal.problems())
                .singleElement()
                .asString()
                .matches(setting.variable()
                        + " is \"(no / such|\\(not shown\\))\", but (must be|it cannot be read:) .{10,}");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aValueHasAGetterAndASetterOfItsName(Setting<?> setting) {
        if (Arrays.stream(UpstreamService.values())
                .anyMatch(service -> setting.name().equals(service.id()))) {
            return; // url(UpstreamService) has them all
        }

        assertThat(IntegrationConfig.class.getMethods())
                .anyMatch(method -> method.getName().equals(setting.name()));
        assertThat(IntegrationConfigBuilder.class.getMethods())
                .anyMatch(method -> method.getName().equals(setting.name()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aChangedCopyKeepsEachValue(Setting<?> setting) {
        IntegrationConfig config = IntegrationConfig.fromEnvironment(environment(setting, example(setting, 1)));

        assertThat(config.toBuilder().build()).hasToString(config.toString());
    }

    @Test
    void allBadTextsAreRefusedAtOnceInTheOrderOfTheTable() {
        Map<String, String> environment = new HashMap<>();
        settings().forEach(setting -> environment.put(setting.variable(), "no / such"));

        InvalidConfigException refusal = catchThrowableOfType(
                InvalidConfigException.class, () -> IntegrationConfig.fromEnvironment(environment));

        assertThat(refusal.problems().stream().map(problem -> problem.substring(0, problem.indexOf(' '))))
                .containsExactlyElementsOf(
                        settings().stream().map(Setting::variable).toList());
    }

    @Test
    void theLibraryHasNoSettingOfTheServer() {
        assertThat(settings().stream().map(Setting::variable))
                .noneMatch(variable -> variable.startsWith("INTEGRATION_API_") || variable.startsWith("LOG_"));
        assertThat(Stream.of(IntegrationConfig.class.getMethods()).map(method -> method.getName()))
                .noneMatch(name -> name.startsWith("api"));
    }
}
