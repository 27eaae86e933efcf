package org.ar1.integration.insight;

import java.time.DayOfWeek;

/**
 * How full the binding resource of a server is in the busiest hour of the week: the hour of the week whose slots have
 * the highest 95th percentile.
 *
 * @param heading what every insight states
 * @param weekday the day of the hour, in the zone of the report
 * @param hour the hour, 0 to 23
 * @param p95 95th percentile of the slots of that hour, by the maximum
 * @param mean their mean, by the maximum
 * @param headroom 1 - p95; may be negative
 * @param samples the slots
 * @param weeks the weeks that they are of
 * @param weeksHot the weeks in which the mean of the hour was hot
 * @param windowP95 95th percentile of all slots, by the maximum
 * @param windowMean mean of all slots, by the maximum
 * @param rhythm share of the variance that the hour of the week explains, 0 to 1
 * @param needed the maximum that would meet the target utilization, in the unit of the resource
 * @param neededLow the least of it with one week left out
 * @param neededHigh the greatest of it with one week left out
 */
public record BusiestHour(
        Heading heading,
        DayOfWeek weekday,
        int hour,
        double p95,
        double mean,
        double headroom,
        int samples,
        int weeks,
        int weeksHot,
        double windowP95,
        double windowMean,
        double rhythm,
        double needed,
        double neededLow,
        double neededHigh)
        implements Insight {}
