package org.ar1.integration;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Correlation of ranks by the textbook. */
final class NaiveRanks {

    private static final int STEPS = 20_000;

    private static final Map<String, Double> EXACT = new ConcurrentHashMap<>();

    private NaiveRanks() {}

    /** Pearson's coefficient; NaN when a side is constant. */
    static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    /** Over all permutations up to nine pairs, else by Student's t. */
    static double twoSided(double[] x, double[] y) {
        double rho = correlation(x, y);
        if (x.length > 9) {
            // With t = sqrt(v) tan(a) the density is cos(a)^(v - 1), and rho = sin(a).
            double from = Math.asin(Math.min(1, Math.abs(rho)));
            return integral(from, x.length - 3) / integral(0, x.length - 3);
        }
        return EXACT.computeIfAbsent(Arrays.toString(x) + Arrays.toString(y), ranks -> exact(x, y));
    }

    private static double exact(double[] x, double[] y) {
        long[] counts = new long[2];
        permute(x, y.clone(), 0, Math.abs(products(x, y)) - 1e-9, counts);
        return (double) counts[0] / counts[1];
    }

    /** The sum of the products of the distances from the middle rank. */
    private static double products(double[] x, double[] y) {
        double middle = (x.length + 1) / 2.0;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - middle) * (y[i] - middle);
        }
        return sum;
    }

    private static void permute(double[] x, double[] y, int from, double asFar, long[] counts) {
        if (from == y.length) {
            counts[1]++;
            if (Math.abs(products(x, y)) >= asFar) {
                counts[0]++;
            }
            return;
        }
        for (int i = from; i < y.length; i++) {
            swap(y, from, i);
            permute(x, y, from + 1, asFar, counts);
            swap(y, from, i);
        }
    }

    private static void swap(double[] y, int i, int j) {
        double kept = y[i];
        y[i] = y[j];
        y[j] = kept;
    }

    /** Of a power of the cosine up to a right angle, by Simpson's rule. */
    private static double integral(double from, int power) {
        double step = (Math.PI / 2 - from) / STEPS;
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            int weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.pow(Math.cos(from + i * step), power);
        }
        return sum * step / 3;
    }
}
