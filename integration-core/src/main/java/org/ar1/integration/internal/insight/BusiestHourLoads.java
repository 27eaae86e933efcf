package org.ar1.integration.internal.insight;

import java.lang.ref.WeakReference;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ar1.integration.internal.insight.WeeklyCells.Busiest;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;

/**
 * How loaded servers are in their busiest hour of the week, without all that {@link BusyHour} says beside. What is
 * computed of the history of a server is kept. Thread-safe.
 */
public final class BusiestHourLoads {

    private record Key(long server, ServerResource resource) {}

    /** Weak, so that an old history is not held for what was computed of it. */
    private final WeakReference<ServerStatistics> history;

    private final LocalCalendar calendar;
    private final Map<Key, OptionalDouble> amounts = new HashMap<>();

    /**
     * Computes nothing yet.
     *
     * @param zone the zone of the hours
     */
    public BusiestHourLoads(ServerStatistics statistics, ZoneId zone) {
        this.history = new WeakReference<>(statistics);
        this.calendar = new Loads(statistics, List.of(), zone).calendar();
    }

    /** Whether the loads are those of this history. */
    public boolean isOf(ServerStatistics statistics) {
        return statistics.equals(history.get());
    }

    /**
     * The higher load of cpu and memory in the busiest hour of each, a fraction of the maximum with four decimals.
     *
     * @param statistics the history that these loads {@linkplain #isOf are of}
     * @return empty when neither has a maximum, or when there is too little data
     */
    public synchronized OptionalDouble of(Server server, ServerStatistics statistics) {
        ServerHistory own = statistics.servers().get(server.id());
        ServerLoads loads = new ServerLoads(server, own == null ? null : own.slots(), calendar);
        OptionalDouble highest = OptionalDouble.empty();
        for (ServerResource resource : ServerLoads.LOAD) {
            if (loads.hasMaximum(resource) && loads.weeks() >= WeeklyCells.FEWEST_WEEKS) {
                OptionalDouble amount = amounts.computeIfAbsent(
                        new Key(server.id(), resource), key -> amount(WeeklyCells.of(loads, resource)));
                if (amount.isPresent()) {
                    double load = BusyHour.fraction(amount.getAsDouble() / loads.maximum(resource));
                    highest = OptionalDouble.of(Math.max(load, highest.orElse(load)));
                }
            }
        }
        return highest;
    }

    private static OptionalDouble amount(WeeklyCells cells) {
        Busiest busiest = cells.busiest();
        return busiest == null ? OptionalDouble.empty() : OptionalDouble.of(busiest.p95());
    }
}
