package org.ar1.integration.insight;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a resource of a server runs out. Of a forecast that is withheld, figures that were not computed are null.
 *
 * @param heading what every insight states
 * @param days the daily peaks
 * @param level the level of the weekday of the last day, a fraction; null when it was not computed
 * @param slopePerDay the rise a day, a fraction
 * @param slopeLow its lower 90 % bound
 * @param slopeHigh its upper 90 % bound
 * @param p the probability of such a trend by chance
 * @param horizonDays how far ahead the forecast looks: never further than behind
 * @param lastDay the last whole day, in the zone of the report; null when there is none
 * @param mase the mean absolute scaled error of forecasts of past weeks
 * @param maseNaive the same of taking the week before
 * @param tested the days that they were tested on
 * @param status what it says
 * @param date the day on which the capacity is reached; null unless it is
 * @param daysLeft the days from the last day to it
 * @param earliest the day by the upper bound of the slope
 * @param latest the day by the lower bound; null when it is beyond the horizon
 */
public record SaturationForecast(
        Heading heading,
        int days,
        @Nullable Double level,
        @Nullable Double slopePerDay,
        @Nullable Double slopeLow,
        @Nullable Double slopeHigh,
        @Nullable Double p,
        @Nullable Integer horizonDays,
        @Nullable LocalDate lastDay,
        @Nullable Double mase,
        @Nullable Double maseNaive,
        @Nullable Integer tested,
        ForecastStatus status,
        @Nullable LocalDate date,
        @Nullable Integer daysLeft,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest)
        implements Insight {}
