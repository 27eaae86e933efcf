package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.internal.stats.DailySeries;
import org.ar1.integration.internal.stats.Rounding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.ServerForecast.DailyPeak;
import org.ar1.integration.insight.ServerForecast.LinePoint;
import org.ar1.integration.internal.stats.SeasonalKendall.Trend;
import org.jspecify.annotations.Nullable;

/** What a forecast was computed from: its daily peaks, its line and the steps between. */
final class ForecastSteps {

    private ForecastSteps() {}

    /** The forecast with its peaks and its line. */
    static ServerForecast series(SaturationForecast forecast, @Nullable PeakTrend peaks) {
        LocalDate lastDay = peaks == null ? null : peaks.lastDay();
        if (peaks == null || lastDay == null) {
            return new ServerForecast(forecast, List.of(), List.of());
        }
        return new ServerForecast(forecast, peaks(peaks, lastDay), line(peaks, lastDay));
    }

    private static List<DailyPeak> peaks(PeakTrend peaks, LocalDate lastDay) {
        List<DailyPeak> days = new ArrayList<>();
        DailySeries series = peaks.series();
        for (int i = 0; i < series.size(); i++) {
            Double peak = Rounding.fraction(series.value(i));
            if (peak != null) {
                days.add(new DailyPeak(lastDay.plusDays(series.day(i)), peak));
            }
        }
        return days;
    }

    private static List<LinePoint> line(PeakTrend peaks, LocalDate lastDay) {
        List<LinePoint> line = new ArrayList<>();
        Trend trend = peaks.trend();
        for (int day = 1; trend != null && day <= peaks.horizon(); day++) {
            Double level = Rounding.fraction(peaks.level(day, trend.slope()));
            Double low = Rounding.fraction(peaks.level(day, trend.low()));
            Double high = Rounding.fraction(peaks.level(day, trend.high()));
            if (level != null && low != null && high != null) {
                line.add(new LinePoint(lastDay.plusDays(day), level, low, high));
            }
        }
        return line;
    }

    /** The steps, as far as they were gone. */
    static List<Step> of(PeakTrend peaks, SaturationForecast forecast) {
        StepList steps = new StepList();
        LocalDate lastDay = peaks.lastDay();
        Map<String, @Nullable Object> days = new LinkedHashMap<>();
        if (lastDay != null) {
            peaks(peaks, lastDay).forEach(day -> days.put(day.date().toString(), day.peak()));
        }
        steps.add(
                "daily_peaks",
                "the highest hourly mean of each day with 12 hours, by the maximum; computed with more than the 4 decimals"
                        + " shown",
                days,
                "last_day",
                lastDay == null ? null : lastDay.toString());
        Trend trend = peaks.trend();
        if (trend == null) {
            return steps.list();
        }
        steps.add(
                        "p",
                        "seasonal Kendall: S counts rises less falls between all days of the same weekday; p = 2 (1 - Phi((|S|"
                                + " - 1) / sum of the weekdays' standard deviations))",
                        forecast.p(),
                        "s",
                        trend.s(),
                        "sum_of_deviations",
                        Rounding.fraction(trend.sigma()))
                .add(
                        "slope_per_day",
                        "the median of (later - earlier) / days between, over all pairs of days of the same weekday",
                        forecast.slopePerDay(),
                        "slope_low",
                        forecast.slopeLow(),
                        "slope_high",
                        forecast.slopeHigh());
        if (forecast.mase() != null) {
            steps.add(
                    "mase",
                    "each week with three older ones foretold from those: mean absolute error by the mean difference from"
                            + " the week before",
                    forecast.mase(),
                    "mase_naive",
                    forecast.maseNaive(),
                    "tested",
                    forecast.tested());
        }
        if (forecast.daysLeft() != null) {
            List<Double> levels = new ArrayList<>();
            for (double level : peaks.series().levels(trend.slope())) {
                levels.add(Rounding.fraction(level));
            }
            steps.add(
                    "days_left",
                    "the first day d within the horizon with level of its weekday + slope x d >= 1, rounded to 4 decimals",
                    forecast.daysLeft(),
                    "levels_from_the_weekday_of_the_last_day",
                    levels,
                    "slope_per_day",
                    forecast.slopePerDay(),
                    "horizon_days",
                    forecast.horizonDays());
        }
        return steps.list();
    }
}
