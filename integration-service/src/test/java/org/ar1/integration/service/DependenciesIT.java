package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md against the archive of the service and its bill of materials. */
class DependenciesIT {

    private static final Set<String> LICENSES = Set.of("Apache-2.0", "MIT", "EPL-2.0");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`:]+):([^`]+)` \\| (\\S+) \\| (\\S+) \\|", Pattern.MULTILINE);
    private static final Pattern OF_THE_LIBRARY =
            Pattern.compile("^\\| `([^`]+)` .*\\| (yes|optional) \\|$", Pattern.MULTILINE);
    private static final Pattern ALLOWED = Pattern.compile("<include>([^:<]+:[^:<]+):\\[");
    /** Files of it are in a jar of this project. */
    private static final String COPIED = "swagger-ui-";

    /** The licenses in the table, by group, artifact and version with colons between. */
    private static Map<String, String> table() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/dependencies.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1) + ":" + row.group(2) + ":" + row.group(3),
                        (MatchResult row) -> row.group(4),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static ZipFile archive() throws IOException {
        return new ZipFile(System.getProperty("service.archive"));
    }

    private static Set<String> jars() throws IOException {
        try (ZipFile archive = archive()) {
            return archive.stream()
                    .map(entry -> entry.getName().replaceFirst(".*/", ""))
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("integration-"))
                    .map(name -> name.substring(0, name.length() - ".jar".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyJarOfTheArchiveIsInTheTable() throws IOException {
        Set<String> listed = table().keySet().stream()
                .map(row -> row.substring(row.indexOf(':') + 1).replace(':', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed.removeIf(name -> name.startsWith(COPIED))).isTrue();
        assertThat(jars()).hasSizeGreaterThan(30).isEqualTo(listed);
    }

    @Test
    void theLibraryMayBringWhatTheTableMarks() throws IOException {
        Set<String> allowed = firstGroups(ALLOWED, "../integration-core/pom.xml");
        assertThat(allowed.remove("org.hdrhistogram:HdrHistogram")).isTrue(); // the service excludes it
        assertThat(firstGroups(OF_THE_LIBRARY, "../docs/dependencies.md")).isEqualTo(allowed);
    }

    private static Set<String> firstGroups(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyLicenseIsOnTheAllowList() throws IOException {
        assertThat(table().values()).isNotEmpty().allMatch(LICENSES::contains);
    }

    @Test
    void everyLicenseIsOneThatTheBillOfMaterialsNames() throws IOException {
        Map<String, Set<String>> named = new TreeMap<>();
        try (ZipFile archive = archive()) {
            var bill = archive.stream()
                    .filter(entry -> entry.getName().endsWith("/bom.cdx.json"))
                    .findFirst();
            assumeTrue(bill.isPresent(), "packages that were built offline have no bill of materials");
            for (JsonNode component : new ObjectMapper()
                    .readTree(archive.getInputStream(bill.orElseThrow()))
                    .path("components")) {
                named.put(
                        component.path("group").textValue() + ":"
                                + component.path("name").textValue() + ":"
                                + component.path("version").textValue(),
                        Set.copyOf(component.path("licenses").findValuesAsText("id")));
            }
        }
        table().forEach((artifact, license) ->
                assertThat(named.get(artifact)).as(artifact).contains(license));
    }
}
