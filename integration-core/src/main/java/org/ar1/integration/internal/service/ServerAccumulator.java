package org.ar1.integration.internal.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.time.Instant;
import java.util.Arrays;
import org.ar1.integration.internal.stats.NearestRank;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/** What is kept of the rows of one server. */
final class ServerAccumulator {

    private static final int PERCENT = 95;

    private final long server;
    private final SlotRing ring;
    private long futureRows;
    private long newestMillis = Long.MIN_VALUE;

    ServerAccumulator(long server, int weeksKept) {
        this.server = server;
        this.ring = new SlotRing(weeksKept);
    }

    long server() {
        return server;
    }

    void addFutureRow() {
        futureRows++;
    }

    void addTime(long millis) {
        newestMillis = Math.max(newestMillis, millis);
    }

    /** NaN stands for none. */
    void add(long slot, float cpu, float memory, float disk) {
        ring.add(slot, cpu, memory, disk);
    }

    void shrinkTo(int weeksKept) {
        ring.shrinkTo(weeksKept);
    }

    /** The history in a window. */
    ServerHistory history(long start, int length) {
        SlotSeries slots = SlotSeries.of(start, length, ring::value);
        return new ServerHistory(
                slots,
                futureRows,
                newestMillis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(newestMillis),
                figures(slots, ServerResource.CPU),
                figures(slots, ServerResource.MEMORY),
                figures(slots, ServerResource.DISK));
    }

    private static @Nullable ResourceHistory figures(SlotSeries slots, ServerResource resource) {
        float[] values = new float[slots.samples()];
        int count = 0;
        double sum = 0;
        float max = Float.NEGATIVE_INFINITY;
        for (long slot = slots.first().orElse(0);
                count < values.length && slot <= slots.last().orElse(-1);
                slot++) {
            float value = slots.value(resource, slot);
            if (!Float.isNaN(value)) {
                values[count] = value;
                count++;
                sum += value;
                max = Math.max(max, value);
            }
        }
        if (count == 0) {
            return null;
        }
        float latest = values[count - 1];
        return new ResourceHistory(
                asWritten(latest),
                requireNonNull(Rounding.fraction(sum / count)),
                asWritten(max),
                asWritten(NearestRank.select(Arrays.copyOf(values, count), PERCENT)));
    }

    /** The number with the fewest digits that has this binary32, which is the one that the service wrote. */
    private static double asWritten(float value) {
        return Double.parseDouble(NumberOutput.toString(value, true));
    }
}
