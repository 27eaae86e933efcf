package org.ar1.integration.internal.assemble;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ar1.integration.internal.stats.Spearman;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.Correlation.ApplicationMeasure;
import org.ar1.integration.report.Correlation.InfrastructureMeasure;
import org.ar1.integration.report.Correlation.Pair;
import org.ar1.integration.report.Disagreement;
import org.jspecify.annotations.Nullable;

/** How far application demand and infrastructure use agree over the lab types. */
final class DemandCorrelation {

    private static final int FEWEST_RANKED = 3;

    private final List<Measures> types;

    /** The measures of one lab type; null where there is none. */
    record Measures(
            String labType,
            @Nullable Number totalEvents,
            @Nullable Number uniqueUsers,
            @Nullable Double userMinutes,
            @Nullable Double normalizedUsage) {}

    /** One measure of all lab types, each by its number. */
    private static final class Measure {
        private final double[] values;
        private final BitSet present = new BitSet();
        private final Map<BitSet, long[]> ranks = new HashMap<>();

        Measure(List<Measures> types, Function<Measures, @Nullable Number> figure) {
            values = new double[types.size()];
            int number = 0;
            for (Measures type : types) {
                Number value = figure.apply(type);
                if (value != null) {
                    values[number] = value.doubleValue();
                    present.set(number);
                }
                number++;
            }
        }

        /** Its centred ranks among these lab types, which all have it. */
        long[] ranksAmong(BitSet chosen) {
            return ranks.computeIfAbsent(chosen, among -> Spearman.centredRanks(valuesOf(among)));
        }

        private double[] valuesOf(BitSet chosen) {
            double[] chosenValues = new double[chosen.cardinality()];
            int type = -1;
            for (int i = 0; i < chosenValues.length; i++) {
                type = chosen.nextSetBit(type + 1);
                chosenValues[i] = values[type];
            }
            return chosenValues;
        }

        BitSet and(Measure other) {
            BitSet both = (BitSet) present.clone();
            both.and(other.present);
            return both;
        }
    }

    private DemandCorrelation(List<Measures> types) {
        this.types = types;
    }

    /**
     * What the measures say.
     *
     * @param types each lab type once
     * @param applicationWindowDays the days that the application side counted; null when its figures are missing
     */
    static Verdict of(List<Measures> types, @Nullable Integer applicationWindowDays) {
        return new DemandCorrelation(types).verdict(applicationWindowDays);
    }

    private Verdict verdict(@Nullable Integer applicationWindowDays) {
        Measure events = new Measure(types, Measures::totalEvents);
        Measure users = new Measure(types, Measures::uniqueUsers);
        Measure minutes = new Measure(types, Measures::userMinutes);
        Measure usage = new Measure(types, Measures::normalizedUsage);
        List<Pair> pairs = new ArrayList<>();
        for (ApplicationMeasure application : ApplicationMeasure.values()) {
            for (InfrastructureMeasure infrastructure : InfrastructureMeasure.values()) {
                Measure demand = switch (application) {
                    case TOTAL_EVENTS -> events;
                    case UNIQUE_USERS -> users;
                };
                Measure use = switch (infrastructure) {
                    case USER_MINUTES -> minutes;
                    case NORMALIZED_USAGE -> usage;
                };
                pairs.add(pair(application, demand, infrastructure, use));
            }
        }
        return new Verdict(
                new Correlation(applicationWindowDays, Correlation.ALL_TIME, pairs), disagreements(events, minutes));
    }

    /**
     * How far both sides agree.
     *
     * @param disagreements of all lab types, by events and user-minutes, ordered by code point of the lab type
     */
    record Verdict(Correlation correlation, List<Disagreement> disagreements) {}

    private static Pair pair(
            ApplicationMeasure application, Measure demand, InfrastructureMeasure infrastructure, Measure use) {
        BitSet both = demand.and(use);
        RankAgreement agreement = RankAgreement.of(demand.ranksAmong(both), use.ranksAmong(both));
        return new Pair(application, infrastructure, agreement.rho(), agreement.p(), agreement.n(), agreement.reason());
    }

    private List<Disagreement> disagreements(Measure events, Measure minutes) {
        BitSet both = events.and(minutes);
        int n = both.cardinality();
        List<Disagreement> disagreements = new ArrayList<>();
        if (n < FEWEST_RANKED) {
            return disagreements;
        }
        double[] application = Spearman.descendingRanks(events.ranksAmong(both));
        double[] infrastructure = Spearman.descendingRanks(minutes.ranksAmong(both));
        int number = 0;
        int i = 0;
        for (Measures type : types) {
            if (both.get(number++)) {
                boolean apart = (isTop(application[i], n) && isBottom(infrastructure[i], n))
                        || (isBottom(application[i], n) && isTop(infrastructure[i], n));
                if (apart) {
                    disagreements.add(new Disagreement(type.labType(), application[i], infrastructure[i], n));
                }
                i++;
            }
        }
        disagreements.sort(Comparator.comparing(Disagreement::labType, CodePoints.ORDER));
        return disagreements;
    }

    private static boolean isTop(double rank, int n) {
        return 3 * rank <= n;
    }

    private static boolean isBottom(double rank, int n) {
        return 3 * (n + 1 - rank) <= n;
    }
}
