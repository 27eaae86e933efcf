package org.ar1.integration.report;

import java.time.Duration;
import java.util.Locale;

/** Whether a server's figures are of now. Says nothing of its load, which {@link ServerState} does. */
public enum ServerReporting {
    /** The figures are current, or nobody expects any: a server without labs is never measured. */
    CURRENT,
    /** There are labs on the server, but it was not checked for {@link #SILENT_AFTER} or never was. */
    SILENT,
    /**
     * A time of its figures is more than {@link #LARGEST_SKEW} in the future, so that their age cannot be told: the
     * clocks differ, or the time zones of a service and its database.
     */
    CLOCK_SKEW;

    /** A server with labs is checked each ten minutes; two checks must be missing before it counts as silent. */
    public static final Duration SILENT_AFTER = Duration.ofMinutes(20);

    /** Clocks that differ by less than this are usual. */
    public static final Duration LARGEST_SKEW = Duration.ofMinutes(1);

    /**
     * The name on the wire, such as {@code clock_skew}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
