package org.ar1.integration.internal.assemble;

import static org.ar1.integration.internal.assemble.Given.catalogue;
import static org.ar1.integration.internal.assemble.Given.entry;
import static org.ar1.integration.internal.assemble.Given.live;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeMatch;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.LabCatalogue;
import org.junit.jupiter.api.Test;

class LabTypesTest {

    private static LabTypes<String> of(Sourced<LabCatalogue> catalogue) {
        return new LabTypes<>(LabTypeResolver.standard(), catalogue, Function.identity());
    }

    private static LabTypes<String> knowing(String... names) {
        LabCatalogue catalogue = LabCatalogue.of(List.of(names).stream()
                .map(name -> entry(name, "type of " + name))
                .toList());
        return of(live(USER_PROGRESS, "catalogue", catalogue));
    }

    @Test
    void coverageCountsDifferentNames() {
        LabTypes<String> types = knowing("Docker", "Git");
        List.of("Docker", "Docker", " docker", "Git", "Unknown \u00a0Lab", "another")
                .forEach(types::named);

        assertThat(types.coverage(any -> true))
                .isEqualTo(new JoinCoverage(3, List.of("Unknown \u00a0Lab", "another"), 0.6));
    }

    @Test
    void coverageIsOfTheWantedTypes() {
        LabTypes<String> types = knowing("Docker", "Git");
        List.of("Docker", "Git", "Unknown").forEach(types::named);

        assertThat(types.coverage("type of Git"::equals)).isEqualTo(new JoinCoverage(1, List.of(), 1.0));
        assertThat(types.coverage("unknown"::equals)).isEqualTo(new JoinCoverage(0, List.of("Unknown"), 0.0));
    }

    @Test
    void withoutNamesThereIsNoShare() {
        assertThat(knowing("Docker").coverage(any -> true)).isEqualTo(new JoinCoverage(0, List.of(), null));
    }

    @Test
    void withoutACatalogueNothingCanBeSaidOfIt() {
        LabTypes<String> types = of(Given.failed(USER_PROGRESS, "catalogue"));

        assertThat(types.named("Docker Lab")).isEqualTo("docker");
        assertThat(types.coverage(any -> true)).isEqualTo(new JoinCoverage(null, List.of(), null));
        assertThat(types.catalogue()).isEqualTo(LabCatalogue.empty());
    }

    @Test
    void anEmptyCatalogueHoldsNoName() {
        LabTypes<String> types = of(live(USER_PROGRESS, "catalogue", catalogue()));
        types.named("Docker");

        assertThat(types.coverage(any -> true)).isEqualTo(new JoinCoverage(0, List.of("Docker"), 0.0));
    }

    @Test
    void aStaleCatalogueCounts() {
        LabTypes<String> types =
                of(Given.stale(USER_PROGRESS, "catalogue", catalogue(entry("Docker", "containers")), Given.NOW));

        assertThat(types.named("DOCKER")).isEqualTo("containers");
        assertThat(types.coverage(any -> true).ratio()).isEqualTo(1.0);
    }

    @Test
    void unmatchedNamesAreOrderedByCodePoint() {
        LabTypes<String> types = knowing();
        List.of("🐳", "\uff5e", "b", "a", "B").forEach(types::named);

        assertThat(types.coverage(any -> true).unmatched()).containsExactly("B", "a", "b", "\uff5e", "🐳");
    }

    @Test
    void eachNameIsResolvedOnce() {
        List<String> asked = new ArrayList<>();
        LabTypes<String> types = new LabTypes<>(
                (name, catalogue) -> {
                    asked.add(name);
                    return new LabTypeMatch("type", true);
                },
                live(USER_PROGRESS, "catalogue", catalogue()),
                Function.identity());

        types.named("A");
        types.named("A");
        types.named("B");
        types.named("A");

        assertThat(asked).containsExactly("A", "B");
    }
}
