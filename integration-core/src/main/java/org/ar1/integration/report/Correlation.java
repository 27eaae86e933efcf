package org.ar1.integration.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far application demand and infrastructure use agree over the lab types: Spearman's rank correlation.
 *
 * <p>rho is Pearson's correlation of the ranks, ties having the average of their ranks (C. Spearman, "The Proof and
 * Measurement of Association between Two Things", American Journal of Psychology 15(1), 1904; M. G. Kendall, "Rank
 * Correlation Methods", 1948). p is two-sided: up to nine pairs exact, the share of all permutations whose rho is at
 * least as far from zero; beyond, by Student's t with n - 2 degrees of freedom of rho * sqrt((n - 2) / (1 - rho^2))
 * (Kendall, section 4).
 *
 * @param applicationWindowDays the days that the application side counted; null when its figures are missing
 * @param infrastructureWindow the time that the infrastructure side counted, in words
 * @param pairs each application measure with each infrastructure measure
 */
public record Correlation(@Nullable Integer applicationWindowDays, String infrastructureWindow, List<Pair> pairs) {

    /** The infrastructure side counts since its beginning. */
    public static final String ALL_TIME = "all time";

    public Correlation {
        pairs = List.copyOf(pairs);
    }

    /** What the application side counts. */
    public enum ApplicationMeasure {
        /** Events of any kind. */
        TOTAL_EVENTS("total_events"),
        /** Different users. */
        UNIQUE_USERS("unique_users");

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

    /** What the infrastructure side counts. */
    public enum InfrastructureMeasure {
        /** Minutes of all users together, summed over the labs of a type. */
        USER_MINUTES("user_minutes"),
        /** Users times minutes by ten, as a type's utilization states it. */
        NORMALIZED_USAGE("normalized_usage");

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

    /** Why there is no coefficient. */
    public enum Reason {
        /** Too little to say anything. */
        FEWER_THAN_FIVE_PAIRS("fewer than five pairs"),
        /** One side has the same value for every lab type, so it has no order. */
        CONSTANT_INPUT("constant input");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /**
         * The reason in words, as reports write it.
         *
         * @return the stable text
         */
        public String text() {
            return text;
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
            @Nullable Reason reason) {}
}
