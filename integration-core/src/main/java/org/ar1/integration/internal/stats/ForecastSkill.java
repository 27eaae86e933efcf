package org.ar1.integration.internal.stats;

import org.jspecify.annotations.Nullable;

/**
 * How well a trend would have foretold the weeks that are over, compared with the naive forecast, the same weekday's
 * latest value: the mean absolute scaled error (R. J. Hyndman and A. B. Koehler, "Another look at measures of forecast
 * accuracy", International Journal of Forecasting 22(4), 2006), with the seasonal difference of seven days as the
 * scale. Each week that has at least three older ones is foretold from those.
 *
 * @param mase the error of the trend
 * @param naive the error of the naive forecast
 * @param tested the days foretold
 */
public record ForecastSkill(double mase, double naive, int tested) {

    private static final int FEWEST_OLDER = 3;

    /**
     * The skill on a series.
     *
     * @param series the series
     * @return the skill; null when no week could be foretold
     */
    public static @Nullable ForecastSkill of(DailySeries series) {
        double errors = 0;
        double naiveErrors = 0;
        int tested = 0;
        for (int block = 0; block < series.blocks(); block++) {
            int tried = block;
            DailySeries training = series.where(day -> DailySeries.block(day) > tried);
            double slope = SeasonalKendall.slopeOf(training);
            double scale = scale(training);
            if (olderBlocks(series, block) < FEWEST_OLDER || Double.isNaN(slope) || !(scale > 0)) {
                continue;
            }
            double[] levels = training.levels(slope);
            DailySeries week = series.where(day -> DailySeries.block(day) == tried);
            for (int i = 0; i < week.size(); i++) {
                int season = Math.floorMod(week.day(i), SeasonalKendall.PERIOD);
                DailySeries same = training.season(season);
                if (same.size() > 0) {
                    double foretold = levels[season] + slope * week.day(i);
                    errors += Math.abs(week.value(i) - foretold) / scale;
                    naiveErrors += Math.abs(week.value(i) - same.value(same.size() - 1)) / scale;
                    tested++;
                }
            }
        }
        return tested == 0 ? null : new ForecastSkill(errors / tested, naiveErrors / tested, tested);
    }

    /** The older blocks with a value. */
    private static int olderBlocks(DailySeries series, int block) {
        int older = 0;
        int last = block;
        for (int i = series.size() - 1; i >= 0; i--) {
            int its = DailySeries.block(series.day(i));
            if (its > last) {
                older++;
                last = its;
            }
        }
        return older;
    }

    /** The mean difference from the week before; NaN when there is no pair. */
    private static double scale(DailySeries training) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < training.size(); i++) {
            double before = training.at(training.day(i) - SeasonalKendall.PERIOD);
            if (!Double.isNaN(before)) {
                sum += Math.abs(training.value(i) - before);
                pairs++;
            }
        }
        return sum / pairs;
    }
}
