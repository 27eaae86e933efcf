package org.ar1.integration.spi;

import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link LabTypeResolver} does, as tests: extend it, and give it a resolver. JUnit Jupiter (with its parameters)
 * and AssertJ have to be on the class path.
 */
public abstract class LabTypeResolverContract {

    private static final LabCatalogue CATALOGUE = LabCatalogue.of(List.of(
            new CatalogueLab("1", "Docker Basics", "docker", null, null, null, null),
            new CatalogueLab("2", "\u6a5f\u5668\u5b78\u7fd2", "ml", null, null, null, null)));

    /** For the test of an implementation. */
    protected LabTypeResolverContract() {}

    /**
     * The resolver under test.
     *
     * @return the same one throughout a test
     */
    protected abstract LabTypeResolver resolver();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Docker Basics",
                "no such lab",
                "",
                " ",
                "a/b?c#d",
                "\u6a5f\u5668\u5b78\u7fd2",
                "\ud83d\udc33",
                "\u0130"
            })
    void everyNameHasATypeWithTheCatalogueAndWithoutIt(String name) {
        for (LabCatalogue catalogue : List.of(CATALOGUE, LabCatalogue.empty())) {
            LabTypeMatch match = resolver().resolve(name, catalogue);

            assertThat(match.labType()).isNotNull();
            assertThat(resolver().resolve(name, catalogue)).isEqualTo(match);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Docker Basics", "no such lab"})
    void anEmptyCatalogueHoldsNoName(String name) {
        assertThat(resolver().resolve(name, LabCatalogue.empty()).inCatalogue()).isFalse();
    }
}
