package org.ar1.integration.upstream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Use of one lab type in a window of days, as Usage Analytics counts it.
 *
 * @param labType the lab type
 * @param timePeriodDays the length of the window in days
 * @param uniqueUsers different users; null when not stated
 * @param totalEvents events of any kind; null when not stated
 * @param eventDistribution events by kind
 * @param averageSessionTimeSeconds seconds of a session on average; null when not stated
 */
public record LabUsage(
        String labType,
        int timePeriodDays,
        @Nullable Long uniqueUsers,
        @Nullable Long totalEvents,
        Map<String, Long> eventDistribution,
        @Nullable Double averageSessionTimeSeconds) {
    public LabUsage {
        eventDistribution = Map.copyOf(eventDistribution);
    }
}
