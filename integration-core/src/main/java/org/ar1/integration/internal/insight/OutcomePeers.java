package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ar1.integration.internal.stats.Median;
import org.ar1.integration.internal.stats.Proportions;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;

/**
 * Lab types whose learners succeed less often than those of other types of the same difficulty: the upper 95 % bound of
 * the success rate (E. B. Wilson, JASA 22(158), 1927) is below the median of the others. The number of users stands for
 * the attempts, of which there are more, so that the interval is too wide rather than too narrow. Immutable.
 */
final class OutcomePeers {

    private static final double Z_95 = 1.959963984540054;
    private static final int FEWEST_PEERS = 3;

    private final Set<String> worse = new TreeSet<>(CodePoints.ORDER);

    private record Outcome(String labType, double successRate, long users) {}

    OutcomePeers(InsightInputs inputs) {
        LabCatalogue catalogue = inputs.catalogue().asOptional().orElse(LabCatalogue.empty());
        Map<String, List<Outcome>> byDifficulty = new HashMap<>();
        for (Sourced<LabPerformance> call : inputs.performance().calls().values()) {
            LabPerformance performance = call.orNull();
            String difficulty = performance == null
                    ? null
                    : catalogue
                            .byType(performance.labType())
                            .map(CatalogueLab::difficulty)
                            .orElse(null);
            if (performance != null && difficulty != null && performance.successRate() != null) {
                Long users = performance.totalUsers();
                byDifficulty
                        .computeIfAbsent(difficulty, none -> new ArrayList<>())
                        .add(new Outcome(performance.labType(), performance.successRate(), users == null ? 0 : users));
            }
        }
        byDifficulty.values().forEach(this::compare);
    }

    private void compare(List<Outcome> types) {
        double[] all = ascending(types);
        Map<String, List<Outcome>> byType = types.stream().collect(Collectors.groupingBy(Outcome::labType));
        for (Outcome type : types) {
            double[] others = without(all, ascending(byType.getOrDefault(type.labType(), List.of())));
            if (others.length >= FEWEST_PEERS && type.users() > 0) {
                double high = Proportions.wilson(type.successRate(), (double) type.users(), Z_95)
                        .high();
                Double bound = Rounding.fraction(high);
                Double usual = Rounding.fraction(Median.ofAscending(others));
                if (bound != null && usual != null && bound < usual) {
                    worse.add(type.labType());
                }
            }
        }
    }

    private static double[] ascending(List<Outcome> types) {
        return types.stream().mapToDouble(Outcome::successRate).sorted().toArray();
    }

    /**
     * The rates less a type's own, both ascending, so that not all the others are sorted for each of thousands of
     * types.
     */
    private static double[] without(double[] all, double[] own) {
        double[] others = new double[all.length - own.length];
        int taken = 0;
        int left = 0;
        for (double rate : all) {
            if (taken < own.length && rate == own[taken]) {
                taken++;
            } else {
                others[left++] = rate;
            }
        }
        return others;
    }

    boolean isWorse(String labType) {
        return worse.contains(labType);
    }
}
