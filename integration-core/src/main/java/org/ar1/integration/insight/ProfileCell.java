package org.ar1.integration.insight;

import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/**
 * One hour of the week over all weeks. Fractions of the maximum, null where there is too little data or no maximum.
 *
 * @param weekday the day
 * @param hour the hour, 0 to 23
 * @param samples the slots
 * @param weeks the weeks that they are of
 * @param mean their mean
 * @param p95 their 95th percentile
 * @param max the highest
 * @param weeksHot the weeks in which the mean of the hour was hot
 */
public record ProfileCell(
        DayOfWeek weekday,
        int hour,
        int samples,
        int weeks,
        @Nullable Double mean,
        @Nullable Double p95,
        @Nullable Double max,
        int weeksHot) {}
