package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/operations/replicas.md and the files beside it fit together, and name the versions that are tested. */
class ReplicasDocumentTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path OPERATIONS = PROJECT.resolve("docs/operations");

    private static String document() throws IOException {
        return Files.readString(OPERATIONS.resolve("replicas.md"));
    }

    private static String version(String engine) throws IOException {
        Matcher version = Pattern.compile("<" + engine + ".version>([^<]+)<")
                .matcher(Files.readString(PROJECT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hazelcast", "Infinispan", "Redisson"})
    void namesTheVersionOfTheEngineThatIsTested(String engine) throws IOException {
        assertThat(document()).contains(engine + " " + version(engine.toLowerCase(Locale.ROOT)));
    }

    @Test
    void theListOfJarsIsThatOfTheEngineThatIsTested() throws IOException {
        assertThat(OPERATIONS.resolve("replicas/infinispan-jars.xml"))
                .content()
                .contains("<version>" + version("infinispan") + "</version>");
    }

    @Test
    void theFilesNameADocumentThatExists() throws IOException {
        for (String file : List.of("hazelcast.xml", "infinispan.xml", "redisson.yaml")) {
            assertThat(OPERATIONS.resolve("replicas").resolve(file))
                    .content()
                    .contains("replicas.md in the folder above")
                    .doesNotContain("README");
        }
    }

    @Test
    void namesEveryFileAndEverySetting() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(OPERATIONS.resolve("replicas"))) {
            names = files.map(file -> "(replicas/" + file.getFileName() + ")").toList();
        }
        assertThat(names).hasSize(4);
        assertThat(document()).contains(names);
        assertThat(SharedCacheSettings.TABLE.settings())
                .allSatisfy(setting -> assertThat(document()).contains("| `" + setting.variable() + "` |"));
        assertThat(List.of(JCacheEngine.KNOWN_NAMES.split(", ")))
                .allSatisfy(name -> assertThat(document()).contains("| `" + name + "` |"));
    }
}
