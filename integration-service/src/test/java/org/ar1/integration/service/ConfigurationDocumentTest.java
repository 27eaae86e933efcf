package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.jaxrs.server.setting.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/configuration.md is what the code says; with {@code -Dconfiguration.write=true} it is written anew. */
class ConfigurationDocumentTest {

    private static final Path FILE = Path.of("..", "docs", "configuration.md");
    private static final String WRITE = "./mvnw test -pl integration-service -am -Dtest=ConfigurationDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dconfiguration.write=true";

    @Test
    void theDocumentSaysWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("configuration.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, document());
        }

        assertThat(FILE)
                .as("the settings or the options have changed; write the document anew with\n  %s\n", WRITE)
                .exists()
                .content()
                .isEqualTo(document());
    }

    private static String document() {
        return """
                <!-- Generated from the code; to write it anew:
                %s -->
                # Configuration

                The settings come from the command line, from the environment and from a file. If several of these set
                a value, an option overrides the environment, the environment overrides the file, and the file overrides the
                default. A blank value counts as not set. All errors are reported at once, each with the setting, its value,
                what is allowed and where the value comes from; the program then ends with exit status 78.

                `integration-service --print-config` shows the effective values and where each comes from.

                ## Command line

                ```
                %s```

                ## The file

                `--config FILE` reads a properties file in UTF-8 whose keys are the names of the environment variables:

                ```properties
                USER_PROGRESS_URL=http://progress.campus.example:8004
                REPORT_DEADLINE=8
                ```

                Without it, `bin/integration-service` of the archive reads every `*.properties` in the archive's `conf/`. A file
                may begin with a byte order mark. A key that is no setting, or is there twice, is an error.

                ## Settings of the library

                `IntegrationConfig.fromEnvironment()` reads them, and so does the service.

                %s
                ## Settings of the service alone

                %s
                Durations are seconds (`5`, `0.5`) or ISO-8601 (`PT5M`). URLs hold no user name and no password: for services
                behind a login, set `UPSTREAM_HEADERS_FILE`, or in an application `IntegrationConfig.builder().header(...)`; the
                values of headers are shown nowhere.
                """.formatted(
                        WRITE,
                        CommandLineOptions.helpText().replace(System.lineSeparator(), "\n"),
                        table(LibrarySettings.TABLE),
                        table(ServerSettings.TABLE, LogSettings.TABLE, SharedCacheSettings.TABLE, StateSettings.TABLE));
    }

    private static String table(SettingTable... tables) {
        return Arrays.stream(tables)
                .flatMap(table -> table.settings().stream())
                .map(ConfigurationDocumentTest::row)
                .collect(Collectors.joining("", "| variable | value | default | meaning |\n|---|---|---|---|\n", ""));
    }

    @ParameterizedTest
    @MethodSource("org.ar1.integration.service.ServiceSettings#all")
    void aSettingIsDocumentedInOneRow(Setting<?> setting) {
        assertThat(document().lines().filter(line -> line.startsWith("| `" + setting.variable() + "` |")))
                .singleElement()
                .asString()
                .contains(setting.meaning());
    }

    private static String row(Setting<?> setting) {
        String text = setting.defaultText();
        String shown = text.startsWith("as ") ? "as `" + text.substring(3) + "`" : "`" + text + "`";
        return "| `" + setting.variable() + "` | " + setting.type().words() + " | " + shown + " | " + setting.meaning()
                + " |\n";
    }
}
