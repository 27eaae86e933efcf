package org.ar1.integration.report;

import java.util.List;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.jspecify.annotations.Nullable;

/**
 * A lab type, how well its users do, and where it runs.
 *
 * @param name the lab's name, of several the first allocated; of a type that is not allocated the catalogue's
 * @param performance how well its users do; null when there are no figures
 * @param servers the servers that it stands on, first allocated first; empty when it stands on none
 */
public record LabAllocation(String name, @Nullable LabPerformance performance, List<Placement> servers) {

    public LabAllocation {
        servers = List.copyOf(servers);
    }

    /**
     * The server that was allocated first, which is {@code infrastructure} in the JSON.
     *
     * @return the first of its servers; null when it stands on none
     */
    public @Nullable Placement infrastructure() {
        return servers.isEmpty() ? null : servers.get(0);
    }

    /**
     * A server that a lab type stands on.
     *
     * @param serverId the server's number
     * @param usage what is used of the whole server; null when the servers are missing or do not hold this one
     * @param peakTimes the latest 1,000 times of many users, oldest first; empty when there are none or they are missing
     * @param peaksTotal the number of times that the service has; null when they are missing
     */
    public record Placement(
            long serverId,
            @Nullable ResourceAmounts usage,
            List<PeakTime> peakTimes,
            @Nullable Long peaksTotal) {

        public Placement {
            peakTimes = List.copyOf(peakTimes);
        }

        /**
         * The server's name.
         *
         * @return {@code Server-} and the number
         */
        public String serverName() {
            return Server.nameOf(serverId);
        }
    }
}
