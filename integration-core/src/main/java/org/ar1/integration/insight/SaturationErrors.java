package org.ar1.integration.insight;

import java.util.List;

/**
 * How far the errors of lab types on hot servers exceed those of the others.
 *
 * @param heading what every insight states
 * @param types the lab types of each group
 * @param rateHot errors by events of those on hot servers
 * @param rateCool the same of the others
 * @param difference the difference of the two
 * @param low its lower 95 % bound
 * @param high its upper 95 % bound
 * @param designEffects the design effects of the two groups, hot first
 */
public record SaturationErrors(
        Heading heading,
        Groups types,
        double rateHot,
        double rateCool,
        double difference,
        double low,
        double high,
        List<Double> designEffects)
        implements Insight {
    public SaturationErrors {
        designEffects = List.copyOf(designEffects);
    }

    /**
     * The sizes of the groups.
     *
     * @param hot lab types on hot servers
     * @param cool lab types on servers that were never hot
     */
    public record Groups(int hot, int cool) {}
}
