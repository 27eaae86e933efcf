package org.ar1.integration.upstream;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well one user does in each lab type, as Performance Reporting computes it. Personal: {@link #toString()} does not
 * name the user.
 *
 * @param userId the user
 * @param performanceByLab the figures by lab type; empty for a user without records
 */
public record UserPerformance(String userId, Map<String, LabAttempts> performanceByLab) {
    public UserPerformance {
        performanceByLab = Map.copyOf(performanceByLab);
    }

    @Override
    public String toString() {
        return "UserPerformance[performanceByLab=" + performanceByLab + "]";
    }

    /**
     * The user's attempts at one lab type.
     *
     * @param attempts how many; null when not stated
     * @param successRate share of successful ones, 0 to 1; null when not stated
     * @param avgCompletionTime seconds to complete on average; null when not stated
     * @param totalTimeSpent seconds in all; null when not stated
     * @param lastAttempt when the last one was; null when not stated
     */
    public record LabAttempts(
            @Nullable Long attempts,
            @Nullable Double successRate,
            @Nullable Double avgCompletionTime,
            @Nullable Double totalTimeSpent,
            @Nullable Instant lastAttempt) {}
}
