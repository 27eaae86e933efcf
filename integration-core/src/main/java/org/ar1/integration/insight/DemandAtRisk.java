package org.ar1.integration.insight;

import org.jspecify.annotations.Nullable;

/**
 * How many sessions start while the server is hot.
 *
 * @param heading what every insight states
 * @param starts session starts in hours whose load is known
 * @param startsHot those in hot hours
 * @param share their share
 * @param startsSaturated those in saturated hours
 * @param learnerMinutesEstimate starts in hot hours times the mean minutes of a session; null when not known
 */
public record DemandAtRisk(
        Heading heading,
        long starts,
        long startsHot,
        double share,
        long startsSaturated,
        @Nullable Double learnerMinutesEstimate)
        implements Insight {}
