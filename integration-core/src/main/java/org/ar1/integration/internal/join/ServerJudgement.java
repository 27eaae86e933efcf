package org.ar1.integration.internal.join;

import java.time.Instant;
import java.util.Objects;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/** How a server is doing, by what the services say of it. */
public final class ServerJudgement {

    /** Whether there are labs on a server. */
    public enum Labs {
        /** There is a lab. */
        SOME,
        /** There is none. */
        NONE,
        /** The allocations are missing. */
        NOT_KNOWN
    }

    private ServerJudgement() {}

    /**
     * The insight into one server.
     *
     * @param history its statistics, or null
     * @param now the time that the insight is of
     */
    public static ServerInsight of(Server server, @Nullable ServerHistory history, Labs labs, Instant now) {
        ResourceAmounts used = used(server, history);
        ResourceAmounts utilization = ResourceAmounts.of(
                resource -> fraction(used.amount(resource), server.maximum().amount(resource)));
        ServerResource binding = binding(utilization);
        return new ServerInsight(
                server.name(),
                server.maximum(),
                server.usage(),
                utilization,
                ResourceAmounts.of(resource -> rest(utilization.amount(resource))),
                binding,
                state(binding == null ? null : utilization.amount(binding), labs),
                reporting(server.lastChecked(), history, labs, now),
                server.lastChecked(),
                history);
    }

    /** The larger of the usage and the newest slot, when both are of the same ten minutes. */
    private static ResourceAmounts used(Server server, @Nullable ServerHistory history) {
        Instant checked = server.lastChecked();
        Instant newest = history == null ? null : history.last();
        if (history == null || checked == null || newest == null) {
            return server.usage();
        }
        long slot = SlotSeries.slotOf(newest);
        if (SlotSeries.slotOf(checked) != slot) {
            return server.usage();
        }
        return ResourceAmounts.of(resource -> larger(server.usage().amount(resource), value(history, resource, slot)));
    }

    private static @Nullable Double value(ServerHistory history, ServerResource resource, long slot) {
        ResourceHistory figures = history.figures(resource);
        SlotSeries slots = Objects.requireNonNull(history.slots());
        return figures == null || Float.isNaN(slots.value(resource, slot)) ? null : figures.latest();
    }

    private static @Nullable Double larger(@Nullable Double usage, @Nullable Double slot) {
        if (usage == null || slot == null) {
            return usage == null ? slot : usage;
        }
        return Math.max(usage, slot);
    }

    private static @Nullable Double fraction(@Nullable Double used, @Nullable Double maximum) {
        return used == null || maximum == null || !(maximum > 0) ? null : Rounding.fraction(used / maximum);
    }

    private static @Nullable Double rest(@Nullable Double utilization) {
        return utilization == null ? null : Rounding.fraction(1 - utilization);
    }

    private static @Nullable ServerResource binding(ResourceAmounts utilization) {
        ServerResource highest = null;
        double most = Double.NEGATIVE_INFINITY;
        for (ServerResource resource : ServerResource.values()) {
            Double fraction = utilization.amount(resource);
            if (fraction != null && fraction > most) {
                highest = resource;
                most = fraction;
            }
        }
        return highest;
    }

    private static ServerState state(@Nullable Double highest, Labs labs) {
        if (highest != null && highest >= ServerInsight.HOT) {
            return highest >= ServerInsight.SATURATED ? ServerState.SATURATED : ServerState.HOT;
        }
        if (labs == Labs.NONE) {
            return ServerState.EMPTY;
        }
        return highest == null ? ServerState.UNKNOWN : ServerState.OK;
    }

    private static ServerReporting reporting(
            @Nullable Instant checked, @Nullable ServerHistory history, Labs labs, Instant now) {
        Instant newestRow = history == null ? null : history.newestRow();
        if (isAhead(checked, now) || isAhead(newestRow, now)) {
            return ServerReporting.CLOCK_SKEW;
        }
        boolean old = checked == null || checked.isBefore(now.minus(ServerReporting.SILENT_AFTER));
        return old && labs == Labs.SOME ? ServerReporting.SILENT : ServerReporting.CURRENT;
    }

    private static boolean isAhead(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now.plus(ServerReporting.LARGEST_SKEW));
    }
}
