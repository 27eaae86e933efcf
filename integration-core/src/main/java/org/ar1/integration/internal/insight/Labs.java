package org.ar1.integration.internal.insight;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;

/** Which lab stands where, and of which type it is. Not thread-safe. */
final class Labs {

    private static final int COVERAGE_PLACES = 2;

    private final LabTypes<String> types;
    private final Map<Long, SortedSet<String>> onServer = new HashMap<>();
    private final SortedMap<String, SortedSet<Long>> servers = new TreeMap<>(CodePoints.ORDER);
    private final JoinCoverage coverage;
    private final Set<String> unmatched;

    Labs(InsightInputs inputs) {
        this.types = new LabTypes<>(inputs.resolver(), inputs.catalogue(), labType -> labType);
        for (Allocation allocation : inputs.allocations().asOptional().orElse(List.of())) {
            types.named(allocation.labName());
            onServer.computeIfAbsent(allocation.serverId(), id -> new TreeSet<>(CodePoints.ORDER))
                    .add(allocation.labName());
            servers.computeIfAbsent(allocation.labName(), name -> new TreeSet<>())
                    .add(allocation.serverId());
        }
        for (PopularLab lab : inputs.popular().asOptional().orElse(List.of())) {
            types.named(lab.name());
        }
        for (LabUtilization lab : inputs.utilization().asOptional().orElse(List.of())) {
            types.named(lab.name());
        }
        JoinCoverage exact = types.coverage(labType -> true);
        Double share = exact.ratio();
        this.coverage = new JoinCoverage(
                exact.matched(), exact.unmatched(), share == null ? null : Rounding.places(share, COVERAGE_PLACES));
        this.unmatched = Set.copyOf(exact.unmatched());
    }

    /** The names of the labs on a server, by code point; empty when there are none or they are not known. */
    Set<String> on(long server) {
        return onServer.getOrDefault(server, new TreeSet<>());
    }

    /** The numbers of the servers of every allocated lab, by number; the labs by code point of their names. */
    SortedMap<String, SortedSet<Long>> allocated() {
        return servers;
    }

    /** The type of a lab. */
    String typeOf(String lab) {
        return types.named(lab);
    }

    /** Whether the catalogue holds the name of a lab of any source; false too when there is no catalogue. */
    boolean isInCatalogue(String lab) {
        return coverage.matched() != null && !unmatched.contains(lab);
    }

    /** How well the names of allocations, popular labs and utilization match the catalogue, with two decimals. */
    JoinCoverage coverage() {
        return coverage;
    }
}
