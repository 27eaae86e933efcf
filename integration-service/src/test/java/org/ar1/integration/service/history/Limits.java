package org.ar1.integration.service.history;

import java.time.Duration;
import java.util.Map;

/** The settings of the replicas of a run, in milliseconds. */
final class Limits {

    /** How long a value is fresh. */
    static final long FRESH = 2000;
    /** How much longer it is served while it is fetched again. */
    static final long REVALIDATE = 1000;
    /** The greatest age of a value that is served when fetching fails. */
    static final long STALE = 12_000;
    /** How long a call to a service may take; with the wait for a connection, which comes before. */
    static final long CALL = 2500;
    /** How long a report may take. */
    static final long REPORT = 3000;
    /** Allowed for the scheduling of a busy machine, where a process must have acted. */
    static final long MARGIN = 2000;
    /** The documented time within which a replica uses a cache again that has come back, and the pause of a probe. */
    static final long REJOIN = 15_000;
    /** Times are cut to the millisecond in more than one place. */
    static final long ROUNDING = 5;

    private Limits() {}

    static Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("CACHE_DURATION", seconds(FRESH)),
                Map.entry("HISTORY_CACHE_DURATION", seconds(FRESH)),
                Map.entry("STALE_WHILE_REVALIDATE", seconds(REVALIDATE)),
                Map.entry("STALE_IF_ERROR", seconds(STALE)),
                Map.entry("CONNECT_TIMEOUT", "1"),
                Map.entry("REQUEST_TIMEOUT", "1.5"),
                Map.entry("REPORT_DEADLINE", seconds(REPORT)),
                Map.entry("MAX_RETRIES", "0"),
                Map.entry("INITIAL_BACKOFF", "0.5"),
                Map.entry("MAX_BACKOFF", "2"),
                Map.entry("SHARED_CACHE_TIMEOUT", "2"),
                Map.entry("LOG_LEVEL", "INFO"));
    }

    private static String seconds(long millis) {
        return Double.toString(Duration.ofMillis(millis).toMillis() / 1000.0);
    }
}
