package org.ar1.integration.insight;

/**
 * What would change a verdict.
 *
 * @param figure the name of the figure
 * @param value its value
 * @param at the threshold
 * @param margin value minus threshold, with four decimals
 * @param then the verdict on the other side of the threshold
 */
public record Flip(String figure, double value, double at, double margin, String then) {}
