package org.ar1.integration.internal.assemble;

import static org.ar1.integration.source.UpstreamService.PERFORMANCE;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.internal.service.PerformanceClient;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/**
 * The history of servers: of all of them, as one source, or of some, one source each.
 *
 * @param all of all servers; null when each was asked
 * @param each by the server's number; empty when all were asked
 */
public record Histories(@Nullable Sourced<ServerStatistics> all, Map<Long, Sourced<ServerStatistics>> each) {

    public Histories {
        each = Map.copyOf(each);
    }

    /** Of all servers. */
    public static Histories of(Sourced<ServerStatistics> all) {
        return new Histories(all, Map.of());
    }

    /** Of some servers. */
    static Histories ofEach(Map<Long, Sourced<ServerStatistics>> each) {
        return new Histories(null, each);
    }

    /** What is known of all of them together; null when nothing is. */
    @Nullable
    ServerStatistics statistics() {
        return all != null ? all.orNull() : together();
    }

    private @Nullable ServerStatistics together() {
        long rows = 0;
        long futureRows = 0;
        Instant newest = null;
        Long horizon = null;
        Integer weeks = null;
        Map<Long, ServerHistory> servers = new HashMap<>();
        for (Map.Entry<Long, Sourced<ServerStatistics>> asked : each.entrySet()) {
            ServerStatistics known = asked.getValue().orNull();
            if (known != null) {
                rows += known.rows();
                futureRows += known.futureRows();
                newest = later(newest, known.newest());
                horizon = later(horizon, known.horizon());
                weeks = weeks == null ? known.windowWeeks() : Math.min(weeks, known.windowWeeks());
                ServerHistory own = known.servers().get(asked.getKey());
                if (own != null) {
                    servers.put(asked.getKey(), own);
                }
            }
        }
        return weeks == null ? null : new ServerStatistics(rows, futureRows, newest, horizon, weeks, servers);
    }

    private static <T extends Comparable<T>> @Nullable T later(@Nullable T a, @Nullable T b) {
        return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
    }

    /**
     * Adds what is said of the sources.
     *
     * @param servers the servers of the report
     * @param unnamed whether what names them failed
     */
    void addTo(SourceLines lines, Collection<Long> servers, boolean unnamed) {
        if (all != null) {
            lines.add(all);
            return;
        }
        lines.addCalls(
                PERFORMANCE,
                PerformanceClient.SERVER_STATISTICS,
                PerKey.select(
                        servers,
                        id -> Long.toString(id),
                        each::get,
                        unnamed,
                        PERFORMANCE,
                        PerformanceClient.SERVER_STATISTICS));
    }
}
