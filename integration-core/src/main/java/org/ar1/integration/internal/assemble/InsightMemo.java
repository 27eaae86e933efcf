package org.ar1.integration.internal.assemble;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.ar1.integration.internal.insight.InsightInputs;
import org.ar1.integration.internal.insight.Insights;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the most recent insights of each zone, so that they are computed once per change of their inputs and not once
 * per report. As some depend on the time, the ten-minute mark before it counts as an input. Thread-safe.
 */
public final class InsightMemo {

    /** Zones are chosen by callers; each costs its insights. */
    public static final int MOST_ZONES = 8;

    private final Map<ZoneId, Zone> zones = new LinkedHashMap<>(MOST_ZONES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ZoneId, Zone> eldest) {
            return size() > MOST_ZONES;
        }
    };

    /** What is known of a zone. */
    private static final class Zone {
        private @Nullable InsightInputs inputs;
        private CompletableFuture<Insights> insights = new CompletableFuture<>();
        private @Nullable InsightSnapshot latest;
    }

    /** The next ten-minute mark, at which insights are computed anew. */
    static Instant nextMark(Instant now) {
        return mark(now).plus(SlotSeries.SLOT);
    }

    private static Instant mark(Instant now) {
        return SlotSeries.startOf(SlotSeries.slotOf(now));
    }

    /** The insights of these inputs, computed by the executor if need be; equal inputs give the same object. */
    CompletableFuture<Insights> insights(InsightInputs inputs, Executor executor) {
        InsightInputs key = inputs.at(mark(inputs.now()));
        CompletableFuture<Insights> own;
        synchronized (zones) {
            Zone zone = zones.computeIfAbsent(inputs.zone(), any -> new Zone());
            if (key.equals(zone.inputs) && !zone.insights.isCompletedExceptionally()) {
                return zone.insights.copy();
            }
            own = new CompletableFuture<>();
            zone.inputs = key;
            zone.insights = own;
        }
        return own.completeAsync(() -> Insights.of(inputs), executor).copy();
    }

    /** Notes a snapshot, which readers may be given while a newer one is computed. */
    void note(InsightSnapshot snapshot) {
        synchronized (zones) {
            Zone zone = zones.computeIfAbsent(snapshot.report().zone(), any -> new Zone());
            InsightSnapshot latest = zone.latest;
            if (latest == null
                    || !snapshot.report().timestamp().isBefore(latest.report().timestamp())) {
                zone.latest = snapshot;
            }
        }
    }

    /** The snapshot of a zone noted last; null when there is none. */
    @Nullable
    InsightSnapshot latest(ZoneId id) {
        synchronized (zones) {
            Zone zone = zones.get(id);
            return zone == null ? null : zone.latest;
        }
    }
}
