package org.ar1.integration.internal.insight;

import org.ar1.integration.internal.stats.DailySeries;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.upstream.ServerResource;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The highest hourly mean of each whole day of one resource of a server, in the unit of the usage. Immutable. */
final class DailyPeaks {

    /** With half of its hours a day has most likely shown its peak. */
    private static final int FEWEST_HOURS = 12;

    private static final int LAST_DAYS = 7;

    private final List<LocalDate> days;
    /** One a day; NaN for a day with less than twelve hours that have a mean. */
    private final double[] usage;

    private DailyPeaks(List<LocalDate> days, double[] usage) {
        this.days = days;
        this.usage = usage;
    }

    static DailyPeaks of(ServerLoads server, ServerResource resource) {
        LocalCalendar calendar = server.calendar();
        double[] means = server.means(resource);
        List<LocalDate> days = calendar.days();
        double[] peaks = new double[days.size()];
        Arrays.fill(peaks, Double.NEGATIVE_INFINITY);
        int[] hours = new int[days.size()];
        for (int hour = 0; hour < means.length; hour++) {
            int day = calendar.dayOf(hour);
            if (day != LocalCalendar.NONE && !Double.isNaN(means[hour])) {
                peaks[day] = Math.max(peaks[day], means[hour]);
                hours[day]++;
            }
        }
        for (int day = 0; day < peaks.length; day++) {
            peaks[day] = hours[day] < FEWEST_HOURS ? Double.NaN : peaks[day];
        }
        return new DailyPeaks(days, peaks);
    }

    /** The last whole day of the window, whether it has a peak or not; null when there is none. */
    @Nullable
    LocalDate lastDay() {
        return days.isEmpty() ? null : days.get(days.size() - 1);
    }

    /** The highest peak of the last seven whole days of the window; NaN when none has one. */
    double highestOfLastWeek() {
        LocalDate last = lastDay();
        double highest = Double.NaN;
        for (int i = 0; i < usage.length && last != null; i++) {
            if (days.get(i).isAfter(last.minusDays(LAST_DAYS)) && !(highest >= usage[i]) && !Double.isNaN(usage[i])) {
                highest = usage[i];
            }
        }
        return highest;
    }

    /** The peaks by the maximum; day 0 is the last whole day of the window. */
    DailySeries fractions(double maximum) {
        LocalDate last = lastDay();
        int[] numbers = new int[usage.length];
        double[] values = new double[usage.length];
        int n = 0;
        for (int i = 0; i < usage.length && last != null; i++) {
            if (!Double.isNaN(usage[i])) {
                numbers[n] = (int) (days.get(i).toEpochDay() - last.toEpochDay());
                values[n++] = usage[i] / maximum;
            }
        }
        return new DailySeries(Arrays.copyOf(numbers, n), Arrays.copyOf(values, n));
    }
}
