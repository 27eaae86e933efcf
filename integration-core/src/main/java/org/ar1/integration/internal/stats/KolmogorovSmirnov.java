package org.ar1.integration.internal.stats;

import java.util.Arrays;

/**
 * The two-sample statistic D of Kolmogorov and Smirnov (N. V. Smirnov, "Table for Estimating the Goodness of Fit of
 * Empirical Distributions", Annals of Mathematical Statistics 19(2), 1948). It has no p here: consecutive hours depend
 * on each other, and a p would assume that they do not.
 */
public final class KolmogorovSmirnov {

    private KolmogorovSmirnov() {}

    /**
     * The largest distance of two empirical distribution functions.
     *
     * @param first values in any order, at least one, none NaN
     * @param second the second sample
     * @return 0 for equal distributions to 1 for samples that do not overlap
     */
    public static double distance(double[] first, double[] second) {
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }
}
