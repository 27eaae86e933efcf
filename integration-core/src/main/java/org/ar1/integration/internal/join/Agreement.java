package org.ar1.integration.internal.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ar1.integration.internal.stats.Spearman;
import org.ar1.integration.report.CodePoints;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.Correlation.ApplicationMeasure;
import org.ar1.integration.report.Correlation.InfrastructureMeasure;
import org.ar1.integration.report.Correlation.Pair;
import org.ar1.integration.report.Correlation.Reason;
import org.ar1.integration.report.Disagreement;
import org.jspecify.annotations.Nullable;

/** How far application demand and infrastructure use agree over the lab types. */
final class Agreement {

    private static final int FEWEST_PAIRS = 5;
    private static final int FEWEST_RANKED = 3;

    private final Map<String, TypeMeasures> types = new TreeMap<>(CodePoints.ORDER);

    /** The measures of one lab type; null where there is none. */
    static final class TypeMeasures {
        @Nullable
        Double totalEvents;

        @Nullable
        Double uniqueUsers;

        @Nullable
        Double userMinutes;

        @Nullable
        Double normalizedUsage;

        private @Nullable Double of(ApplicationMeasure measure) {
            return switch (measure) {
                case TOTAL_EVENTS -> totalEvents;
                case UNIQUE_USERS -> uniqueUsers;
            };
        }

        private @Nullable Double of(InfrastructureMeasure measure) {
            return switch (measure) {
                case USER_MINUTES -> userMinutes;
                case NORMALIZED_USAGE -> normalizedUsage;
            };
        }
    }

    /** The lab types that have both measures, with these. */
    private static final class Series {
        private final List<String> labTypes = new ArrayList<>();
        private final List<Double> application = new ArrayList<>();
        private final List<Double> infrastructure = new ArrayList<>();
    }

    TypeMeasures type(String labType) {
        return types.computeIfAbsent(labType, type -> new TypeMeasures());
    }

    Correlation correlation(@Nullable Integer applicationWindowDays) {
        List<Pair> pairs = new ArrayList<>();
        for (ApplicationMeasure application : ApplicationMeasure.values()) {
            for (InfrastructureMeasure infrastructure : InfrastructureMeasure.values()) {
                pairs.add(pair(application, infrastructure));
            }
        }
        return new Correlation(applicationWindowDays, Correlation.ALL_TIME, pairs);
    }

    private Pair pair(ApplicationMeasure application, InfrastructureMeasure infrastructure) {
        Series series = series(type -> type.of(application), type -> type.of(infrastructure));
        int n = series.labTypes.size();
        Reason reason = n < FEWEST_PAIRS
                ? Reason.FEWER_THAN_FIVE_PAIRS
                : isConstant(series.application) || isConstant(series.infrastructure) ? Reason.CONSTANT_INPUT : null;
        if (reason != null) {
            return new Pair(application, infrastructure, null, null, n, reason);
        }
        Spearman spearman = Spearman.of(series.application, series.infrastructure);
        return new Pair(application, infrastructure, spearman.rho(), spearman.p(), n, null);
    }

    /** By events and user-minutes. */
    List<Disagreement> disagreements() {
        Series series = series(type -> type.totalEvents, type -> type.userMinutes);
        int n = series.labTypes.size();
        List<Disagreement> disagreements = new ArrayList<>();
        if (n < FEWEST_RANKED) {
            return disagreements;
        }
        double[] application = Spearman.descendingRanks(series.application);
        double[] infrastructure = Spearman.descendingRanks(series.infrastructure);
        for (int i = 0; i < n; i++) {
            boolean apart = (isTop(application[i], n) && isBottom(infrastructure[i], n))
                    || (isBottom(application[i], n) && isTop(infrastructure[i], n));
            if (apart) {
                disagreements.add(new Disagreement(series.labTypes.get(i), application[i], infrastructure[i], n));
            }
        }
        return disagreements;
    }

    private static boolean isTop(double rank, int n) {
        return 3 * rank <= n;
    }

    private static boolean isBottom(double rank, int n) {
        return 3 * (n + 1 - rank) <= n;
    }

    private Series series(
            Function<TypeMeasures, @Nullable Double> application,
            Function<TypeMeasures, @Nullable Double> infrastructure) {
        Series series = new Series();
        types.forEach((labType, measures) -> {
            Double demand = application.apply(measures);
            Double use = infrastructure.apply(measures);
            if (demand != null && use != null) {
                series.labTypes.add(labType);
                series.application.add(demand);
                series.infrastructure.add(use);
            }
        });
        return series;
    }

    private static boolean isConstant(List<Double> values) {
        // As numbers: objects tell 0 and -0 apart.
        return values.stream().allMatch(value -> value.doubleValue() == values.get(0));
    }
}
