package org.ar1.integration.upstream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Use of every lab type that was used at all in a window of days, as Usage Analytics counts it.
 *
 * @param timePeriodDays the length of the window in days
 * @param totalEvents events of all lab types; null when not stated
 * @param labUsage the figures by lab type
 */
public record UsageTrends(int timePeriodDays, @Nullable Long totalEvents, Map<String, TypeTrend> labUsage) {
    public UsageTrends {
        labUsage = Map.copyOf(labUsage);
    }

    /**
     * The figures of one lab type.
     *
     * @param totalEvents events of any kind; null when not stated
     * @param uniqueUsers different users; null when not stated
     * @param errors events that were errors; null when not stated
     */
    public record TypeTrend(
            @Nullable Long totalEvents,
            @Nullable Long uniqueUsers,
            @Nullable Long errors) {}
}
