package org.ar1.integration.internal.insight;

import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ar1.integration.insight.Confidence.Stability;
import org.ar1.integration.internal.insight.WeeklyCells.Busiest;
import org.ar1.integration.internal.stats.NearestRank;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/**
 * The busiest hour of the week of one resource of a server. Fractions of the maximum with four decimals, amounts in the
 * unit of the resource with two. Immutable.
 *
 * @param resource the resource
 * @param cell the hour of the week, 0 to 167
 * @param p95 the 95th percentile of its samples
 * @param mean the mean of its samples
 * @param samples the number of its samples
 * @param weeks the weeks that they are of
 * @param weeksHot the weeks in which the mean of the hour was hot
 * @param windowP95 the 95th percentile of all slots
 * @param windowMean the mean of all slots
 * @param rhythm the share of the variance that the hour of the week explains, with two decimals
 * @param needed the maximum that would meet the target utilization
 * @param neededLow the least of that and those with one week left out
 * @param neededHigh the greatest of them
 * @param p95WithoutWeek the 95th percentile of the busiest hour without each local week of the window in turn, by the
 *     week; empty where no hour has enough samples then
 */
record BusyHour(
        ServerResource resource,
        int cell,
        double p95,
        double mean,
        int samples,
        int weeks,
        int weeksHot,
        double windowP95,
        double windowMean,
        double rhythm,
        double needed,
        double neededLow,
        double neededHigh,
        SortedMap<Long, OptionalDouble> p95WithoutWeek) {

    private static final int PERCENT = 95;
    private static final int RHYTHM_PLACES = 2;

    /** How full the hour is. */
    enum Label {
        OK,
        HOT,
        SATURATED;

        static Label of(double p95) {
            return p95 >= ServerInsight.SATURATED ? SATURATED : p95 >= ServerInsight.HOT ? HOT : OK;
        }
    }

    Label label() {
        return Label.of(p95);
    }

    /** How many labels stay the same without one week. */
    Stability stability() {
        int same = (int) p95WithoutWeek.values().stream()
                .filter(p95 -> p95.isPresent() && Label.of(p95.getAsDouble()) == label())
                .count();
        return new Stability(same, p95WithoutWeek.size());
    }

    /**
     * The busiest hour of a resource.
     *
     * @param target the target utilization
     * @return null without a maximum, or when there is too little data
     */
    static @Nullable BusyHour of(ServerLoads server, ServerResource resource, double target) {
        if (!server.hasMaximum(resource) || server.weeks() < WeeklyCells.FEWEST_WEEKS) {
            return null;
        }
        WeeklyCells cells = WeeklyCells.of(server, resource);
        Busiest busiest = cells.busiest();
        SlotSeries slots = server.slots();
        if (busiest == null || slots == null) {
            return null;
        }
        double maximum = server.maximum(resource);
        Cell cell = cells.cell(busiest.cell());
        SortedMap<Long, OptionalDouble> without = new TreeMap<>();
        double needed = amount(busiest.p95() / target);
        double low = needed;
        double high = needed;
        for (long week : cells.weeks()) {
            Busiest other = cells.busiestWithout(week);
            without.put(
                    week, other == null ? OptionalDouble.empty() : OptionalDouble.of(fraction(other.p95() / maximum)));
            if (other != null) {
                low = Math.min(low, amount(other.p95() / target));
                high = Math.max(high, amount(other.p95() / target));
            }
        }
        float[] values = values(slots, resource);
        double mean = mean(values);
        return new BusyHour(
                resource,
                busiest.cell(),
                fraction(busiest.p95() / maximum),
                fraction(cell.mean() / maximum),
                cell.samples(),
                cell.weekCount(),
                weeksHot(cell, maximum),
                fraction(NearestRank.select(values, PERCENT) / maximum),
                fraction(mean / maximum),
                Objects.requireNonNullElse(Rounding.places(cells.rhythm(), RHYTHM_PLACES), 0.0),
                needed,
                low,
                high,
                Collections.unmodifiableSortedMap(without));
    }

    /** The weeks in which the mean of the hour, by the maximum and rounded, was hot. */
    static int weeksHot(Cell cell, double maximum) {
        int hot = 0;
        for (double mean : cell.means()) {
            hot += Rounding.reaches(mean / maximum, ServerInsight.HOT) ? 1 : 0;
        }
        return hot;
    }

    /** The slots that have a value, in time order. */
    private static float[] values(SlotSeries slots, ServerResource resource) {
        float[] values = new float[slots.samples()];
        int n = 0;
        for (long slot = slots.start(); slot < slots.start() + slots.length(); slot++) {
            float value = slots.value(resource, slot);
            if (!Float.isNaN(value)) {
                values[n++] = value;
            }
        }
        return Arrays.copyOf(values, n);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** A maximum so small that a fraction is beyond all doubles is no capacity to speak of. */
    static double fraction(double figure) {
        return Objects.requireNonNullElse(Rounding.fraction(figure), Double.MAX_VALUE);
    }

    static double amount(double figure) {
        return Objects.requireNonNullElse(Rounding.places(figure, 2), Double.MAX_VALUE);
    }
}
