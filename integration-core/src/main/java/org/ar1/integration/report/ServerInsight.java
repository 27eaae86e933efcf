package org.ar1.integration.report;

import java.time.Instant;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/**
 * A server's load: utilization and saturation as in B. Gregg's USE method ("Thinking Methodically about Performance",
 * ACM Queue 10(12), 2012).
 *
 * <p>Utilization is of the larger of {@code usage} and the newest slot of the history when both are of the same ten
 * minutes, because Performance writes running totals of a server's labs into both, so that either may hold less than
 * the whole. It is rounded first and compared with the thresholds then.
 *
 * @param name the server's name
 * @param specs what there is of each resource
 * @param usage what is used of each resource, as Resource Allocation states it
 * @param utilization what is used by specs, a fraction with four decimals that may exceed 1; null where nothing is
 *     known to be used, the maximum is null or not above 0, or the fraction is not finite
 * @param headroom 1 - utilization, a fraction that may be negative; null for the same reason
 * @param bindingResource the resource with the highest utilization, which runs out first; null when there is none
 * @param state how much the server is loaded
 * @param reporting whether its figures are of now
 * @param lastChecked when the usage was measured; null when it never was
 * @param history its statistics over a window of weeks; null when there are none or they are missing
 */
public record ServerInsight(
        String name,
        ResourceAmounts specs,
        ResourceAmounts usage,
        ResourceAmounts utilization,
        ResourceAmounts headroom,
        @Nullable ServerResource bindingResource,
        ServerState state,
        ServerReporting reporting,
        @Nullable Instant lastChecked,
        @Nullable ServerHistory history) {

    /** From this utilization on a server is {@link ServerState#HOT}. */
    public static final double HOT = 0.8;

    /** From this utilization on a server is {@link ServerState#SATURATED}. */
    public static final double SATURATED = 1.0;
}
