package org.ar1.integration.internal.stats;

import java.util.Arrays;

/**
 * Percentiles by nearest rank: of n values the {@code ceil(p n / 100)}-th smallest (R. J. Hyndman and Y. Fan, "Sample
 * Quantiles in Statistical Packages", The American Statistician 50(4), 1996, type 1). Always one of the values.
 */
public final class NearestRank {

    /**
     * Sorting takes over from a selection that has come no further: far more rounds than by any order but a contrived
     * one.
     */
    private static final int MOST_ROUNDS = 64;

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
     * A percentile of values in any order, which are put into another: three to ten times as fast as sorting the values
     * of some weeks, of which there are two or three for each server. By C. A. R. Hoare's selection ("Algorithm 65:
     * find", Communications of the ACM 4(7), 1961).
     *
     * @param values the values, at least one, none of them NaN or -0
     * @param percent 1 to 100
     */
    public static float select(float[] values, int percent) {
        int wanted = rank(values.length, percent) - 1;
        int from = 0;
        int to = values.length - 1;
        for (int round = 0; from < to; round++) {
            if (round == MOST_ROUNDS) {
                Arrays.sort(values, from, to + 1);
                break;
            }
            float pivot = values[(from + to) >>> 1];
            int left = from;
            int right = to;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    float value = values[left];
                    values[left++] = values[right];
                    values[right--] = value;
                }
            }
            // All up to right are at most the pivot, all from left on at least; what lies between equals it.
            from = wanted >= left ? left : wanted > right ? wanted : from;
            to = wanted <= right ? right : wanted < left ? wanted : to;
        }
        return values[wanted];
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
