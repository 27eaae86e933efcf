package org.ar1.integration.internal.insight;

import java.util.Arrays;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/**
 * The 168 hours of the week of one resource of a server. The samples of a cell are the slots of all of its hours that
 * have a mean. In the unit of the usage. Immutable.
 */
final class WeeklyCells {

    /** An hour has six slots: with fewer samples the highest of one hour would pass for a percentile. */
    static final int FEWEST_SAMPLES = 6;

    /** What comes in one week only is no rhythm. */
    static final int FEWEST_WEEKS = 2;

    /**
     * The busiest cell.
     *
     * @param cell the hour of the week
     * @param p95 the 95th percentile of its samples
     */
    record Busiest(int cell, float p95) {}

    private final Cell[] cells;
    /** The local weeks that have an hour with a mean, ascending. */
    private final long[] weeks;

    private WeeklyCells(Cell[] cells, long[] weeks) {
        this.cells = cells;
        this.weeks = weeks;
    }

    static WeeklyCells of(ServerLoads server, ServerResource resource) {
        LocalCalendar calendar = server.calendar();
        double[] means = server.means(resource);
        Cell.Builder[] builders = new Cell.Builder[LocalCalendar.CELLS];
        Arrays.setAll(builders, i -> new Cell.Builder());
        for (int hour = 0; hour < means.length; hour++) {
            if (!Double.isNaN(means[hour])) {
                builders[calendar.cell(hour)].hour(calendar.week(hour), means[hour]);
            }
        }
        SlotSeries slots = server.slots();
        for (long slot = calendar.start(); slots != null && slot < calendar.start() + calendar.length(); slot++) {
            int hour = calendar.hourOf(slot);
            float value = slots.value(resource, slot);
            if (hour != LocalCalendar.NONE && !Double.isNaN(means[hour]) && !Float.isNaN(value)) {
                builders[calendar.cell(hour)].sample(calendar.week(hour), value);
            }
        }
        Cell[] cells = Arrays.stream(builders).map(Cell.Builder::build).toArray(Cell[]::new);
        long[] weeks = Arrays.stream(cells)
                .flatMapToLong(cell -> Arrays.stream(cell.weeks()))
                .distinct()
                .sorted()
                .toArray();
        return new WeeklyCells(cells, weeks);
    }

    /** An hour of the week, 0 to 167. */
    Cell cell(int index) {
        return cells[index];
    }

    /** The local weeks that have an hour with a mean, ascending, counted from 1970. */
    long[] weeks() {
        return weeks.clone();
    }

    static boolean isEnough(Cell cell) {
        return cell.samples() >= FEWEST_SAMPLES && cell.weekCount() >= FEWEST_WEEKS;
    }

    /**
     * The cell with the highest percentile, of equal ones the earliest; null when none has enough samples and weeks.
     */
    @Nullable
    Busiest busiest() {
        Busiest busiest = null;
        for (int i = 0; i < cells.length; i++) {
            if (isEnough(cells[i])) {
                float p95 = cells[i].p95();
                busiest = busiest == null || p95 > busiest.p95() ? new Busiest(i, p95) : busiest;
            }
        }
        return busiest;
    }

    /** The same without one of the weeks, where a cell needs samples of one other week only. */
    @Nullable
    Busiest busiestWithout(long week) {
        Busiest busiest = null;
        for (int i = 0; i < cells.length; i++) {
            if (cells[i].samplesWithout(week) >= FEWEST_SAMPLES) {
                float p95 = cells[i].p95Without(week);
                busiest = busiest == null || p95 > busiest.p95() ? new Busiest(i, p95) : busiest;
            }
        }
        return busiest;
    }

    /**
     * The share of the variance of the hourly means that the hour of the week explains, as the adjusted R2 of a one-way
     * analysis of variance (M. Ezekiel, "Methods of Correlation Analysis", 1930; as the strength of seasonality: X.
     * Wang, K. Smith and R. Hyndman, Data Mining and Knowledge Discovery 13, 2006). 0 where nothing varies or nothing
     * can be said.
     */
    double rhythm() {
        int n = 0;
        int k = 0;
        double sum = 0;
        for (Cell cell : cells) {
            n += cell.hours();
            k += cell.hours() > 0 ? 1 : 0;
            sum += cell.sumOfMeans();
        }
        double all = sum / n;
        double within = 0;
        double total = 0;
        for (Cell cell : cells) {
            within += cell.squaresAround(cell.sumOfMeans() / cell.hours());
            total += cell.squaresAround(all);
        }
        if (n <= k || !(total > 0)) {
            return 0;
        }
        return Math.max(0, 1 - within / (n - k) / (total / (n - 1)));
    }
}
