package org.ar1.integration.testkit;

/** How the load of a server runs through the week, in UTC. */
public enum LoadPattern {
    /** Full on Monday mornings, less on the other days, next to nothing at night. */
    WORKING_WEEK,

    /** Full for one hour a week, Monday from 14:00 to 15:00, and next to idle otherwise. */
    MONDAY_CLASS,

    /** A working week on a disk that grows by half a percent of its size a day. */
    FILLING_DISK,

    /** A working week with another fifth of the CPU in use for the last seven days. */
    BUSIER_LATELY
}
