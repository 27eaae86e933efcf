package org.ar1.integration.internal.insight;

import java.time.LocalDate;
import org.ar1.integration.internal.stats.DailySeries;
import org.ar1.integration.internal.stats.ForecastSkill;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.stats.SeasonalKendall;
import org.ar1.integration.internal.stats.SeasonalKendall.Trend;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * The trend of the daily peaks of one resource of a server. Immutable.
 *
 * @param lastDay the last whole day of the window; null when there is none
 * @param series the daily peaks by the maximum
 * @param trend their trend; null when there are too few
 */
record PeakTrend(
        @Nullable LocalDate lastDay,
        DailySeries series,
        @Nullable Trend trend) {

    /** A trend by weekday needs several weeks; less than four cannot be told from chance. */
    private static final int FEWEST_BLOCKS = 4;

    private static final int FEWEST_DAYS_A_BLOCK = 4;

    /** One in twenty series without a trend passes for one with it, as usual. */
    static final double SIGNIFICANT = 0.05;

    /** Farther ahead than three months nobody plans. */
    private static final int FARTHEST_DAYS = 90;

    private static final double CAPACITY = 1;
    private static final int SLOPE_PLACES = 6;
    /** What a step gives one half of the data; a steady rise gives both halves more than a third. */
    private static final int SHARE_OF_HALVES = 3;

    /**
     * The trend of a resource.
     *
     * @return null without a maximum
     */
    static @Nullable PeakTrend of(ServerLoads server, ServerResource resource) {
        if (!server.hasMaximum(resource)) {
            return null;
        }
        DailyPeaks peaks = DailyPeaks.of(server, resource);
        return of(peaks.lastDay(), peaks.fractions(server.maximum(resource)));
    }

    static PeakTrend of(@Nullable LocalDate lastDay, DailySeries series) {
        return new PeakTrend(lastDay, series, isEnough(series) ? SeasonalKendall.of(series) : null);
    }

    private static boolean isEnough(DailySeries series) {
        int[] days = new int[series.blocks()];
        int enough = 0;
        for (int i = 0; i < series.size(); i++) {
            int block = DailySeries.block(series.day(i));
            days[block]++;
            enough += days[block] == FEWEST_DAYS_A_BLOCK ? 1 : 0;
        }
        return enough >= FEWEST_BLOCKS;
    }

    /** The latest daily peak, a fraction with four decimals; null when there is none. */
    @Nullable
    Double latest() {
        return series.size() == 0 ? null : Rounding.fraction(series.value(series.size() - 1));
    }

    /** Whether the daily peaks rise beyond chance. */
    boolean rises() {
        Double p = p();
        Double slope = slope();
        return p != null && slope != null && p < SIGNIFICANT && slope > 0;
    }

    @Nullable
    Double p() {
        return trend == null ? null : Rounding.digits(trend.p());
    }

    @Nullable
    Double slope() {
        return trend == null ? null : slope(trend.slope());
    }

    @Nullable
    Double low() {
        return trend == null ? null : slope(trend.low());
    }

    @Nullable
    Double high() {
        return trend == null ? null : slope(trend.high());
    }

    private static @Nullable Double slope(double slope) {
        return Rounding.places(slope, SLOPE_PLACES);
    }

    /** Whether the older half and the newer half rise by themselves; when not, it is a step or a walk. */
    boolean isSteady() {
        if (trend == null) {
            return false;
        }
        int half = series.blocks() / 2;
        double least = trend.slope() / SHARE_OF_HALVES;
        return SeasonalKendall.slopeOf(series.where(day -> DailySeries.block(day) >= half)) >= least
                && SeasonalKendall.slopeOf(series.where(day -> DailySeries.block(day) < half)) >= least;
    }

    /** How well the trend would have foretold the weeks that are over; null when none could be. */
    @Nullable
    ForecastSkill skill() {
        return ForecastSkill.of(series);
    }

    /** How many days ahead the trend is drawn: never further ahead than behind. */
    int horizon() {
        return series.size() == 0 ? 0 : Math.min(FARTHEST_DAYS, series.day(series.size() - 1) - series.day(0) + 1);
    }

    /** The level of a day ahead by a slope; NaN when its weekday has no level. */
    double level(int day, double slope) {
        double[] levels = series.levels(slope);
        return levels[day % levels.length] + slope * day;
    }

    /**
     * The first day ahead on which the level, rounded, reaches the capacity; null when none does within the horizon.
     */
    @Nullable
    Integer crossing(double slope) {
        double[] levels = series.levels(slope);
        for (int day = 1; day <= horizon(); day++) {
            if (Rounding.reaches(levels[day % levels.length] + slope * day, CAPACITY)) {
                return day;
            }
        }
        return null;
    }
}
