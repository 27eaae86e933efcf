package org.ar1.integration.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * A server in the table of capacities.
 *
 * @param serverId the server's number
 * @param name its name
 * @param state how much it is loaded now
 * @param labs the labs on it; null when the allocations are missing
 * @param busiestHour the busiest hour of its binding resource; null when it cannot be said
 * @param finding whether it has the size that it needs; null when it cannot be said
 * @param saturation the first resource to run out; null when none is known to
 * @param failover what happens when it fails; null when this cannot be computed
 * @param hotHours7d hot hours of the last 168; null without a history
 * @param coverage slots seen by slots since the first; null without a history
 * @param weeks whole weeks of history; null without a history
 * @param confidence how sure the busiest hour is; null when it cannot be said
 * @param insights the ids of the insights about it, in the order of the report
 * @param withheld the ids of those withheld
 */
public record ServerCapacity(
        long serverId,
        String name,
        ServerState state,
        @Nullable Integer labs,
        @Nullable Busiest busiestHour,
        @Nullable Finding finding,
        @Nullable Saturation saturation,
        @Nullable FailoverLine failover,
        @Nullable Integer hotHours7d,
        @Nullable Double coverage,
        @Nullable Integer weeks,
        @Nullable ConfidenceLevel confidence,
        List<String> insights,
        List<String> withheld) {
    public ServerCapacity {
        insights = List.copyOf(insights);
        withheld = List.copyOf(withheld);
    }

    /**
     * The busiest hour of the week.
     *
     * @param resource the binding resource
     * @param weekday the day
     * @param hour the hour, 0 to 23
     * @param p95 95th percentile of its slots, a fraction
     * @param headroom 1 - p95
     * @param needed the maximum that would meet the target utilization, in the unit of the resource
     * @param maximum the maximum that there is
     * @param weeksHot the weeks in which the mean of the hour was hot
     * @param weeks the weeks with data of that hour
     */
    public record Busiest(
            ServerResource resource,
            DayOfWeek weekday,
            int hour,
            double p95,
            double headroom,
            double needed,
            double maximum,
            int weeksHot,
            int weeks) {}

    /**
     * The first resource to run out.
     *
     * @param resource the resource
     * @param status reached or crosses
     * @param date the day; null when it is reached
     * @param daysLeft the days until then; null when it is reached
     */
    public record Saturation(
            ServerResource resource,
            ForecastStatus status,
            @Nullable LocalDate date,
            @Nullable Integer daysLeft) {}

    /**
     * What happens when the server fails.
     *
     * @param verdict whether the others hold
     * @param worst load by capacity in the worst hour
     * @param labsLost the number of labs that stand on it alone
     */
    public record FailoverLine(FailoverVerdict verdict, double worst, int labsLost) {}
}
