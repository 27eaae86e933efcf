package org.ar1.integration.upstream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a lab's use compares with its estimate, as Lab Monitoring computes it.
 *
 * <p>Where the estimate is null or zero the service still states a status, which then means nothing; here the status is
 * {@link UtilizationStatus#UNKNOWN} and the ratio null in that case.
 *
 * @param labId the lab's number on the infrastructure side
 * @param name the lab's name, verbatim
 * @param estimatedUsers the users that the lab was sized for; null when nobody estimated
 * @param avgUsers users of a session on average; null when not stated
 * @param avgTime minutes of a session on average; null when not stated
 * @param normalizedUsage {@code avgUsers * avgTime / 10}; null when not stated
 * @param ratio {@code normalizedUsage / estimatedUsers}, rounded to two places; null without a usable estimate
 * @param status what the ratio means
 */
public record LabUtilization(
        long labId,
        String name,
        @Nullable Long estimatedUsers,
        @Nullable Double avgUsers,
        @Nullable Double avgTime,
        @Nullable Double normalizedUsage,
        @Nullable Double ratio,
        UtilizationStatus status) {

    public LabUtilization {
        Objects.requireNonNull(name, "name");
        if (estimatedUsers == null || estimatedUsers <= 0 || ratio == null) {
            ratio = null;
            status = UtilizationStatus.UNKNOWN;
        }
    }

    /**
     * Whether the estimate can be divided by.
     *
     * @return true when the estimate is there and positive
     */
    public boolean isEstimated() {
        return estimatedUsers != null && estimatedUsers > 0;
    }
}
