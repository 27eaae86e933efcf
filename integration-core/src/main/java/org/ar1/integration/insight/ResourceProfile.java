package org.ar1.integration.insight;

import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The week of one resource of a server.
 *
 * @param maximum the maximum of the resource, in its unit; null when it is not known or 0
 * @param rhythm share of the variance that the hour of the week explains; null when there is too little data
 * @param busiest the busiest hour; null when there is too little data
 * @param cellsSkipped hours of the week with too little data
 * @param cells the 168 hours of the week from Monday 00:00
 */
public record ResourceProfile(
        @Nullable Double maximum,
        @Nullable Double rhythm,
        @Nullable Busiest busiest,
        int cellsSkipped,
        List<ProfileCell> cells) {
    public ResourceProfile {
        cells = List.copyOf(cells);
    }

    /**
     * An hour of the week.
     *
     * @param weekday the day
     * @param hour the hour, 0 to 23
     */
    public record Busiest(DayOfWeek weekday, int hour) {}
}
