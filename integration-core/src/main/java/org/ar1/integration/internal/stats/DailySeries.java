package org.ar1.integration.internal.stats;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * One value a day, with gaps. Days are numbered backwards: 0 is the last day, -1 the one before. The season of a day is
 * its weekday, {@code day mod 7}; its block is its week counted from the last day, {@code floor(-day / 7)}. Immutable.
 */
public final class DailySeries {

    private final int[] days;
    private final double[] values;

    /**
     * A series of these values.
     *
     * @param days the days, ascending, none above 0
     * @param values one value a day, none of them NaN
     */
    public DailySeries(int[] days, double[] values) {
        this.days = days.clone();
        this.values = values.clone();
    }

    /** The number of days with a value. */
    public int size() {
        return days.length;
    }

    /** A day with a value, 0 or less; the first has index 0. */
    public int day(int index) {
        return days[index];
    }

    /** The value of that day. */
    public double value(int index) {
        return values[index];
    }

    double[] values() {
        return values.clone();
    }

    /** The week of a day, counted from the last day: 0 for the days from 0 to -6. */
    public static int block(int day) {
        return Math.floorDiv(-day, SeasonalKendall.PERIOD);
    }

    /** The days of this series for which the predicate holds. */
    public DailySeries where(IntPredicate isKept) {
        int[] kept = new int[days.length];
        double[] theirs = new double[days.length];
        int n = 0;
        for (int i = 0; i < days.length; i++) {
            if (isKept.test(days[i])) {
                kept[n] = days[i];
                theirs[n++] = values[i];
            }
        }
        return new DailySeries(Arrays.copyOf(kept, n), Arrays.copyOf(theirs, n));
    }

    /** The days of one weekday, {@code day mod 7}. */
    DailySeries season(int season) {
        return where(day -> Math.floorMod(day, SeasonalKendall.PERIOD) == season);
    }

    /** The number of the oldest block plus one; 0 when there is no day. */
    public int blocks() {
        return days.length == 0 ? 0 : block(days[0]) + 1;
    }

    /**
     * The level of each weekday at day 0: the median of what the values are without the slope.
     *
     * @param slope the rise a day
     * @return seven levels; NaN for a weekday without a value
     */
    public double[] levels(double slope) {
        double[] levels = new double[SeasonalKendall.PERIOD];
        for (int season = 0; season < levels.length; season++) {
            DailySeries theirs = season(season);
            double[] rest = new double[theirs.size()];
            Arrays.setAll(rest, i -> theirs.value(i) - slope * theirs.day(i));
            levels[season] = Median.of(rest);
        }
        return levels;
    }

    /** The value of a day; NaN when it has none. */
    double at(int day) {
        int index = Arrays.binarySearch(days, day);
        return index < 0 ? Double.NaN : values[index];
    }
}
