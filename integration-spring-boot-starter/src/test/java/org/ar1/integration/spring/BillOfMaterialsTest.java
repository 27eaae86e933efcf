package org.ar1.integration.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BillOfMaterialsTest {

    private static final Path PROJECT = Path.of("..");

    /** Programs, and tests. */
    private static final Set<String> UNPUBLISHED = Set.of(
            "integration-bom",
            "integration-examples",
            "integration-examples-spring",
            "integration-service",
            "integration-spring-boot4-tests");

    @Test
    void everyPublishedModuleIsInTheBom() throws IOException {
        String parent = Files.readString(PROJECT.resolve("pom.xml"));
        Set<String> published = found("<module>([^<]+)</module>", parent.substring(0, parent.indexOf("</modules>")));
        published.removeAll(UNPUBLISHED);

        assertThat(found("<artifactId>(integration-[^<]+)</artifactId>\\s*<version>\\$", bom()))
                .isEqualTo(published);
    }

    @Test
    void theBomHasTheVersionOfTheProjectAndNoOtherProjectsVersions() throws IOException {
        String version = "<version>([^<$]+)</version>\\s*<packaging>pom";

        assertThat(found(version, bom()))
                .isEqualTo(found(version, Files.readString(PROJECT.resolve("pom.xml"))))
                .hasSize(1);
        assertThat(found("<groupId>([^<]+)</groupId>", bom().substring(0, bom().indexOf("</dependencyManagement>"))))
                .containsExactly("org.ar1.integration");
        assertThat(bom()).doesNotContain("<parent>");
    }

    @Test
    void theBomIsSignedLikeTheOtherModules() throws IOException {
        String profile = "(?s)(<id>sign</id>.*?)</profile>";

        assertThat(found(profile, bom()))
                .isEqualTo(found(profile, Files.readString(PROJECT.resolve("pom.xml"))))
                .hasSize(1);
    }

    @Test
    void theBomDeclaresEachPluginOnce() throws IOException {
        String managed = bom().substring(0, bom().indexOf("</pluginManagement>"));

        assertThat(Pattern.compile("<artifactId>(.+-plugin)</artifactId>")
                        .matcher(managed)
                        .results()
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private static String bom() throws IOException {
        return Files.readString(PROJECT.resolve("integration-bom").resolve("pom.xml"));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
