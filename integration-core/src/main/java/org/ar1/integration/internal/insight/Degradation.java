package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.source.Outcome;

import static org.ar1.integration.internal.insight.InsightSource.ALLOCATIONS;
import static org.ar1.integration.internal.insight.InsightSource.CATALOGUE;
import static org.ar1.integration.internal.insight.InsightSource.PEAKS;
import static org.ar1.integration.internal.insight.InsightSource.PERFORMANCE;
import static org.ar1.integration.internal.insight.InsightSource.POPULAR;
import static org.ar1.integration.internal.insight.InsightSource.SERVERS;
import static org.ar1.integration.internal.insight.InsightSource.STATISTICS;
import static org.ar1.integration.internal.insight.InsightSource.TRENDS;
import static org.ar1.integration.internal.insight.InsightSource.UTILIZATION;
import static org.ar1.integration.internal.insight.InsightSource.WEEKLY_TRENDS;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sources each kind of insight needs, and what it says without the others: the whole table as data. */
final class Degradation {

    /**
     * What a kind needs.
     *
     * @param required without one of them the kind is withheld, and a stale one widens it
     * @param anyOf whether one of the required ones is enough
     * @param optional what the absence of the others adds; nothing where it leaves figures null
     */
    record Rule(Set<InsightSource> required, boolean anyOf, Map<InsightSource, Set<Caveat>> optional) {

        private Rule widenedWithout(InsightSource source, Caveat caveat) {
            return with(source, Set.of(caveat));
        }

        private Rule nullWithout(InsightSource source) {
            return with(source, Set.of());
        }

        private Rule with(InsightSource source, Set<Caveat> caveats) {
            Map<InsightSource, Set<Caveat>> more = new EnumMap<>(InsightSource.class);
            more.putAll(optional);
            more.put(source, caveats);
            return new Rule(required, anyOf, more);
        }
    }

    private static final Rule SERVERS_ALONE = needs(STATISTICS, SERVERS);
    private static final Map<InsightKind, Rule> RULES = rules();

    private Degradation() {}

    private static Rule needs(InsightSource first, InsightSource... rest) {
        return new Rule(EnumSet.of(first, rest), false, Map.of());
    }

    private static Map<InsightKind, Rule> rules() {
        Map<InsightKind, Rule> rules = new EnumMap<>(InsightKind.class);
        for (InsightKind kind : InsightKind.values()) {
            rules.put(
                    kind,
                    switch (kind) {
                        case BUSIEST_HOUR, SUSTAINED_LOAD, SATURATION_FORECAST, CHANGE, IMBALANCE -> SERVERS_ALONE;
                        case RIGHT_SIZING ->
                            SERVERS_ALONE
                                    .widenedWithout(ALLOCATIONS, Caveat.OUTCOME_UNKNOWN)
                                    .widenedWithout(PERFORMANCE, Caveat.OUTCOME_UNKNOWN)
                                    .widenedWithout(CATALOGUE, Caveat.OUTCOME_UNKNOWN);
                        case FAILOVER ->
                            needs(STATISTICS, SERVERS, ALLOCATIONS)
                                    .nullWithout(TRENDS)
                                    .nullWithout(POPULAR)
                                    .widenedWithout(CATALOGUE, Caveat.JOIN_INCOMPLETE);
                        case PLACEMENT ->
                            needs(STATISTICS, SERVERS, ALLOCATIONS, POPULAR)
                                    .widenedWithout(CATALOGUE, Caveat.JOIN_INCOMPLETE);
                        case QUIET_WINDOW ->
                            SERVERS_ALONE
                                    .widenedWithout(PEAKS, Caveat.USERS_UNKNOWN)
                                    .widenedWithout(UTILIZATION, Caveat.SESSION_LENGTH_UNKNOWN);
                        case DEMAND_AT_RISK ->
                            needs(STATISTICS, SERVERS, PEAKS)
                                    .nullWithout(POPULAR)
                                    .nullWithout(UTILIZATION);
                        case IDLE_LAB ->
                            needs(ALLOCATIONS, TRENDS)
                                    .widenedWithout(POPULAR, Caveat.SESSIONS_UNKNOWN)
                                    .widenedWithout(CATALOGUE, Caveat.JOIN_INCOMPLETE);
                        case DEMAND_MISMATCH -> needs(TRENDS, POPULAR, CATALOGUE);
                        case SATURATION_ERRORS -> needs(STATISTICS, SERVERS, ALLOCATIONS, TRENDS, CATALOGUE);
                        case DATA_HEALTH ->
                            new Rule(EnumSet.of(STATISTICS, SERVERS, ALLOCATIONS, POPULAR, CATALOGUE), true, Map.of());
                        case DEMAND_CHANGE -> needs(WEEKLY_TRENDS);
                    });
        }
        return rules;
    }

    static Rule rule(InsightKind kind) {
        Rule rule = RULES.get(kind);
        if (rule == null) {
            throw new IllegalStateException("no rule for " + kind);
        }
        return rule;
    }

    /** How the sources of a kind stand. */
    static Standing standing(InsightKind kind, InsightInputs inputs) {
        Rule rule = rule(kind);
        List<String> failed = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        int had = 0;
        for (InsightSource source : InsightSource.values()) {
            boolean required = rule.required().contains(source);
            Set<Caveat> without = rule.optional().get(source);
            if (!required && without == null) {
                continue;
            }
            Outcome outcome = source.outcome(inputs);
            if (outcome.hasData()) {
                sources.addAll(source.names(inputs));
                had += required ? 1 : 0;
                if (required && outcome == Outcome.STALE) {
                    caveats.add(Caveat.SOURCE_STALE);
                }
            } else if (required) {
                failed.addAll(source.names(inputs));
            } else if (without != null) {
                caveats.addAll(without);
            }
        }
        if (assumesZoneOfPeaks(kind, inputs)) {
            caveats.add(Caveat.PEAKS_ZONE_ASSUMED);
        }
        boolean said = rule.anyOf() ? had > 0 : failed.isEmpty();
        return new Standing(said ? List.of() : failed, List.copyOf(caveats), sources);
    }

    private static boolean assumesZoneOfPeaks(InsightKind kind, InsightInputs inputs) {
        return (kind == InsightKind.QUIET_WINDOW || kind == InsightKind.DEMAND_AT_RISK)
                && inputs.peaksZone() == null
                && PEAKS.outcome(inputs).hasData();
    }
}
