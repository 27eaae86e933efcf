package org.ar1.integration.internal.assemble;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/** Several labs of one type, as one. */
final class TypeAggregation {

    private TypeAggregation() {}

    /**
     * Aggregates the labs of a type.
     *
     * @param sessions sessions by lab number, the weights of the averages; null when they are missing
     */
    static LabTypeUtilization of(List<LabUtilization> labs, @Nullable Map<Long, Long> sessions) {
        if (labs.size() == 1) {
            LabUtilization only = labs.get(0);
            return new LabTypeUtilization(
                    only.status(),
                    only.avgUsers(),
                    only.estimatedUsers(),
                    only.ratio(),
                    only.avgTime(),
                    only.normalizedUsage(),
                    labs);
        }
        List<LabUtilization> ordered = labs.stream()
                .sorted(Comparator.comparingLong(LabUtilization::labId))
                .toList();
        Double avgUsers = weighted(ordered, LabUtilization::avgUsers, sessions);
        Double avgTime = weighted(ordered, LabUtilization::avgTime, sessions);
        long estimated = 0;
        BigDecimal used = BigDecimal.ZERO;
        for (LabUtilization lab : ordered) {
            Long estimate = lab.estimatedUsers();
            Double usage = lab.normalizedUsage();
            if (lab.isEstimated() && estimate != null && usage != null) {
                estimated += estimate;
                used = used.add(BigDecimal.valueOf(usage));
            }
        }
        if (estimated == 0) {
            return new LabTypeUtilization(UtilizationStatus.UNKNOWN, avgUsers, null, null, avgTime, null, ordered);
        }
        // In decimals, as the figures were written, so that the last bits of a sum do not decide.
        Double ratio = Rounding.finite(used.divide(BigDecimal.valueOf(estimated), 2, RoundingMode.HALF_UP));
        return new LabTypeUtilization(
                ratio == null ? UtilizationStatus.UNKNOWN : UtilizationStatus.ofRatio(ratio),
                avgUsers,
                estimated,
                ratio,
                avgTime,
                Rounding.fraction(used),
                ordered);
    }

    /** Null when a lab that counts has no figure or no weight, or when none counts. */
    private static @Nullable Double weighted(
            List<LabUtilization> labs,
            Function<LabUtilization, @Nullable Double> figure,
            @Nullable Map<Long, Long> sessions) {
        if (sessions == null) {
            return null;
        }
        double sum = 0;
        double weights = 0;
        for (LabUtilization lab : labs) {
            Long weight = sessions.get(lab.labId());
            Double value = figure.apply(lab);
            if (weight == null || (weight != 0 && value == null)) {
                return null;
            }
            if (value != null) {
                sum += weight * value;
                weights += weight;
            }
        }
        return weights == 0 ? null : Rounding.fraction(sum / weights);
    }
}
