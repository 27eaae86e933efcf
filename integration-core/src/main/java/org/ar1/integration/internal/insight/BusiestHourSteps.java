package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.internal.stats.NearestRank;
import org.ar1.integration.upstream.ServerResource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation.Step;
import org.jspecify.annotations.Nullable;

/** The steps of a busiest hour. */
final class BusiestHourSteps {

    private static final int PERCENT = 95;

    private BusiestHourSteps() {}

    static List<Step> of(Basis basis, ServerLoads server, ServerResource resource, BusiestHour insight) {
        BusyHour busy = basis.busyHour(server, resource);
        if (busy == null) {
            return List.of();
        }
        Cell cell = WeeklyCells.of(server, resource).cell(busy.cell());
        double maximum = server.maximum(resource);
        Map<String, @Nullable Object> samples = new LinkedHashMap<>();
        Map<String, @Nullable Object> means = new LinkedHashMap<>();
        long[] weeks = cell.weeks();
        for (int i = 0; i < weeks.length; i++) {
            String monday = LocalCalendar.mondayOf(weeks[i]).toString();
            samples.put(monday, values(cell.samplesOf(weeks[i])));
            means.put(monday, BusyHour.fraction(cell.means()[i] / maximum));
        }
        Map<String, @Nullable Object> without = new LinkedHashMap<>();
        busy.p95WithoutWeek()
                .forEach((week, p95) -> without.put(
                        LocalCalendar.mondayOf(week).toString(), p95.isPresent() ? p95.getAsDouble() : null));
        int rank = NearestRank.rank(cell.samples(), PERCENT);
        return new StepList()
                .add(
                        "samples",
                        "the slots of this hour of the week by the Monday of their week, ascending; the value of a slot is"
                                + " the largest usage of its rows",
                        samples,
                        "weekday",
                        insight.weekday().getValue(),
                        "hour",
                        insight.hour(),
                        "zone",
                        basis.inputs().zone().getId())
                .add("rank", "ceil(0.95 n)", rank, "n", cell.samples())
                .add("usage_p95", "the sample of that rank, of all weeks together", decimal(cell.p95()), "rank", rank)
                .add(
                        "p95",
                        "usage by maximum, 4 decimals; no hour of the week with 6 samples of 2 weeks has a higher one",
                        insight.p95(),
                        "usage_p95",
                        decimal(cell.p95()),
                        "maximum",
                        maximum)
                .add("headroom", "1 - p95", insight.headroom(), "p95", insight.p95())
                .add(
                        "needed",
                        "usage by target utilization, 2 decimals",
                        insight.needed(),
                        "usage_p95",
                        decimal(cell.p95()),
                        "target",
                        basis.inputs().target())
                .add(
                        "weeks_hot",
                        "the weeks in which the mean of the hour, by the maximum, is 0.8 or more",
                        insight.weeksHot(),
                        "means",
                        means)
                .add(
                        "stability",
                        "p95 with each week left out in turn; the label is the same where it is on the same side of 0.8 and"
                                + " 1.0",
                        busy.stability().same() + " of " + busy.stability().of(),
                        "p95_without_the_week_of",
                        without)
                .list();
    }

    private static List<Double> values(float[] samples) {
        List<Double> values = new ArrayList<>(samples.length);
        for (float sample : samples) {
            values.add(decimal(sample));
        }
        return values;
    }

    /** The digits that a binary32 is written with, not those of its nearest binary64. */
    static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
