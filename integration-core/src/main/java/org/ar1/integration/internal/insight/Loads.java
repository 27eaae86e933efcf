package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Window;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.SlotSeries;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/** How the servers were used in the window, by local hour. Not thread-safe. */
final class Loads {

    private final ServerStatistics statistics;
    private final LocalCalendar calendar;
    private final Map<Long, ServerLoads> servers = new TreeMap<>();

    Loads(ServerStatistics statistics, List<Server> listed, ZoneId zone) {
        this.statistics = statistics;
        int length = statistics.windowWeeks() * SlotSeries.SLOTS_PER_WEEK;
        Long horizon = statistics.horizon();
        this.calendar =
                horizon == null ? LocalCalendar.of(0, 0, zone) : LocalCalendar.of(horizon - length + 1, length, zone);
        for (Server server : listed) {
            ServerHistory history = statistics.servers().get(server.id());
            servers.put(server.id(), new ServerLoads(server, history == null ? null : history.slots(), calendar));
        }
    }

    LocalCalendar calendar() {
        return calendar;
    }

    /** The newest slot of all servers; null when there is none. */
    @Nullable
    Long horizon() {
        return statistics.horizon();
    }

    /** The window; null when there is no slot. */
    @Nullable
    Window window() {
        return window(statistics);
    }

    static @Nullable Window window(ServerStatistics statistics) {
        Long horizon = statistics.horizon();
        if (horizon == null) {
            return null;
        }
        long end = horizon + 1;
        return new Window(
                SlotSeries.startOf(end - (long) statistics.windowWeeks() * SlotSeries.SLOTS_PER_WEEK),
                SlotSeries.startOf(end),
                statistics.windowWeeks(),
                statistics.futureRows());
    }

    /** Every server that Resource Allocation lists, by number, with and without a history. */
    Collection<ServerLoads> servers() {
        return servers.values();
    }

    /** One server; null when Resource Allocation does not list it. */
    @Nullable
    ServerLoads server(long id) {
        return servers.get(id);
    }
}
