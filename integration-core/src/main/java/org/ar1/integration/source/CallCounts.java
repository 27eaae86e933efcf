package org.ar1.integration.source;

import java.io.Serializable;
import java.util.List;

/**
 * How the calls of a resource went that is asked once per lab type or server.
 *
 * @param live calls answered for this report
 * @param cached calls answered by the cache
 * @param stale calls that fell back to the last good value
 * @param failed calls with nothing to show
 * @param skipped calls needed but not attempted
 * @param failing the lab types or the ids of the servers whose calls are stale, failed or skipped: the first
 *     {@value #MAX_NAMED} in the report's order; immutable
 * @param failingMore the number of further ones
 */
public record CallCounts(
        int live, int cached, int stale, int failed, int skipped, List<String> failing, int failingMore)
        implements Serializable {

    /** The largest number of lab types or servers that {@link #failing} names. */
    public static final int MAX_NAMED = 20;

    public CallCounts {
        failing = List.copyOf(failing);
    }

    /**
     * All calls together.
     *
     * @return the sum
     */
    public int total() {
        return live + cached + stale + failed + skipped;
    }
}
