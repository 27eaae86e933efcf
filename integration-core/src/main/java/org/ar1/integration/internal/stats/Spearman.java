package org.ar1.integration.internal.stats;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Spearman's rank correlation, ties having the average of their ranks, with its two-sided p.
 *
 * <p>Ranks are kept as whole numbers, twice their distance from the middle rank, so that sums and comparisons are exact.
 *
 * @param rho the coefficient, -1 to 1
 * @param p the probability of a coefficient at least this far from zero were there no relation
 */
public record Spearman(double rho, double p) {

    /** Up to so many pairs p is counted over all permutations: 9! = 362,880. */
    private static final int EXACT_UP_TO = 9;

    /**
     * Correlates two series by their {@linkplain #centredRanks centred ranks}.
     *
     * @throws IllegalArgumentException when the series differ in length, are shorter than 3, or one is constant
     */
    public static Spearman of(long[] a, long[] b) {
        int n = a.length;
        if (n != b.length || n < 3) {
            throw new IllegalArgumentException("series of lengths " + n + " and " + b.length);
        }
        long squaresA = sumOfProducts(a, a);
        long squaresB = sumOfProducts(b, b);
        if (squaresA == 0 || squaresB == 0) {
            throw new IllegalArgumentException("a constant series");
        }
        long products = sumOfProducts(a, b);
        double scale = squaresA == squaresB ? squaresA : Math.sqrt((double) squaresA) * Math.sqrt((double) squaresB);
        double rho = Math.max(-1, Math.min(1, products / scale));
        return new Spearman(rho, n <= EXACT_UP_TO ? exact(a, b, Math.abs(products)) : studentsT(rho, n));
    }

    /** The ranks from 1, the highest value, by the centred ones; equal values share the average of their ranks. */
    public static double[] descendingRanks(long[] centred) {
        double[] ranks = new double[centred.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = (centred.length + 1 - centred[i]) / 2.0;
        }
        return ranks;
    }

    /** Twice the ascending rank, less n + 1: all 0 for a constant series. */
    public static long[] centredRanks(double[] series) {
        int n = series.length;
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = Order.key(series[i]);
        }
        int[] order = Order.of(keys);
        long[] ranks = new long[n];
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            // As numbers: their keys tell 0 and -0 apart.
            while (to < n && series[order[to]] == series[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                // Ranks from + 1 to "to", twice their average.
                ranks[order[i]] = (long) from + 1 + to - (n + 1);
            }
        }
        return ranks;
    }

    private static long sumOfProducts(long[] a, long[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The share of permutations at least as far from zero; by B. R. Heap, "Permutations by Interchanges", 1963. */
    private static double exact(long[] a, long[] b, long distance) {
        long[] permuted = b.clone();
        int[] counters = new int[permuted.length];
        long asFar = 1;
        long all = 1;
        for (int i = 1; i < permuted.length; ) {
            if (counters[i] < i) {
                int j = i % 2 == 0 ? 0 : counters[i];
                long swapped = permuted[i];
                permuted[i] = permuted[j];
                permuted[j] = swapped;
                all++;
                if (Math.abs(sumOfProducts(a, permuted)) >= distance) {
                    asFar++;
                }
                counters[i]++;
                i = 1;
            } else {
                counters[i] = 0;
                i++;
            }
        }
        return (double) asFar / all;
    }

    /**
     * With t = rho * sqrt(v / (1 - rho^2)) and v = n - 2, the two tails of Student's t are the regularized incomplete beta
     * function I(v / (v + t^2); v / 2, 1 / 2) (Abramowitz and Stegun, 26.5.27), whose first argument is 1 - rho^2.
     */
    private static double studentsT(double rho, int n) {
        return RegularizedBeta.value((1 - rho) * (1 + rho), (n - 2) / 2.0, 0.5);
    }
}
