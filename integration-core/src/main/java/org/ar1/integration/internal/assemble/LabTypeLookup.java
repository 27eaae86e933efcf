package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.join.SimilarNames;
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
    private final List<Consumer<SimilarNames>> names = new ArrayList<>();
    private boolean known;

    LabTypeLookup(String labType, LabTypeResolver resolver, Sourced<LabCatalogue> catalogue) {
        this.labType = labType;
        this.types = new LabTypes<>(resolver, catalogue, Function.identity());
        consulted.add(catalogue);
        names.add(similar -> types.catalogue().labs().forEach(lab -> similar.offer(lab.labType(), lab.name())));
        known = types.catalogue().byType(labType).isPresent();
    }

    LabTypeLookup consult(Sourced<UsageTrends> trends) {
        consulted.add(trends);
        UsageTrends value = trends.orNull();
        if (value != null) {
            names.add(similar -> value.labUsage().keySet().forEach(type -> similar.offer(type, type)));
            known |= value.labUsage().containsKey(labType);
        }
        return this;
    }

    <T> LabTypeLookup consult(Sourced<List<T>> rows, Function<T, String> labName) {
        consulted.add(rows);
        List<T> found = rows.asOptional().orElse(List.of());
        names.add(similar -> found.forEach(row -> similar.offer(types.named(labName.apply(row)), labName.apply(row))));
        known |= found.stream().anyMatch(row -> types.named(labName.apply(row)).equals(labType));
        return this;
    }

    boolean isKnown() {
        return known;
    }

    /** The known lab types that may have been meant, nearest first. */
    List<String> suggestions() {
        SimilarNames similar = new SimilarNames(labType);
        names.forEach(source -> source.accept(similar));
        return similar.nearest();
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
            throw new UnknownLabTypeException(labType, suggestions());
        }
        SourceLines lines = new SourceLines(now);
        consulted.forEach(lines::add);
        throw new UndeterminedLabTypeException(labType, retryAfter, lines.lines());
    }
}
