package org.ar1.integration.insight;

import java.time.Instant;
import java.util.List;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the other servers carry the load when this one fails, and which lab types run on this one only.
 *
 * @param heading what every insight states
 * @param resource the resource that is shortest
 * @param worst load of all servers by capacity of the others in the worst hour
 * @param worstAt the start of that hour
 * @param hours the hours that all servers have
 * @param hoursOver those with more load than capacity
 * @param hoursHot those at 0.80 or more
 * @param servers the servers, with this one
 * @param verdict whether the others hold
 * @param labsLost the labs that stand on this server alone, by code point
 * @param typesLost the lab types all of whose labs do, by code point
 * @param usersAtLeast the most users of one such type; null when not known
 * @param usersAtMost the sum of their users
 * @param minutesShare the share of all user-minutes; null when not known
 */
public record Failover(
        Heading heading,
        ServerResource resource,
        double worst,
        Instant worstAt,
        int hours,
        int hoursOver,
        int hoursHot,
        int servers,
        FailoverVerdict verdict,
        List<String> labsLost,
        List<String> typesLost,
        @Nullable Long usersAtLeast,
        @Nullable Long usersAtMost,
        @Nullable Double minutesShare)
        implements Insight {
    public Failover {
        labsLost = List.copyOf(labsLost);
        typesLost = List.copyOf(typesLost);
    }
}
