package org.ar1.integration.source;

import java.io.Serializable;

/**
 * How the calls of a resource went that is asked once per lab type or server.
 *
 * @param live calls answered for this report
 * @param cached calls answered by the cache
 * @param stale calls that fell back to the last good value
 * @param failed calls with nothing to show
 * @param skipped calls needed but not attempted
 */
public record CallCounts(int live, int cached, int stale, int failed, int skipped) implements Serializable {
    /**
     * All calls together.
     *
     * @return the sum
     */
    public int total() {
        return live + cached + stale + failed + skipped;
    }
}
