package org.ar1.integration.internal.insight;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.Confidence.Stability;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/** How a server was used, by local hour. Figures are computed when they are first asked for. Not thread-safe. */
final class ServerLoads {

    /** The resources that make an hour hot; the disk is a level. */
    static final List<ServerResource> LOAD = List.of(ServerResource.CPU, ServerResource.MEMORY);

    /** An hour with fewer slots has no mean. */
    private static final int FEWEST_SLOTS = 3;

    private final Server server;
    private final @Nullable SlotSeries slots;
    private final LocalCalendar calendar;
    private final int weeks;
    private final double coverage;
    private final Map<ServerResource, double[]> means = new EnumMap<>(ServerResource.class);
    private double @Nullable [] load;

    ServerLoads(Server server, @Nullable SlotSeries slots, LocalCalendar calendar) {
        this.server = server;
        this.slots = slots;
        this.calendar = calendar;
        OptionalLong first = slots == null ? OptionalLong.empty() : slots.first();
        long span = first.isEmpty() ? 0 : calendar.start() + calendar.length() - first.getAsLong();
        this.weeks = (int) (span / SlotSeries.SLOTS_PER_WEEK);
        Double seen = slots == null || span == 0 ? null : Rounding.fraction((double) slots.samples() / span);
        this.coverage = seen == null ? 0 : seen;
    }

    long id() {
        return server.id();
    }

    Server server() {
        return server;
    }

    Subject subject() {
        return Subject.server(server.id());
    }

    /** Its slots; null when it has no history. */
    @Nullable
    SlotSeries slots() {
        return slots;
    }

    boolean hasHistory() {
        return slots != null && slots.samples() > 0;
    }

    LocalCalendar calendar() {
        return calendar;
    }

    /** The maximum of a resource; NaN when it is not known or 0. */
    double maximum(ServerResource resource) {
        Double maximum = server.maximum().amount(resource);
        return maximum != null && maximum > 0 ? maximum : Double.NaN;
    }

    boolean hasMaximum(ServerResource resource) {
        return !Double.isNaN(maximum(resource));
    }

    /** Whole weeks from its first slot to the newest slot of all servers; 0 without a history. */
    int weeks() {
        return weeks;
    }

    /** Slots seen by slots of that time, with four decimals; 0 without a history. */
    double coverage() {
        return coverage;
    }

    /** How sure is what rests on its history. */
    Confidence confidence(@Nullable Stability stability) {
        return Confidences.ofHistory(weeks, coverage, stability);
    }

    /**
     * The mean usage of each hour of the calendar, in the unit of the usage, of its slots in time order; NaN for an
     * hour with less than three. Not to be changed.
     */
    double[] means(ServerResource resource) {
        return means.computeIfAbsent(resource, this::computeMeans);
    }

    private double[] computeMeans(ServerResource resource) {
        double[] sums = new double[calendar.hours()];
        int[] counts = new int[calendar.hours()];
        SlotSeries series = slots;
        if (series != null) {
            for (long slot = calendar.start(); slot < calendar.start() + calendar.length(); slot++) {
                int hour = calendar.hourOf(slot);
                float value = series.value(resource, slot);
                if (hour != LocalCalendar.NONE && !Float.isNaN(value)) {
                    sums[hour] += value;
                    counts[hour]++;
                }
            }
        }
        for (int hour = 0; hour < sums.length; hour++) {
            sums[hour] = counts[hour] < FEWEST_SLOTS ? Double.NaN : sums[hour] / counts[hour];
        }
        return sums;
    }

    /** The utilization of a resource in an hour, not rounded; NaN when it is not known. */
    double utilization(ServerResource resource, int hour) {
        return means(resource)[hour] / maximum(resource);
    }

    /**
     * The load of each hour, the higher utilization of cpu and memory, not rounded; NaN when neither is known. Not to
     * be changed.
     */
    double[] load() {
        double[] known = load;
        if (known == null) {
            known = new double[calendar.hours()];
            Arrays.setAll(known, this::computeLoad);
            load = known;
        }
        return known;
    }

    private double computeLoad(int hour) {
        double highest = Double.NaN;
        for (ServerResource resource : LOAD) {
            double utilization = utilization(resource, hour);
            highest = utilization > highest || Double.isNaN(highest) ? utilization : highest;
        }
        return highest;
    }

    /** Whether the load of an hour, rounded, is 0.80 or more; false when it is not known. */
    boolean isHot(int hour) {
        return Rounding.reaches(load()[hour], ServerInsight.HOT);
    }

    /** Whether the load of an hour, rounded, is 1.00 or more; false when it is not known. */
    boolean isSaturated(int hour) {
        return Rounding.reaches(load()[hour], ServerInsight.SATURATED);
    }

    /** Lets go of what is computed again when it is asked for again. */
    void forget() {
        means.clear();
        load = null;
    }
}
