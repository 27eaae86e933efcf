package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.UsageTrends;

/** Whether a lab type exists, as far as the sources consulted so far tell. Not thread-safe. */
final class LabTypeLookup {

    private final String labType;
    private final LabTypes<String> types;
    private final List<Sourced<?>> consulted = new ArrayList<>();
    private boolean known;

    LabTypeLookup(String labType, LabTypeResolver resolver, Sourced<LabCatalogue> catalogue) {
        this.labType = labType;
        this.types = new LabTypes<>(resolver, catalogue, Function.identity());
        consulted.add(catalogue);
        known = types.catalogue().byType(labType).isPresent();
    }

    LabTypeLookup consult(Sourced<UsageTrends> trends) {
        consulted.add(trends);
        UsageTrends value = trends.orNull();
        known |= value != null && value.labUsage().containsKey(labType);
        return this;
    }

    <T> LabTypeLookup consult(Sourced<List<T>> rows, Function<T, String> labName) {
        consulted.add(rows);
        known |= rows.asOptional().orElse(List.of()).stream()
                .anyMatch(row -> types.named(labName.apply(row)).equals(labType));
        return this;
    }

    boolean isKnown() {
        return known;
    }

    /**
     * The end of the search.
     *
     * @throws UnknownLabTypeException when all sources answered and none knows the lab type
     * @throws UndeterminedLabTypeException when some source did not answer
     */
    void requireKnown(Instant now, Duration retryAfter) {
        if (known) {
            return;
        }
        if (consulted.stream().allMatch(source -> source.outcome().hasData())) {
            throw new UnknownLabTypeException(labType);
        }
        SourceLines lines = new SourceLines(now);
        consulted.forEach(lines::add);
        throw new UndeterminedLabTypeException(labType, retryAfter, lines.lines());
    }
}
