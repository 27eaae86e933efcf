package org.ar1.integration.internal.insight;

import static org.ar1.integration.source.Outcome.FAILED;
import static org.ar1.integration.source.Outcome.LIVE;
import static org.ar1.integration.source.Outcome.STALE;

import java.util.List;
import java.util.Map;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.UsageTrends;

/** A source of insights, in the order in which insights name them. */
enum InsightSource {
    STATISTICS,
    SERVERS,
    ALLOCATIONS,
    PEAKS,
    POPULAR,
    UTILIZATION,
    TRENDS,
    CATALOGUE,
    PERFORMANCE,
    WEEKLY_TRENDS;

    /** The windows of the weekly trends in days. */
    static final List<Integer> WEEKLY = List.of(7, 14, 21, 28);

    /** Where the value of the source came from; of several calls that are all needed the worst. */
    Outcome outcome(InsightInputs inputs) {
        return switch (this) {
            case PEAKS -> inputs.peaks().outcome();
            case PERFORMANCE -> inputs.performance().outcome();
            case WEEKLY_TRENDS -> ofAll(inputs.weeklyTrends());
            default -> outcome(single(inputs));
        };
    }

    /** A service that answers that there is no list gives no data. */
    private static Outcome outcome(Sourced<?> source) {
        return source.outcome().hasData() && source.orNull() == null ? FAILED : source.outcome();
    }

    private static Outcome ofAll(Map<Integer, Sourced<UsageTrends>> trends) {
        Outcome worst = LIVE;
        for (int days : WEEKLY) {
            Sourced<UsageTrends> window = trends.get(days);
            if (window == null || !window.outcome().hasData()) {
                return FAILED;
            }
            worst = window.outcome() == STALE ? STALE : worst;
        }
        return worst;
    }

    /** The lines of the report's sources, {@code service/resource}. */
    List<String> names(InsightInputs inputs) {
        return switch (this) {
            case PEAKS -> List.of(inputs.peaks().name());
            case PERFORMANCE -> List.of(inputs.performance().name());
            case WEEKLY_TRENDS ->
                WEEKLY.stream().map(days -> "usage-analytics/trends-" + days).toList();
            default -> List.of(name(single(inputs)));
        };
    }

    private Sourced<?> single(InsightInputs inputs) {
        return switch (this) {
            case STATISTICS -> inputs.statistics();
            case SERVERS -> inputs.servers();
            case ALLOCATIONS -> inputs.allocations();
            case POPULAR -> inputs.popular();
            case UTILIZATION -> inputs.utilization();
            case TRENDS -> inputs.trends();
            case CATALOGUE -> inputs.catalogue();
            case PEAKS, PERFORMANCE, WEEKLY_TRENDS -> throw new IllegalStateException(this + " has several calls");
        };
    }

    private static String name(Sourced<?> source) {
        return source.service().id() + "/" + source.resource();
    }
}
