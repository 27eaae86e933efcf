package org.ar1.integration.internal.stats;

/**
 * How unequal some amounts are.
 *
 * @param mean their mean
 * @param sd their standard deviation as a population, not as a sample of one, as OpenStack Watcher's workload
 *     stabilization computes it
 * @param cv the coefficient of variation, {@code sd / mean}; NaN when the mean is 0
 * @param gini the mean difference of all pairs by twice the mean (C. Gini, "Variabilita e mutabilita", 1912), 0 when
 *     all are equal; NaN when the mean is 0
 */
public record Dispersion(double mean, double sd, double cv, double gini) {

    /**
     * The dispersion of amounts.
     *
     * @param amounts at least one, in an order that does not depend on chance, because sums depend on it in the last
     *     bit
     */
    public static Dispersion of(double[] amounts) {
        int n = amounts.length;
        double sum = 0;
        for (double amount : amounts) {
            sum += amount;
        }
        double mean = sum / n;
        double squares = 0;
        double differences = 0;
        for (double amount : amounts) {
            squares += (amount - mean) * (amount - mean);
            for (double other : amounts) {
                differences += Math.abs(amount - other);
            }
        }
        double sd = Math.sqrt(squares / n);
        return new Dispersion(mean, sd, mean == 0 ? Double.NaN : sd / mean, differences / (2 * (double) n * n * mean));
    }

    /**
     * The diversity factor of electrical engineering: the sum of the peaks by the peak of the sum, at least 1. A single
     * shared resource could be smaller by this factor.
     *
     * @param amounts the amounts of each at the same times; all of one length, at least 1
     * @return the factor; NaN when all amounts are 0
     */
    public static double diversity(double[][] amounts) {
        double peaks = 0;
        for (double[] one : amounts) {
            double peak = 0;
            for (double amount : one) {
                peak = Math.max(peak, amount);
            }
            peaks += peak;
        }
        double joint = 0;
        for (int time = 0; time < amounts[0].length; time++) {
            double sum = 0;
            for (double[] one : amounts) {
                sum += one[time];
            }
            joint = Math.max(joint, sum);
        }
        return peaks / joint;
    }
}
