package org.ar1.integration.internal.stats;

/**
 * Confidence intervals of proportions and of their differences, also of counts that come in clusters.
 *
 * <p>Counts are real numbers here, because the effective numbers of clustered counts are.
 */
public final class Proportions {

    private Proportions() {}

    /**
     * An interval.
     *
     * @param low its lower bound
     * @param high its upper bound
     */
    public record Interval(double low, double high) {}

    /**
     * The score interval of a proportion (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
     * Inference", JASA 22(158), 1927).
     *
     * @param proportion the share observed, 0 to 1
     * @param n the number of observations, above 0, whole or not
     * @param quantile the quantile of the confidence, such as 1.96 of the normal distribution
     */
    public static Interval wilson(double proportion, double n, double quantile) {
        double square = quantile * quantile;
        double centre = proportion + square / (2 * n);
        double half = quantile * Math.sqrt(proportion * (1 - proportion) / n + square / (4 * n * n));
        double scale = 1 + square / n;
        return new Interval((centre - half) / scale, (centre + half) / scale);
    }

    /**
     * The interval of the difference of two independent proportions by their score intervals (R. G. Newcombe, "Interval
     * Estimation for the Difference between Independent Proportions: Comparison of Eleven Methods", Statistics in
     * Medicine 17, 1998, method 10).
     *
     * @param first the proportion from which the other is subtracted
     * @param ofFirst its interval
     * @param second the proportion that is subtracted
     * @param ofSecond its interval
     */
    public static Interval difference(double first, Interval ofFirst, double second, Interval ofSecond) {
        double difference = first - second;
        return new Interval(
                difference - Math.hypot(first - ofFirst.low(), ofSecond.high() - second),
                difference + Math.hypot(ofFirst.high() - first, second - ofSecond.low()));
    }

    /**
     * Counts of clusters, pooled.
     *
     * @param proportion the share of all observations
     * @param n the number of observations
     * @param designEffect by which factor the variance of the proportion exceeds that of independent observations, at
     *     least 1
     */
    public record Pooled(double proportion, double n, double designEffect) {

        /** The number of independent observations that would tell as much. */
        public double effective() {
            return n / designEffect;
        }
    }

    /**
     * Pools clusters and estimates their design effect (J. N. K. Rao and A. J. Scott, "A Simple Method for the Analysis
     * of Clustered Binary Data", Biometrics 48(2), 1992). It is 1 where all or no observations count, which have no
     * variance.
     *
     * @param counted the observations that count, by cluster; none above the number of its cluster
     * @param observed the observations, by cluster, at least two clusters
     */
    public static Pooled pooled(long[] counted, long[] observed) {
        int m = counted.length;
        double count = 0;
        double n = 0;
        for (int i = 0; i < m; i++) {
            count += counted[i];
            n += observed[i];
        }
        double p = count / n;
        double squares = 0;
        for (int i = 0; i < m; i++) {
            double residual = counted[i] - observed[i] * p;
            squares += residual * residual;
        }
        double clustered = m / (m - 1.0) * squares / (n * n);
        double independent = p * (1 - p) / n;
        return new Pooled(p, n, independent > 0 ? Math.max(1, clustered / independent) : 1);
    }
}
