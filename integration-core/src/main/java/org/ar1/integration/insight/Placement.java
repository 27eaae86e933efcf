package org.ar1.integration.insight;

/**
 * A move of a lab type to another server that helps.
 *
 * @param heading what every insight states
 * @param labType the lab type
 * @param to the number of the server to move it to
 * @param shareNeeded the share of the load from which on the move helps
 * @param shareEstimated the share that the lab type has, estimated
 * @param shareSafe the share up to which the target stays below 0.80
 * @param margin the lesser distance of the estimate from the two
 */
public record Placement(
        Heading heading,
        String labType,
        long to,
        double shareNeeded,
        double shareEstimated,
        double shareSafe,
        double margin)
        implements Insight {}
