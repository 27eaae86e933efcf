package org.ar1.integration.campus;

import java.util.List;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerState;
import org.jspecify.annotations.Nullable;

/**
 * A server with what all services say of it, and the lab types that stand on it. Of one {@link CampusReport}; equal to
 * itself alone. Immutable. Implemented by the library only.
 */
public interface CampusServer {

    /**
     * The server's number.
     *
     * @return the number
     */
    long serverId();

    /**
     * The server's name.
     *
     * @return {@code Server-} and the number
     */
    String name();

    /**
     * Its specifications, usage, utilization and history.
     *
     * @return the load; null when the servers are missing or do not hold this one, which the allocations name
     */
    @Nullable
    ServerInsight load();

    /**
     * How much it is loaded.
     *
     * @return the state; {@link ServerState#UNKNOWN} when its load is not known
     */
    default ServerState state() {
        ServerInsight load = load();
        return load == null ? ServerState.UNKNOWN : load.state();
    }

    /**
     * Its row in the table of capacities.
     *
     * @return the row; null when the servers or their history are missing, or do not hold this one
     */
    @Nullable
    ServerCapacity capacity();

    /**
     * The names of the labs on it.
     *
     * @return the names by code point; empty when there are none or the allocations are missing
     */
    List<String> labs();

    /**
     * The types of the labs on it.
     *
     * @return the types by code point; empty when there are none or the allocations are missing
     */
    List<LabType> labTypes();

    /**
     * The insights about it.
     *
     * @return the insights in the order of the report
     */
    List<Insight> insights();
}
