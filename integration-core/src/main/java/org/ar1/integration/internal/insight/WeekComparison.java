package org.ar1.integration.internal.insight;

import org.ar1.integration.internal.stats.KolmogorovSmirnov;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.internal.stats.Median;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.upstream.ServerResource;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last seven days of one resource of a server against the same hours of the four weeks before. Immutable.
 *
 * @param differences by how much each hour differs, a fraction, in time order
 * @param shift their median, with four decimals
 * @param sameDirection the share of them with its sign, with two decimals
 * @param ks the distance of the hours from all those compared with, with two decimals
 */
record WeekComparison(List<Double> differences, double shift, double sameDirection, double ks) {

    private static final int DAYS_PER_WEEK = 7;
    private static final int WEEKS_BEFORE = 4;
    /** What was so once only is not usual. */
    private static final int FEWEST_BEFORE = 2;
    /** Half a week. */
    private static final int FEWEST_HOURS = 84;

    private static final int PLACES = 2;

    /**
     * The comparison.
     *
     * @return null without a maximum, or when there are too few hours
     */
    static @Nullable WeekComparison of(ServerLoads server, ServerResource resource) {
        LocalCalendar calendar = server.calendar();
        if (!server.hasMaximum(resource) || calendar.hours() == 0) {
            return null;
        }
        double[] means = server.means(resource);
        double maximum = server.maximum(resource);
        int last = calendar.hours() - 1;
        double[] week = new double[means.length];
        double[] differences = new double[means.length];
        double[] before = new double[WEEKS_BEFORE * means.length];
        int hours = 0;
        int compared = 0;
        for (int hour = firstOfWeek(calendar, last); hour <= last; hour++) {
            double[] usual = before(calendar, means, maximum, hour);
            if (!Double.isNaN(means[hour]) && usual.length >= FEWEST_BEFORE) {
                week[hours] = means[hour] / maximum;
                differences[hours] = week[hours] - Median.of(usual);
                hours++;
                System.arraycopy(usual, 0, before, compared, usual.length);
                compared += usual.length;
            }
        }
        return hours < FEWEST_HOURS
                ? null
                : of(Arrays.copyOf(week, hours), Arrays.copyOf(differences, hours), Arrays.copyOf(before, compared));
    }

    private static WeekComparison of(double[] week, double[] differences, double[] before) {
        double shift = BusyHour.fraction(Median.of(differences));
        int same = 0;
        for (double difference : differences) {
            same += Math.signum(difference) == Math.signum(shift) ? 1 : 0;
        }
        return new WeekComparison(
                Arrays.stream(differences).boxed().toList(),
                shift,
                places((double) same / differences.length),
                places(KolmogorovSmirnov.distance(week, before)));
    }

    private static double places(double figure) {
        return Objects.requireNonNullElse(Rounding.places(figure, PLACES), 0.0);
    }

    /** The first hour whose local time is less than seven days before that of the last. */
    private static int firstOfWeek(LocalCalendar calendar, int last) {
        int first = last;
        while (first > 0 && calendar.time(first - 1).isAfter(calendar.time(last).minusDays(DAYS_PER_WEEK))) {
            first--;
        }
        return first;
    }

    /** The utilization at the same local time of the four weeks before, as far as it is known. */
    private static double[] before(LocalCalendar calendar, double[] means, double maximum, int hour) {
        double[] found = new double[WEEKS_BEFORE];
        int n = 0;
        for (int week = 1; week <= WEEKS_BEFORE; week++) {
            int same = calendar.daysBefore(hour, DAYS_PER_WEEK * week);
            if (same != LocalCalendar.NONE && !Double.isNaN(means[same])) {
                found[n++] = means[same] / maximum;
            }
        }
        return Arrays.copyOf(found, n);
    }
}
