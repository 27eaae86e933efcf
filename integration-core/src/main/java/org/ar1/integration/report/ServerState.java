package org.ar1.integration.report;

import java.util.Locale;

/** How much a server is loaded. Whether its figures are of now, {@link ServerReporting} says. */
public enum ServerState {
    /** Some utilization is {@link ServerInsight#SATURATED} or more. */
    SATURATED,
    /** Some utilization is {@link ServerInsight#HOT} or more, and none is higher. */
    HOT,
    /** Some utilization is known, and none of the other states holds. */
    OK,
    /** The allocations are known, and no lab is on the server. */
    EMPTY,
    /** No utilization is known. */
    UNKNOWN;

    /**
     * The name on the wire, such as {@code hot}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
