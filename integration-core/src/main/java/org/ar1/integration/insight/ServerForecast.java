package org.ar1.integration.insight;

import java.time.LocalDate;
import java.util.List;

/**
 * A saturation forecast with what it was computed from and the line that it draws.
 *
 * @param forecast the forecast
 * @param peaks the daily peaks, oldest first
 * @param line the days ahead, up to the horizon; empty when there is no line
 */
public record ServerForecast(SaturationForecast forecast, List<DailyPeak> peaks, List<LinePoint> line) {
    public ServerForecast {
        peaks = List.copyOf(peaks);
        line = List.copyOf(line);
    }

    /**
     * The highest hourly mean of a day.
     *
     * @param date the day
     * @param peak the peak, a fraction
     */
    public record DailyPeak(LocalDate date, double peak) {}

    /**
     * A day ahead.
     *
     * @param date the day
     * @param level the peak expected, a fraction
     * @param low the same by the lower bound of the slope
     * @param high the same by the upper bound of the slope
     */
    public record LinePoint(LocalDate date, double level, double low, double high) {}
}
