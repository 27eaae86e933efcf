package org.ar1.integration.internal.stats;

/**
 * Percentiles by nearest rank: of n values the {@code ceil(p n / 100)}-th smallest (R. J. Hyndman and Y. Fan, "Sample
 * Quantiles in Statistical Packages", The American Statistician 50(4), 1996, type 1). Always one of the values.
 */
public final class NearestRank {

    private NearestRank() {}

    /**
     * A percentile.
     *
     * @param ascending the values in ascending order, at least one, none of them NaN
     * @param percent 1 to 100
     */
    public static float percentile(float[] ascending, int percent) {
        return ascending[rank(ascending.length, percent) - 1];
    }

    /**
     * The 1-based rank of a percentile among values in ascending order.
     *
     * @param n the number of values, at least one
     * @param percent 1 to 100
     */
    public static int rank(int n, int percent) {
        // In whole numbers, because 0.95 is not exact in binary, and n times it may be above a whole number.
        return (int) (((long) percent * n + 99) / 100);
    }
}
