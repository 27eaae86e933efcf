package org.ar1.integration.internal.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a series with a weekly pattern rises, and how steeply. Values are compared within their season alone, the
 * weekday.
 *
 * <p>The test is the seasonal Kendall test (R. M. Hirsch, J. R. Slack and R. A. Smith, "Techniques of Trend Analysis
 * for Monthly Water Quality Data", Water Resources Research 18(1), 1982). Its variance is bounded by the square of the
 * sum of the seasons' standard deviations, which by the Cauchy-Schwarz inequality holds whatever the dependence between
 * the weekdays (on which see R. M. Hirsch and J. R. Slack, Water Resources Research 20(6), 1984). The slope is the
 * seasonal version of P. K. Sen's (Journal of the American Statistical Association 63, 1968), its bounds are those of
 * R. O. Gilbert, "Statistical Methods for Environmental Pollution Monitoring", 1987, with the ranks rounded outwards.
 */
public final class SeasonalKendall {

    /** The seasons: the days of the week. */
    static final int PERIOD = 7;

    /** The quantile of the standard normal distribution for bounds of 90 %. */
    private static final double Z_90 = 1.6449;

    /**
     * A trend.
     *
     * @param s the score: rises less falls over all pairs of a season
     * @param sigma the bound of its standard deviation
     * @param p the probability of such a score by chance, two-sided
     * @param slope the rise a day: the median over all pairs of a season
     * @param low its lower 90 % bound
     * @param high its upper 90 % bound
     */
    public record Trend(long s, double sigma, double p, double slope, double low, double high) {}

    private SeasonalKendall() {}

    /**
     * The trend of a series.
     *
     * @param series the series
     * @return the trend; null when no season has two values
     */
    public static @Nullable Trend of(DailySeries series) {
        double[] slopes = slopes(series);
        if (slopes.length == 0) {
            return null;
        }
        long s = 0;
        double sigma = 0;
        for (int season = 0; season < PERIOD; season++) {
            double[] values = series.season(season).values();
            s += score(values);
            sigma += deviation(values);
        }
        double p = s == 0 ? 1 : Normal.twoSided((Math.abs(s) - 1) / sigma);
        int n = slopes.length;
        double c = Z_90 * sigma;
        int low = (int) Math.max(1, Math.floor((n - c) / 2));
        int high = (int) Math.min(n, Math.ceil((n + c) / 2) + 1);
        return new Trend(s, sigma, p, Median.ofAscending(slopes), slopes[low - 1], slopes[high - 1]);
    }

    /**
     * The slope alone.
     *
     * @return the rise a day; NaN when no season has two values
     */
    public static double slopeOf(DailySeries series) {
        return Median.ofAscending(slopes(series));
    }

    /** The slopes of all pairs within a season, ascending. */
    private static double[] slopes(DailySeries series) {
        int pairs = 0;
        for (int season = 0; season < PERIOD; season++) {
            int n = series.season(season).size();
            pairs += n * (n - 1) / 2;
        }
        double[] slopes = new double[pairs];
        int next = 0;
        for (int season = 0; season < PERIOD; season++) {
            DailySeries days = series.season(season);
            for (int i = 0; i < days.size(); i++) {
                for (int j = i + 1; j < days.size(); j++) {
                    slopes[next++] = (days.value(j) - days.value(i)) / (days.day(j) - days.day(i));
                }
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    private static long score(double[] values) {
        long score = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                score += (long) Math.signum(values[j] - values[i]);
            }
        }
        return score;
    }

    /** The standard deviation of the score of one season without a trend, corrected for ties. */
    private static double deviation(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        long variance = term(values.length);
        for (int from = 0, to; from < ascending.length; from = to) {
            to = from + 1;
            while (to < ascending.length && ascending[to] == ascending[from]) {
                to++;
            }
            variance -= term(to - from);
        }
        return Math.sqrt(variance / 18.0);
    }

    private static long term(long n) {
        return n * (n - 1) * (2 * n + 5);
    }
}
