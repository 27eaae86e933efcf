package org.ar1.integration.internal.stats;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Spearman's rank correlation, ties having the average of their ranks, with its two-sided p.
 *
 * <p>Ranks are kept as whole numbers, twice their distance from the middle rank, so that sums and comparisons are
 * exact.
 *
 * @param rho the coefficient, -1 to 1
 * @param p the probability of a coefficient at least this far from zero were there no relation
 */
public record Spearman(double rho, double p) {

    /** The largest number of pairs for which p is counted over all permutations. */
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
        double[] sorted = Arrays.stream(series)
                .map(Spearman::withoutNegativeZero)
                .sorted()
                .toArray();
        long[] rankAt = new long[n];
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (to < n && sorted[to] == sorted[from]) {
                to++;
            }
            // Ranks from + 1 to "to", twice their average.
            Arrays.fill(rankAt, from, to, (long) from + 1 + to - (n + 1));
        }
        return Arrays.stream(series)
                .mapToLong(value -> rankAt[Arrays.binarySearch(sorted, withoutNegativeZero(value))])
                .toArray();
    }

    /** As a number, 0 equals -0; sorting and searching tell them apart. */
    private static double withoutNegativeZero(double value) {
        return value + 0.0;
    }

    private static long sumOfProducts(long[] a, long[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * The share of permutations at least as far from zero. Counts, for each set of places of b given to the first ranks
     * of a, in how many ways they give each sum: 2^n sets in place of n! permutations.
     */
    private static double exact(long[] a, long[] b, long distance) {
        int n = a.length;
        // No sum of products, of some ranks or of all, is farther from zero (Cauchy and Schwarz).
        int farthest = (int) Math.ceil(Math.sqrt((double) sumOfProducts(a, a) * sumOfProducts(b, b)));
        long[][] ways = new long[1 << n][2 * farthest + 1];
        ways[0][farthest] = 1;
        for (int given = 0; given < ways.length - 1; given++) {
            long rank = a[Integer.bitCount(given)];
            for (int place = 0; place < n; place++) {
                if ((given & (1 << place)) == 0) {
                    int product = (int) (rank * b[place]);
                    long[] from = ways[given];
                    long[] to = ways[given | (1 << place)];
                    for (int sum = 0; sum < from.length; sum++) {
                        if (from[sum] != 0) {
                            to[sum + product] += from[sum];
                        }
                    }
                }
            }
        }
        long asFar = 0;
        long all = 0;
        for (int sum = 0; sum <= 2 * farthest; sum++) {
            long permutations = ways[ways.length - 1][sum];
            all += permutations;
            asFar += Math.abs(sum - farthest) >= distance ? permutations : 0;
        }
        return (double) asFar / all;
    }

    /**
     * With t = rho * sqrt(v / (1 - rho^2)) and v = n - 2, the two tails of Student's t are the regularized incomplete
     * beta function I(v / (v + t^2); v / 2, 1 / 2) (Abramowitz and Stegun, 26.5.27), whose first argument is 1 - rho^2.
     */
    private static double studentsT(double rho, int n) {
        return RegularizedBeta.value((1 - rho) * (1 + rho), (n - 2) / 2.0, 0.5);
    }
}
