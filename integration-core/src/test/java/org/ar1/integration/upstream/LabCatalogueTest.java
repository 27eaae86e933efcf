package org.ar1.integration.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabCatalogueTest {

    private static CatalogueLab lab(String name, String labType) {
        return new CatalogueLab("id of " + name, name, labType, null, null, null, null);
    }

    private static LabCatalogue of(String name) {
        return LabCatalogue.of(List.of(lab(name, "type")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\n",
                "\u000b",
                "\u001c",
                "\u0085",
                "\u00a0",
                "\u1680",
                "\u2003",
                "\u2007",
                "\u2028",
                "\u202f",
                "\u3000",
                " \u00a0\t "
            })
    void eachRunOfWhiteSpaceIsOneSpaceAndNoneAtTheEnds(String space) {
        assertThat(LabCatalogue.fold(space + "Linux" + space + "Basics" + space))
                .isEqualTo("linux basics");
        assertThat(of("Linux Basics").byName(space + "LINUX" + space + "basics" + space))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\u3000"})
    void aNameOfNothingButWhiteSpaceFoldsToNothing(String name) {
        assertThat(LabCatalogue.fold(name)).isEmpty();
    }

    @Test
    void ofNamesThatAreTheSameFoldedTheFirstEntryCountsHoweverALaterOneIsWritten() {
        CatalogueLab first = lab("Docker Lab", "first");
        LabCatalogue catalogue = LabCatalogue.of(List.of(first, lab("docker  LAB", "later"), lab("Git", "git")));

        assertThat(List.of("Docker Lab", "docker  LAB", "DOCKER LAB"))
                .allSatisfy(name -> assertThat(catalogue.byName(name)).contains(first));
        assertThat(catalogue.byName("Git")).isPresent();
    }

    @Test
    void otherCharactersStayAsTheyAre() {
        assertThat(LabCatalogue.fold("C++ <Lab>/\"R&D\"? #1 50% .. 🐳")).isEqualTo("c++ <lab>/\"r&d\"? #1 50% .. 🐳");
        assertThat(LabCatalogue.fold("zero\u200bwidth")).isEqualTo("zero\u200bwidth");
    }

    @ParameterizedTest
    @CsvSource({
        "Docker, DOCKER",
        "Straße, STRASSE",
        "Straße, STRAẞE",
        "STRAẞE, strasse",
        "Ὀδυσσεύς, ὈΔΥΣΣΕΎΣ",
        "ΟΔΥΣΣΕΥΣ, οδυσσευς",
        "ΟΔΥΣΣΕΥΣ, οδυσσευσ",
        "Сети, СЕТИ",
        "Ағылшын, АҒЫЛШЫН",
        "𐐀, 𐐨",
        "Ꭰ, ꭰ",
        "LİNUX, li̇nux",
        "linux, LINUX",
        "ﬁlesystem, FILESYSTEM",
        "İstanbul, İSTANBUL"
    })
    void caseDoesNotMatterInAnyScript(String name, String other) {
        assertThat(of(name).byName(other)).isPresent();
        assertThat(of(other).byName(name)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"Docker, Docker2", "LİNUX, LINUX", "Netz, Nétz", "网络, 網絡", "Docker, Dock er"})
    void differentNamesStayDifferent(String name, String other) {
        assertThat(of(name).byName(other)).isEmpty();
        assertThat(of(other).byName(name)).isEmpty();
    }

    @Test
    void upperAndLowerCaseOfEveryCharacterAreTheSameName() {
        List<String> apart = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .mapToObj(Character::toString)
                .filter(name -> !name.toUpperCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .filter(name -> of(name).byName(name.toUpperCase(Locale.ROOT)).isEmpty()
                        || of(name).byName(name.toLowerCase(Locale.ROOT)).isEmpty())
                .toList();

        assertThat(apart).isEmpty();
    }

    @Test
    void theDefaultLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(LabCatalogue.fold("KUBERNETES IN CI")).isEqualTo("kubernetes in ci");
            assertThat(of("Linux").byName("LINUX")).isPresent();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void ofEntriesWithTheSameNameTheFirstCounts() {
        LabCatalogue catalogue = LabCatalogue.of(List.of(lab("Docker", "first"), lab(" DOCKER ", "second")));

        assertThat(catalogue.byName("docker")).map(CatalogueLab::labType).contains("first");
        assertThat(catalogue.labTypes()).containsExactly("first", "second");
        assertThat(catalogue.labs()).hasSize(2);
    }

    @Test
    void typesAreMatchedExactlyAndInTheOrderOfTheirFirstEntries() {
        LabCatalogue catalogue = LabCatalogue.of(List.of(lab("B", "zulu"), lab("A", "Alpha"), lab("C", "zulu")));

        assertThat(catalogue.labTypes()).containsExactly("zulu", "Alpha");
        assertThat(catalogue.byType("zulu")).map(CatalogueLab::name).contains("B");
        assertThat(catalogue.byType("alpha")).isEmpty();
        assertThat(catalogue.byType(" zulu")).isEmpty();
    }

    @Test
    void anEmptyCatalogueKnowsNothing() {
        assertThat(LabCatalogue.empty()).isEqualTo(LabCatalogue.of(List.of()));
        assertThat(LabCatalogue.empty().byName("Docker")).isEmpty();
        assertThat(LabCatalogue.empty().byType("docker")).isEmpty();
        assertThat(LabCatalogue.empty().labTypes()).isEmpty();
    }

    @Test
    void itCannotBeChanged() {
        List<CatalogueLab> labs = new ArrayList<>(List.of(lab("Docker", "docker")));
        LabCatalogue catalogue = LabCatalogue.of(labs);
        labs.add(lab("Git", "git"));

        assertThat(catalogue.labTypes()).containsExactly("docker");
        assertThatThrownBy(() -> catalogue.labs().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalogue.labTypes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalEntriesMakeEqualCatalogues() {
        assertThat(of("Docker"))
                .isEqualTo(of("Docker"))
                .hasSameHashCodeAs(of("Docker"))
                .isNotEqualTo(of("Git"));
        assertThat(of("Docker")).hasToString("LabCatalogue[type]");
    }

    @Test
    void composedAndDecomposedNamesAreTheSame() {
        LabCatalogue catalogue = LabCatalogue.of(
                List.of(new CatalogueLab("1", "Bases de donn\u00e9es", "databases", null, null, null, null)));

        assertThat(catalogue.byName("Bases de donne\u0301es")).isPresent();
        assertThat(LabCatalogue.fold("\u212b")).isEqualTo(LabCatalogue.fold("A\u030a"));
    }
}
