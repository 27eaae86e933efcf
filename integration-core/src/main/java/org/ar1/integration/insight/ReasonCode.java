package org.ar1.integration.insight;

/** Why an insight is listed, or withheld. */
public enum ReasonCode {
    /** The busiest hour of the week is at 0.80 or more. */
    BUSIEST_HOUR_HOT,
    /** The busiest hour of the week is at 1.00 or more. */
    BUSIEST_HOUR_SATURATED,
    /** The 95th percentile of the whole window is below 0.80. */
    MISSED_BY_PERCENTILES,
    /** The hour of the week explains less than 0.30 of the variance. */
    NO_WEEKLY_RHYTHM,
    /** There are less than two weeks of data. */
    TOO_FEW_WEEKS,
    /** The server is hot in the last whole hour. */
    ONGOING,
    /** The load reached 1.00. */
    SATURATED,
    /** The server was hot in two weeks or more. */
    RECURRING,
    /** The daily peaks rise. */
    RISING,
    /** The latest daily peak is at 1.00 or more. */
    CAPACITY_REACHED,
    /** The daily peaks do not rise beyond chance. */
    NO_TREND,
    /** The rise is in one half of the data only: a step or a walk, no trend. */
    NOT_STEADY,
    /** The forecast of past weeks was worse than taking the week before. */
    WORSE_THAN_NAIVE,
    /** There are less than four weeks with four daily peaks each. */
    TOO_FEW_DAYS,
    /** The maximum of the resource is not known or 0. */
    NO_CAPACITY,
    /** The processor is too small for the target utilization. */
    CPU_UNDER_PROVISIONED,
    /** Half the processor would do. */
    CPU_OVER_PROVISIONED,
    /** The memory is too small for the target utilization. */
    MEMORY_UNDER_PROVISIONED,
    /** Half the memory would do. */
    MEMORY_OVER_PROVISIONED,
    /** The disk is too small for the target utilization. */
    DISK_UNDER_PROVISIONED,
    /** There are less than four weeks of data. */
    NOT_FOUR_WEEKS,
    /** Less than 0.90 of the slots were seen. */
    GAPS,
    /** The verdict changes when one week is left out. */
    UNSTABLE,
    /** A lab type on the server has a lower success rate than others of its difficulty. */
    OUTCOME_WORSE_THAN_PEERS,
    /** The other servers cannot hold the load of this one. */
    NOT_CARRIED,
    /** The other servers would be at 0.80 or more. */
    TIGHT,
    /** Some labs stand on this server alone. */
    SINGLE_HOMED_LABS,
    /** The standard deviation of the utilization is above 0.20. */
    UNEVEN,
    /** The move relieves one server and does not make the other hot. */
    MOVE_HELPS,
    /** This week is higher than the four before. */
    HIGHER_THAN_USUAL,
    /** This week is lower than the four before. */
    LOWER_THAN_USUAL,
    /** Sessions start in hours in which the server is hot. */
    STARTS_IN_HOT_HOURS,
    /** There are less than 30 session starts in hours whose load is known. */
    TOO_FEW_STARTS,
    /** The lab had no session in all time. */
    NEVER_USED,
    /** The lab type had no event in the window of the trends. */
    NO_EVENTS,
    /** The lab type is guessed from the name. */
    NOT_IN_CATALOGUE,
    /** The lab has a server of its own, which becomes free. */
    SERVER_TO_RECLAIM,
    /** Many events for few user-minutes. */
    APPLICATION_HEAVY,
    /** Many user-minutes for few events. */
    INFRASTRUCTURE_HEAVY,
    /** All lab types are alike, so that none can stand out. */
    NO_SPREAD,
    /** There are too few lab types to compare. */
    TOO_FEW_LAB_TYPES,
    /** Lab types on hot servers have a higher rate of errors. */
    MORE_ERRORS_ON_HOT_SERVERS,
    /** There are too few hours with data. */
    TOO_FEW_HOURS,
    /** There are too few servers with data to compare. */
    TOO_FEW_SERVERS,
    /** There are labs on the server, but it is not checked. */
    SERVER_UNREPORTED,
    /** A time of the server is in the future. */
    CLOCK_SKEW,
    /** The lab is deleted, but allocated or counted. */
    LAB_DELETED,
    /** The history of the server ends before that of the others. */
    SERIES_ENDED,
    /** There is no history of the server. */
    NO_HISTORY,
    /** A lab is allocated to a server that does not exist. */
    UNKNOWN_SERVER,
    /** The catalogue does not hold the name of the lab. */
    LAB_NOT_IN_CATALOGUE,
    /** The lab has sessions, but no server. */
    LAB_ON_NO_SERVER,
    /** The last week has far more events than each of the three before. */
    TAKING_OFF,
    /** The last week has far fewer events than each of the three before. */
    ABANDONED,
    /** A source that is required failed. */
    SOURCE_FAILED,
    /** The memory set aside for the history holds less than two weeks of this number of servers. */
    TOO_MANY_SERVERS;

    /**
     * The name on the wire, such as {@code BUSIEST_HOUR_HOT}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name();
    }
}
