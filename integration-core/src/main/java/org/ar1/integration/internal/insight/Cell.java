package org.ar1.integration.internal.insight;

import org.ar1.integration.internal.stats.NearestRank;

import java.util.Arrays;

/** One hour of the week of one resource of a server: its samples and hourly means, by local week. Immutable. */
final class Cell {

    private static final int PERCENT = 95;
    private static final int SAMPLES_AT_FIRST = 48;

    /** Ascending, with the week of each sample. */
    private final float[] samples;

    private final long[] weekOfSample;
    private final double mean;

    /** In time order, with the week of each. */
    private final double[] means;

    private final long[] weeks;
    private final int[] samplesOfWeek;

    private Cell(float[] samples, long[] weekOfSample, double mean, double[] means, long[] weeks, int[] samplesOfWeek) {
        this.samples = samples;
        this.weekOfSample = weekOfSample;
        this.mean = mean;
        this.means = means;
        this.weeks = weeks;
        this.samplesOfWeek = samplesOfWeek;
    }

    int samples() {
        return samples.length;
    }

    /** The samples of a week, ascending. */
    float[] samplesOf(long week) {
        float[] theirs = new float[samples.length];
        int n = 0;
        for (int i = 0; i < samples.length; i++) {
            if (weekOfSample[i] == week) {
                theirs[n++] = samples[i];
            }
        }
        return Arrays.copyOf(theirs, n);
    }

    /** The local weeks that its hours are of, in time order. */
    long[] weeks() {
        return weeks.clone();
    }

    int weekCount() {
        return weeks.length;
    }

    /** The number of its hours: one a week. */
    int hours() {
        return means.length;
    }

    /** The means of its hours, in time order. */
    double[] means() {
        return means.clone();
    }

    double sumOfMeans() {
        double sum = 0;
        for (double hour : means) {
            sum += hour;
        }
        return sum;
    }

    /** The sum of the squared distances of its hourly means from a value. */
    double squaresAround(double value) {
        double squares = 0;
        for (double hour : means) {
            squares += (hour - value) * (hour - value);
        }
        return squares;
    }

    /** The mean of the samples, in time order; NaN when there are none. */
    double mean() {
        return mean;
    }

    /** The highest sample; there must be one. */
    float max() {
        return samples[samples.length - 1];
    }

    /** The 95th percentile of the samples; there must be one. */
    float p95() {
        return NearestRank.percentile(samples, PERCENT);
    }

    int samplesWithout(long week) {
        for (int i = 0; i < weeks.length; i++) {
            if (weeks[i] == week) {
                return samples.length - samplesOfWeek[i];
            }
        }
        return samples.length;
    }

    /** The 95th percentile of the samples of the other weeks; there must be one. Of these few are above it. */
    float p95Without(long week) {
        int others = samplesWithout(week);
        int left = others - NearestRank.rank(others, PERCENT) + 1;
        int i = samples.length;
        while (left > 0) {
            i--;
            left -= weekOfSample[i] == week ? 0 : 1;
        }
        return samples[i];
    }

    /** Takes what belongs to one cell, in time order. Not thread-safe. */
    static final class Builder {
        private float[] samples = new float[SAMPLES_AT_FIRST];
        private long[] weekOfSample = new long[SAMPLES_AT_FIRST];
        private int count;
        private double sum;
        private double[] means = new double[SAMPLES_AT_FIRST];
        private long[] weeks = new long[SAMPLES_AT_FIRST];
        private int hours;
        /** The week of the latest sample; samples and hours are both in time order. */
        private int current;

        private int[] samplesOfWeek = new int[SAMPLES_AT_FIRST];

        /** An hour with a mean; all of them come before their samples. */
        void hour(long week, double mean) {
            if (hours == means.length) {
                means = Arrays.copyOf(means, 2 * hours);
                weeks = Arrays.copyOf(weeks, 2 * hours);
                samplesOfWeek = Arrays.copyOf(samplesOfWeek, 2 * hours);
            }
            weeks[hours] = week;
            means[hours++] = mean;
        }

        void sample(long week, float value) {
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, 2 * count);
                weekOfSample = Arrays.copyOf(weekOfSample, 2 * count);
            }
            weekOfSample[count] = week;
            samples[count++] = value;
            sum += value;
            while (weeks[current] != week) {
                current++;
            }
            samplesOfWeek[current]++;
        }

        Cell build() {
            // The bits of floats, put in order, and below them the position, from which the week follows.
            long[] keys = new long[count];
            for (int i = 0; i < count; i++) {
                int bits = Float.floatToIntBits(samples[i]);
                int ordered = bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
                keys[i] = ((long) ordered << Integer.SIZE) | i;
            }
            Arrays.sort(keys);
            float[] ascending = new float[count];
            long[] theirWeeks = new long[count];
            for (int i = 0; i < count; i++) {
                int position = (int) keys[i];
                ascending[i] = samples[position];
                theirWeeks[i] = weekOfSample[position];
            }
            return new Cell(
                    ascending,
                    theirWeeks,
                    sum / count,
                    Arrays.copyOf(means, hours),
                    Arrays.copyOf(weeks, hours),
                    Arrays.copyOf(samplesOfWeek, hours));
        }
    }
}
