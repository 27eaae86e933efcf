package org.ar1.integration.spi;

import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardLabTypeResolverTest extends LabTypeResolverContract {

    @Override
    protected LabTypeResolver resolver() {
        return LabTypeResolver.standard();
    }

    private static final LabTypeResolver RESOLVER = LabTypeResolver.standard();
    private static final String SPACES = " \t\n\u00a0\u2003\u3000";

    private static CatalogueLab lab(String name, String labType) {
        return new CatalogueLab("id", name, labType, null, null, null, null);
    }

    private static LabTypeMatch resolve(String name, CatalogueLab... catalogue) {
        return RESOLVER.resolve(name, LabCatalogue.of(List.of(catalogue)));
    }

    @Test
    void theCatalogueComesFirst() {
        assertThat(resolve(" intro to  DOCKER", lab("Intro to Docker", "containers-101")))
                .isEqualTo(new LabTypeMatch("containers-101", true));
    }

    @Test
    void theTypeOfTheCatalogueIsTakenVerbatim() {
        assertThat(resolve("Docker", lab("docker", " My Type/ß "))).isEqualTo(new LabTypeMatch(" My Type/ß ", true));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux Basics, linux-basics",
        "'Advanced LINUX   basics II', linux-basics",
        "Networking 101, networking",
        "Intro to Docker, docker",
        "Kubernetes, kubernetes",
        "Filesystems, filesystem",
        "Docker and Kubernetes, docker",
        "Kubernetes and Docker, docker",
        "Networking for Docker, networking",
        "linux\u00a0basics, linux-basics"
    })
    void thenTheWellKnownNamesContainedInItInTheirOrder(String name, String labType) {
        assertThat(resolve(name, lab("Something else", "else"))).isEqualTo(new LabTypeMatch(labType, false));
    }

    @ParameterizedTest
    @CsvSource({
        "Git Basics, git-basics",
        "'  Git   Basics ', git-basics",
        "C++ / Rust?, c++-/-rust?",
        "Linux  Advanced, linux-advanced",
        "Rechnernetze für Anfänger, rechnernetze-für-anfänger",
        "网络 基础, 网络-基础",
        "file-system, file-system",
        "..., ..."
    })
    void thenTheNameItself(String name, String labType) {
        assertThat(resolve(name)).isEqualTo(new LabTypeMatch(labType, false));
    }

    @Test
    void aCatalogueNameContainedInAnotherNameIsNoMatch() {
        assertThat(resolve("Git Basics II", lab("Git Basics", "git")))
                .isEqualTo(new LabTypeMatch("git-basics-ii", false));
    }

    @Property
    void everyNameHasAType(@ForAll String name) {
        assertThat(resolve(name).labType()).isNotNull();
        assertThat(resolve(name, lab(name, "here"))).isEqualTo(new LabTypeMatch("here", true));
    }

    @Property
    void neitherTheCaseOfLettersNorWhiteSpaceMatters(
            @ForAll("names") List<String> words, @ForAll("names") List<String> catalogue, @ForAll Random random) {
        String name = String.join(" ", words);
        String varied = varied(words, random);
        LabCatalogue known =
                LabCatalogue.of(List.of(lab(varied(catalogue, random), "known"), lab("Git Basics", "git")));

        assertThat(RESOLVER.resolve(varied, known)).isEqualTo(RESOLVER.resolve(name, known));
    }

    @Property
    void everyNameOfTheCatalogueHasTheTypeOfItsFirstEntry(@ForAll("catalogues") List<List<String>> names) {
        List<CatalogueLab> labs = new ArrayList<>();
        for (List<String> words : names) {
            labs.add(lab(String.join(" ", words), "type " + labs.size()));
        }
        LabCatalogue catalogue = LabCatalogue.of(labs);

        for (CatalogueLab lab : labs) {
            LabTypeMatch match = RESOLVER.resolve(lab.name(), catalogue);
            CatalogueLab first = labs.stream()
                    .filter(other -> other.name().equalsIgnoreCase(lab.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(match).isEqualTo(new LabTypeMatch(first.labType(), true));
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.of(
                        "Linux", "basics", "DOCKER", "networking", "Git", "kubernetes", "x", "1", "Ж", "网络", "é", "🐳")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<List<String>>> catalogues() {
        return names().list().ofMaxSize(12);
    }

    /** The same words with other ASCII case and other white space around each. */
    private static String varied(List<String> words, Random random) {
        StringBuilder varied = new StringBuilder(spaces(random, 0));
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                varied.append(spaces(random, 1));
            }
            for (char c : words.get(i).toCharArray()) {
                String s = String.valueOf(c);
                varied.append(
                        c >= 128 ? s : random.nextBoolean() ? s.toUpperCase(Locale.ROOT) : s.toLowerCase(Locale.ROOT));
            }
        }
        return varied.append(spaces(random, 0)).toString();
    }

    private static String spaces(Random random, int fewest) {
        StringBuilder spaces = new StringBuilder();
        for (int n = fewest + random.nextInt(3); n > 0; n--) {
            spaces.append(SPACES.charAt(random.nextInt(SPACES.length())));
        }
        return spaces.toString();
    }
}
