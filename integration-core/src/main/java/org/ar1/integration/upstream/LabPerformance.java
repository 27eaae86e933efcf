package org.ar1.integration.upstream;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the users of a lab type do, as Performance Reporting computes it.
 *
 * @param labType the lab type
 * @param totalUsers different users; null when not stated
 * @param avgCompletionTime seconds to complete on average; null when not stated
 * @param successRate share of successful attempts, 0 to 1; null when not stated
 * @param commonErrors the errors seen most, most frequent first
 * @param lastUpdated when the service computed this; null when not stated
 */
public record LabPerformance(
        String labType,
        @Nullable Long totalUsers,
        @Nullable Double avgCompletionTime,
        @Nullable Double successRate,
        List<String> commonErrors,
        @Nullable Instant lastUpdated) {
    public LabPerformance {
        commonErrors = List.copyOf(commonErrors);
    }
}
