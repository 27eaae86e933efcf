package org.ar1.integration.insight;

import org.jspecify.annotations.Nullable;

/**
 * How differently the servers are loaded.
 *
 * @param heading what every insight states
 * @param servers the servers
 * @param hours the hours that all have
 * @param mean the mean utilization
 * @param sd the standard deviation of the mean utilizations, of the population
 * @param cv sd by mean; null when the mean is 0
 * @param gini the Gini coefficient; null for the same reason
 * @param diversity the sum of the peaks by the peak of the sum; null when that is 0
 * @param highest the number of the server with the highest mean
 * @param lowest the number of that with the lowest
 */
public record Imbalance(
        Heading heading,
        int servers,
        int hours,
        double mean,
        double sd,
        @Nullable Double cv,
        @Nullable Double gini,
        @Nullable Double diversity,
        long highest,
        long lowest)
        implements Insight {}
