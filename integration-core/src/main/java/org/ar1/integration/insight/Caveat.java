package org.ar1.integration.insight;

/** What to bear in mind with an insight. */
public enum Caveat {
    /** A required source is stale: its most recent fetch failed. */
    SOURCE_STALE,
    /** How well the learners do is not known, so that nothing was compared with it. */
    OUTCOME_UNKNOWN,
    /** The catalogue is missing; lab types are guessed from the names. */
    JOIN_INCOMPLETE,
    /** Session starts are not known; by load alone. */
    USERS_UNKNOWN,
    /** The length of sessions is not known; one hour is assumed. */
    SESSION_LENGTH_UNKNOWN,
    /** Sessions of all time are not known. */
    SESSIONS_UNKNOWN,
    /** The time zone of the session starts is not set; UTC is assumed. */
    PEAKS_ZONE_ASSUMED,
    /** Of the sum of the servers: necessary, not sufficient, because labs do not divide freely. */
    AGGREGATE_CAPACITY,
    /** The share of the load is estimated from user-minutes. */
    SHARE_ESTIMATED,
    /** Associated, which does not mean caused. */
    ASSOCIATION_ONLY,
    /** The two sides are of windows of different lengths. */
    WINDOWS_DIFFER;

    /**
     * The name on the wire, such as {@code SOURCE_STALE}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name();
    }
}
