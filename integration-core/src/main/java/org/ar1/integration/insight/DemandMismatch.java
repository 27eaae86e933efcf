package org.ar1.integration.insight;

/**
 * A lab type that is busy on one side alone.
 *
 * @param heading what every insight states
 * @param z the modified z-score of the logarithm of minutes an event
 * @param factor its minutes an event by the median
 * @param of the lab types compared
 * @param minutesPerEvent user-minutes by events
 * @param medianMinutesPerEvent the median of that
 */
public record DemandMismatch(
        Heading heading, double z, double factor, int of, double minutesPerEvent, double medianMinutesPerEvent)
        implements Insight {}
