package org.ar1.integration.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {

    private static Stream<Setting> ofTheLibrary() {
        return Setting.all().stream().filter(setting -> setting.reader() == Setting.Reader.LIBRARY);
    }

    @Test
    void theListHoldsWhatTheLibraryReadsAndNothingElse() {
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

        assertThat(ofTheLibrary().map(Setting::variable)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(Setting.all().stream().map(Setting::variable)).doesNotHaveDuplicates();
    }

    @Test
    void theDefaultsAreThoseThatHold() {
        Map<String, String> written = ofTheLibrary()
                .filter(setting -> !setting.defaultText().startsWith("as ")
                        && !setting.defaultText().equals("none"))
                .collect(Collectors.toMap(Setting::variable, Setting::defaultText));

        assertThat(IntegrationConfig.fromEnvironment(written))
                .hasToString(String.valueOf(IntegrationConfig.builder().build()));
    }

    @ParameterizedTest
    @MethodSource("ofTheLibrary")
    void whatIsNoneOfItsKindIsRefused(Setting setting) {
        InvalidConfigException refusal = catchThrowableOfType(
                InvalidConfigException.class,
                () -> IntegrationConfig.fromEnvironment(Map.of(setting.variable(), "no / such")));

        assertThat(refusal.problems()).singleElement().asString().startsWith(setting.variable() + " is ");
    }
}
