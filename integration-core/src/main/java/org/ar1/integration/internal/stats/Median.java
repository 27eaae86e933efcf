package org.ar1.integration.internal.stats;

import java.util.Arrays;

/** The median: the middle of the values in order, or the mean of the two in the middle. */
public final class Median {

    private Median() {}

    /**
     * The median.
     *
     * @param values the values in any order, none of them NaN; not changed
     * @return the median; NaN when there are none
     */
    public static double of(double... values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return ofAscending(ascending);
    }

    /**
     * The median of values in order.
     *
     * @param ascending the values in ascending order
     * @return the median; NaN when there are none
     */
    public static double ofAscending(double[] ascending) {
        int n = ascending.length;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? ascending[n / 2] : (ascending[n / 2 - 1] + ascending[n / 2]) / 2;
    }
}
