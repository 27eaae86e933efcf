package org.ar1.integration.internal.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {

    private static List<String> near(String asked, String... known) {
        SimilarNames names = new SimilarNames(asked);
        for (String name : known) {
            names.offer(name, name);
        }
        return names.nearest();
    }

    @ParameterizedTest
    @CsvSource({
        "docker, docker, 0",
        "dokcer, docker, 1",
        "doker, docker, 1",
        "dockerr, docker, 1",
        "dicker, docker, 1",
        "ca, abc, 3",
        "'', ab, 2",
        "kitten, sitting, 3"
    })
    void distancesAreThoseOfTheLiterature(String a, String b, int distance) {
        assertThat(SimilarNames.distance(a, b, 5)).isEqualTo(distance);
        assertThat(SimilarNames.distance(b, a, 5)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({"docker, kubernetes", "abcd, wxyz", "ab, ba-ba"})
    void aDistanceAboveTheBoundIsSomeNumberAboveIt(String a, String b) {
        assertThat(SimilarNames.distance(a, b, 1)).isGreaterThan(1);
    }

    @Test
    void aMisspelledNameIsFound() {
        assertThat(near("kubernets", "docker", "kubernetes", "linux-basics")).containsExactly("kubernetes");
    }

    @Test
    void caseSpacesAndUnderscoresAreNoDifference() {
        assertThat(near("Linux_Basics", "linux-basics", "linux-basic")).containsExactly("linux-basics", "linux-basic");
        assertThat(near("linux  basics", "linux-basics")).containsExactly("linux-basics");
    }

    @Test
    void aShortNameMayDifferInOneCharacterOnly() {
        assertThat(near("gti", "git", "go", "r")).containsExactly("git");
        assertThat(near("k8s", "cpp", "k9s")).containsExactly("k9s");
    }

    @Test
    void aTypeIsFoundByAPartOfTheNameOfItsLab() {
        SimilarNames names = new SimilarNames("shell");
        names.offer("linux-basics", "Working in the Shell");
        names.offer("docker", "Docker I");

        assertThat(names.nearest()).containsExactly("linux-basics");
    }

    @Test
    void aPartOfFewerThanThreeCharactersFindsNothing() {
        assertThat(near("li", "linux-basics")).isEmpty();
    }

    @Test
    void theNearestComeFirstAndThreeAreEnough() {
        assertThat(near("docker", "dicker", "docker-2", "duckar", "dockers", "docker-swarm"))
                .containsExactly("dicker", "dockers", "docker-2");
    }

    @Test
    void longInputIsNotCompared() {
        assertThat(near("x".repeat(65), "x".repeat(64))).isEmpty();
        assertThat(near("x".repeat(64), "x".repeat(65))).isEmpty();
        assertThat(near("x".repeat(64), "x".repeat(63))).hasSize(1);
    }

    @Test
    void emptyInputFindsNothing() {
        assertThat(near("", "a", "b")).isEmpty();
        assertThat(near(" ", "a")).isEmpty();
    }

    @Test
    void numbersThatAreMistypedAreFoundNearestFirst() {
        assertThat(SimilarNames.numbers(33, LongStream.of(3, 32, 34, 39, 44, 133, 7)))
                .containsExactly(32L, 34L, 39L);
        assertThat(SimilarNames.numbers(1000, LongStream.of(5, 17))).isEmpty();
    }
}
