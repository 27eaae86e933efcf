package org.ar1.integration.upstream;

import java.util.Comparator;
import java.util.List;
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
     * The lab types with an event in the window.
     *
     * @return those with the most events first, then by name; a type whose number of events is not stated counts as
     *     used
     */
    public List<String> usedLabTypes() {
        return labUsage.entrySet().stream()
                .filter(type -> isUsed(type.getValue()))
                .sorted(Comparator.<Map.Entry<String, TypeTrend>>comparingLong(type -> events(type.getValue()))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether a lab type has an event in the window.
     *
     * @param labType the lab type
     * @return false also for a type that is not listed; true for one whose number of events is not stated
     */
    public boolean hasEvents(String labType) {
        TypeTrend trend = labUsage.get(labType);
        return trend != null && isUsed(trend);
    }

    private static boolean isUsed(TypeTrend trend) {
        return trend.totalEvents() == null || trend.totalEvents() > 0;
    }

    private static long events(TypeTrend trend) {
        return trend.totalEvents() == null ? 0 : trend.totalEvents();
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
