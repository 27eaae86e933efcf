package org.ar1.integration.report;

/**
 * A lab type in the top third by one side and in the bottom third by the other, by events and user-minutes. Ranks count
 * from 1, the highest; equal values share the average of their ranks.
 *
 * @param labType the lab type
 * @param applicationRank its rank by events on the application side
 * @param infrastructureRank its rank by user-minutes on the infrastructure side
 * @param rankedLabTypes the number of lab types ranked
 */
public record Disagreement(String labType, double applicationRank, double infrastructureRank, int rankedLabTypes) {}
