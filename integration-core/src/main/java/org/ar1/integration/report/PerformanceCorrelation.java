package org.ar1.integration.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the performance of learners and the load of the servers go together over the lab types of a report:
 * Spearman's rank correlation, as in {@link Correlation}. It shows an association, not a cause: lab types differ in
 * difficulty too.
 *
 * <p>The load of a lab type is that of its most loaded server, by the busiest hour of the week: the higher 95th
 * percentile of cpu and memory, as a fraction of the maximum, in the zone of the campus. It is the {@code busiest_hour}
 * of the table of servers. A lab type of which one server has no such figure (no maximum, or less than two weeks of
 * history) has no load, because that server may be the most loaded one.
 *
 * <p>A report of one lab type has at most one pair, and thus no coefficient: those of all lab types are in the report
 * of all.
 *
 * @param applicationWindow the time that the application side counted, in words
 * @param infrastructureWindowWeeks the weeks of history that the busiest hours are taken from; null when the history is
 *     missing
 * @param pairs each application measure with the load
 */
public record PerformanceCorrelation(
        String applicationWindow, @Nullable Integer infrastructureWindowWeeks, List<Pair> pairs) {

    public PerformanceCorrelation {
        pairs = List.copyOf(pairs);
    }

    /** What Performance Reporting says of the learners of a lab type. */
    public enum ApplicationMeasure {
        /** The share of successful attempts. */
        SUCCESS_RATE("success_rate"),
        /** The seconds to complete on average. */
        AVG_COMPLETION_TIME("avg_completion_time");

        private final String id;

        ApplicationMeasure(String id) {
            this.id = id;
        }

        /**
         * The name on the wire.
         *
         * @return the stable identifier
         */
        public String id() {
            return id;
        }
    }

    /** How loaded the servers of a lab type are. */
    public enum InfrastructureMeasure {
        /** The highest load of the type's servers in the busiest hour of the week. */
        BUSIEST_HOUR_LOAD("busiest_hour_load");

        private final String id;

        InfrastructureMeasure(String id) {
            this.id = id;
        }

        /**
         * The name on the wire.
         *
         * @return the stable identifier
         */
        public String id() {
            return id;
        }
    }

    /**
     * The correlation of two measures over the lab types that have both.
     *
     * @param application the application side's measure
     * @param infrastructure the infrastructure side's measure
     * @param rho the coefficient, -1 to 1; null with a reason
     * @param p the probability of a coefficient this far from zero were there no relation; null with a reason
     * @param n the lab types that have both measures
     * @param reason why there is no coefficient; null when there is one
     */
    public record Pair(
            ApplicationMeasure application,
            InfrastructureMeasure infrastructure,
            @Nullable Double rho,
            @Nullable Double p,
            int n,
            Correlation.@Nullable Reason reason) {}
}
