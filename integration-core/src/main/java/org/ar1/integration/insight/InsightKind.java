package org.ar1.integration.insight;

import java.util.Locale;

/** A question that the insights answer. */
public enum InsightKind {
    /** How full a server is in the busiest hour of the week: {@link BusiestHour}. */
    BUSIEST_HOUR,
    /** Since when a server is full, and how often that is: {@link SustainedLoad}. */
    SUSTAINED_LOAD,
    /** When a resource runs out: {@link SaturationForecast}. */
    SATURATION_FORECAST,
    /** Which servers are larger than they need to be: {@link RightSizing}. */
    RIGHT_SIZING,
    /** Whether the other servers carry the load when one fails: {@link Failover}. */
    FAILOVER,
    /** Whether some servers are loaded much more than others: {@link Imbalance}. */
    IMBALANCE,
    /** Which lab type to move where: {@link Placement}. */
    PLACEMENT,
    /** When to do maintenance: {@link QuietWindows}. Never listed. */
    QUIET_WINDOW,
    /** What is different from the weeks before: {@link UsageChange}. */
    CHANGE,
    /** How many learners met a hot server: {@link DemandAtRisk}. */
    DEMAND_AT_RISK,
    /** Which labs have no use: {@link IdleLab}. */
    IDLE_LAB,
    /** Which lab types are busy on one side alone: {@link DemandMismatch}. */
    DEMAND_MISMATCH,
    /** Whether lab types on hot servers have more errors: {@link SaturationErrors}. */
    SATURATION_ERRORS,
    /** What makes the other insights doubtful: {@link DataHealth}. */
    DATA_HEALTH,
    /** Which lab types take off, and which are left: {@link DemandChange}. */
    DEMAND_CHANGE;

    /**
     * The name on the wire, such as {@code busiest_hour}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
