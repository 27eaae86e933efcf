package org.ar1.integration.internal.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeMatch;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.LabCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lab types of one report, each with what is known of it, and the names that stand for them, each resolved once.
 * Not thread-safe.
 *
 * @param <T> what is kept of a lab type
 */
public final class LabTypes<T> {

    private static final Logger LOG = LoggerFactory.getLogger(LabTypes.class);

    private final LabTypeResolver resolver;
    private final LabCatalogue catalogue;
    private final boolean catalogueKnown;
    private final Function<String, T> nothingKnown;
    private final Map<String, Named<T>> names;
    private final Map<String, T> types;
    private final List<T> all;

    private record Named<T>(LabTypeMatch match, T type) {}

    /**
     * No lab type yet.
     *
     * @param nothingKnown what is kept of a lab type at first
     */
    public LabTypes(LabTypeResolver resolver, Sourced<LabCatalogue> catalogue, Function<String, T> nothingKnown) {
        this.resolver = resolver;
        this.catalogue = catalogue.asOptional().orElse(LabCatalogue.empty());
        this.catalogueKnown = catalogue.outcome().hasData();
        this.nothingKnown = nothingKnown;
        int likely = this.catalogue.labs().size();
        this.names = new HashMap<>(2 * likely);
        this.types = new HashMap<>(2 * likely);
        this.all = new ArrayList<>(likely);
    }

    public LabCatalogue catalogue() {
        return catalogue;
    }

    /** The lab type that a lab's name stands for. */
    public T named(String labName) {
        return names.computeIfAbsent(labName, this::resolve).type();
    }

    private Named<T> resolve(String labName) {
        LabTypeMatch match = match(labName);
        return new Named<>(match, of(match.labType()));
    }

    /** A resolver of the application's that fails costs the match of its name, not the report. */
    private LabTypeMatch match(String labName) {
        try {
            return Objects.requireNonNull(resolver.resolve(labName, catalogue), "the resolver's match");
        } catch (RuntimeException | Error e) {
            LOG.debug("The lab type resolver failed", e);
            return LabTypeResolver.standard().resolve(labName, LabCatalogue.empty());
        }
    }

    /** A lab type. */
    public T of(String labType) {
        return types.computeIfAbsent(labType, this::add);
    }

    private T add(String labType) {
        T type = nothingKnown.apply(labType);
        all.add(type);
        return type;
    }

    /** Every lab type asked for so far, in the order in which they were first. */
    public List<T> all() {
        return all;
    }

    /** How well the names resolved so far match, as far as their types are wanted. */
    public JoinCoverage coverage(Predicate<T> wanted) {
        if (!catalogueKnown) {
            return new JoinCoverage(null, List.of(), null);
        }
        int matched = 0;
        List<String> without = new ArrayList<>();
        for (Map.Entry<String, Named<T>> name : names.entrySet()) {
            Named<T> named = name.getValue();
            if (!wanted.test(named.type())) {
                continue;
            }
            if (named.match().inCatalogue()) {
                matched++;
            } else {
                without.add(name.getKey());
            }
        }
        without.sort(CodePoints.ORDER);
        int all = matched + without.size();
        return new JoinCoverage(matched, without, all == 0 ? null : Rounding.fraction((double) matched / all));
    }
}
