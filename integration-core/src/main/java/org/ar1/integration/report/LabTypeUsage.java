package org.ar1.integration.report;

import org.ar1.integration.upstream.LabUsage;
import org.jspecify.annotations.Nullable;

/**
 * What the application side says of a lab type's use.
 *
 * @param totalEvents events of any kind in the trends' window; null when the trends are missing
 * @param uniqueUsers different users in that window; null for the same reason
 * @param errors events that were errors in that window; null for the same reason
 * @param timePeriodDays the length of that window in days; null for the same reason
 * @param detail the lab type's own figures, with a window of their own; null when there are none
 */
public record LabTypeUsage(
        @Nullable Long totalEvents,
        @Nullable Long uniqueUsers,
        @Nullable Long errors,
        @Nullable Integer timePeriodDays,
        @Nullable LabUsage detail) {}
