package org.ar1.integration.internal.stats;

/**
 * Scores of outliers that outliers do not blur: {@code 0.6745 (x - median) / MAD}, the median absolute deviation being
 * 0.6745 standard deviations of a normal distribution (B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle
 * Outliers", 1993, who propose 3.5 as the threshold).
 *
 * @param median the middle of the values
 * @param mad the median of the distances from it
 */
public record ModifiedZ(double median, double mad) {

    private static final double CONSISTENCY = 0.6745;

    /** The centre and the spread of values, at least one, in any order. */
    public static ModifiedZ of(double[] values) {
        double median = Median.of(values);
        double[] distances = new double[values.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(values[i] - median);
        }
        return new ModifiedZ(median, Median.of(distances));
    }

    /** The score of a value; not finite when there is no spread. */
    public double score(double value) {
        return CONSISTENCY * (value - median) / mad;
    }
}
