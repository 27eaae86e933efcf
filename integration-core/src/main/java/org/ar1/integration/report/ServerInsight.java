package org.ar1.integration.report;

import java.time.Duration;
import java.time.Instant;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/**
 * A server's load: utilization and saturation as in B. Gregg's USE method ("Thinking Methodically about Performance",
 * ACM Queue 10(12), 2012).
 *
 * @param name the server's name
 * @param specs what there is of each resource
 * @param usage what is used of each resource
 * @param utilization usage by specs, a fraction that may exceed 1; null where specs are null or 0
 * @param headroom 1 - utilization, a fraction that may be negative; null likewise
 * @param bindingResource the resource with the highest utilization, which runs out first; null when there is none
 * @param state how the server is doing
 * @param lastChecked when the usage was measured; null when it never was
 * @param history the summary of its statistics; null when there are none or they could not be had
 */
public record ServerInsight(
        String name,
        ResourceAmounts specs,
        ResourceAmounts usage,
        ResourceAmounts utilization,
        ResourceAmounts headroom,
        @Nullable ServerResource bindingResource,
        ServerState state,
        @Nullable Instant lastChecked,
        @Nullable ServerHistory history) {

    /** A server whose figures are older than this is {@link ServerState#UNREPORTED}. */
    public static final Duration REPORTING_LIMIT = Duration.ofMinutes(20);

    /** From this utilization on a server is {@link ServerState#HOT}. */
    public static final double HOT = 0.8;

    /** From this utilization on a server is {@link ServerState#SATURATED}. */
    public static final double SATURATED = 1.0;

    /**
     * The insight into one server.
     *
     * @param server the server
     * @param history the summary of its statistics, or null
     * @param now the time that the state is of
     * @return the insight
     */
    public static ServerInsight of(Server server, @Nullable ServerHistory history, Instant now) {
        ResourceAmounts specs = server.maximum();
        ResourceAmounts usage = server.usage();
        ResourceAmounts utilization = new ResourceAmounts(
                fraction(usage.cpu(), specs.cpu()),
                fraction(usage.memory(), specs.memory()),
                fraction(usage.disk(), specs.disk()));
        ResourceAmounts headroom =
                new ResourceAmounts(rest(utilization.cpu()), rest(utilization.memory()), rest(utilization.disk()));
        ServerResource binding = binding(utilization);
        return new ServerInsight(
                server.name(),
                specs,
                usage,
                utilization,
                headroom,
                binding,
                state(server.lastChecked(), binding == null ? 0 : amount(utilization, binding), now),
                server.lastChecked(),
                history);
    }

    private static @Nullable Double fraction(@Nullable Double used, @Nullable Double maximum) {
        return used == null || maximum == null || maximum == 0 ? null : used / maximum;
    }

    private static @Nullable Double rest(@Nullable Double utilization) {
        return utilization == null ? null : 1 - utilization;
    }

    private static @Nullable ServerResource binding(ResourceAmounts utilization) {
        ServerResource highest = null;
        for (ServerResource resource : ServerResource.values()) {
            double amount = amount(utilization, resource);
            if (!Double.isNaN(amount) && (highest == null || amount > amount(utilization, highest))) {
                highest = resource;
            }
        }
        return highest;
    }

    /** NaN stands for none. */
    private static double amount(ResourceAmounts amounts, ServerResource resource) {
        Double amount = switch (resource) {
            case CPU -> amounts.cpu();
            case MEMORY -> amounts.memory();
            case DISK -> amounts.disk();
        };
        return amount == null ? Double.NaN : amount;
    }

    private static ServerState state(@Nullable Instant lastChecked, double highest, Instant now) {
        if (lastChecked == null || lastChecked.isBefore(now.minus(REPORTING_LIMIT))) {
            return ServerState.UNREPORTED;
        }
        if (highest >= SATURATED) {
            return ServerState.SATURATED;
        }
        return highest >= HOT ? ServerState.HOT : ServerState.OK;
    }
}
