package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/architecture.md with its picture, and docs/reliability.md, name nothing that is not there. */
class ArchitectureDocumentTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path DOCS = PROJECT.resolve("docs");

    /** A class in code style, also with a method of its. */
    private static final Pattern IN_TEXT = Pattern.compile("`([A-Z][a-z]\\w+)(?:\\.\\w+\\(\\))?`");

    private static final Pattern IN_PICTURE = Pattern.compile("class=\"t\"[^>]*>([A-Z][a-z]+[A-Z]\\w+)<");

    private static Set<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(DOCS.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
                }
            }
        }
        return classes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"architecture.md", "reliability.md"})
    void everyClassThatItNamesExists(String file) throws IOException {
        Set<String> named = found(IN_TEXT, file);
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(classes()).containsAll(named);
    }

    @Test
    void everyProfileThatItNamesExists() throws IOException {
        Set<String> named = found(Pattern.compile("\\(`([a-z]+)`\\)"), "reliability.md");
        assertThat(named).contains("stress", "fuzz", "kills", "attacks");
        String poms;
        try (Stream<Path> modules = Files.list(PROJECT)) {
            poms = Stream.concat(Stream.of(PROJECT), modules)
                    .map(module -> module.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .map(ArchitectureDocumentTest::read)
                    .collect(Collectors.joining());
        }
        assertThat(named).allSatisfy(profile -> assertThat(poms).contains("<id>" + profile + "</id>"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reliability.md", "dependencies.md"})
    void everyLinkLeadsSomewhere(String file) throws IOException {
        for (String link : found(Pattern.compile("\\]\\(([^)]+)\\)"), file)) {
            if (!link.startsWith("https:")) {
                assertThat(DOCS.resolve(link.replaceFirst("#.*", ""))).exists();
            }
        }
    }

    @Test
    void everyClassInThePictureExists() throws IOException {
        assertThat(found(IN_PICTURE, "architecture.svg")).hasSizeGreaterThan(10);
        assertThat(classes()).containsAll(found(IN_PICTURE, "architecture.svg"));
    }
}
