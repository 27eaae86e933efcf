package org.ar1.integration.report;

import java.util.List;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a lab type's use compares with the estimate. One lab: its own figures. Several: the sums of normalized usage and
 * estimate over the labs that have both, the ratio of the sums, and averages weighted by sessions.
 *
 * @param status what the ratio means
 * @param avgUsers users of a session on average; null when not stated or not to be weighted
 * @param estimatedUsers the users that the labs were sized for; null when nobody estimated
 * @param ratio normalized usage by estimate, rounded to two places; null without an estimate
 * @param avgTime minutes of a session on average; null when not stated or not to be weighted
 * @param normalizedUsage users times minutes by ten; null when not stated
 * @param labs each lab of the type, by number
 */
public record LabTypeUtilization(
        UtilizationStatus status,
        @Nullable Double avgUsers,
        @Nullable Long estimatedUsers,
        @Nullable Double ratio,
        @Nullable Double avgTime,
        @Nullable Double normalizedUsage,
        List<LabUtilization> labs) {

    public LabTypeUtilization {
        labs = List.copyOf(labs);
    }
}
