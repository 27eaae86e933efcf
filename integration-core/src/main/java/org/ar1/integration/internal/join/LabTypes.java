package org.ar1.integration.internal.join;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ar1.integration.internal.stats.Order;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeMatch;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.LabCatalogue;

/** The lab types of the names of one report, each resolved once. Not thread-safe. */
public final class LabTypes {

    private final LabTypeResolver resolver;
    private final LabCatalogue catalogue;
    private final boolean catalogueKnown;
    private final Map<String, LabTypeMatch> matches = new HashMap<>();

    public LabTypes(LabTypeResolver resolver, Sourced<LabCatalogue> catalogue) {
        this.resolver = resolver;
        this.catalogue = catalogue.asOptional().orElse(LabCatalogue.empty());
        this.catalogueKnown = catalogue.outcome().hasData();
    }

    public LabCatalogue catalogue() {
        return catalogue;
    }

    public String of(String labName) {
        return matches.computeIfAbsent(labName, name -> resolver.resolve(name, catalogue))
                .labType();
    }

    /** How well the names resolved so far match, as far as their types are wanted. */
    public JoinCoverage coverage(Predicate<String> wantedType) {
        if (!catalogueKnown) {
            return new JoinCoverage(null, List.of(), null);
        }
        List<Map.Entry<String, LabTypeMatch>> wanted = matches.entrySet().stream()
                .filter(match -> wantedType.test(match.getValue().labType()))
                .toList();
        String[] unmatched = wanted.stream()
                .filter(match -> !match.getValue().inCatalogue())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        Order.sort(unmatched);
        int matched = wanted.size() - unmatched.length;
        return new JoinCoverage(
                matched, List.of(unmatched), wanted.isEmpty() ? null : (double) matched / wanted.size());
    }
}
