package org.ar1.integration.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.testkit.Campus.Allocation;
import org.ar1.integration.testkit.Campus.Lab;

/** How the usage of a server adds up while the checker goes through the labs on it. */
final class RunningTotals {

    static final double[] NONE = {};

    private RunningTotals() {}

    /** By server: the share of its usage after each of its labs, each lab counting by its user-minutes. */
    static Map<Long, double[]> of(Campus campus) {
        Map<String, Long> minutes = new HashMap<>();
        for (Lab lab : campus.labs()) {
            minutes.merge(lab.name(), lab.totalUserMinutes(), Math::max);
        }
        Map<Long, double[]> sums = new HashMap<>();
        Map<Long, List<Long>> weights = campus.allocations().stream()
                .collect(groupingBy(
                        Allocation::serverId,
                        // An unused lab adds next to nothing, and only unused labs add alike.
                        mapping(allocation -> 1 + minutes.getOrDefault(allocation.labName(), 0L), toList())));
        weights.forEach((server, ofLabs) -> sums.put(server, shares(ofLabs)));
        return sums;
    }

    private static double[] shares(List<Long> weights) {
        double whole = weights.stream().mapToDouble(Long::doubleValue).sum();
        double[] shares = new double[weights.size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += weights.get(i);
            shares[i] = sum / whole;
        }
        return shares;
    }
}
