package org.ar1.integration.insight;

/**
 * How far the last seven days of a server differ from the four weeks before.
 *
 * @param heading what every insight states
 * @param shift the median difference, a fraction
 * @param sameDirection the share of the hours that differ in its direction
 * @param hours the hours compared
 * @param ks the two-sample Kolmogorov-Smirnov distance
 */
public record UsageChange(Heading heading, double shift, double sameDirection, int hours, double ks)
        implements Insight {}
