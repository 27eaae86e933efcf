package org.ar1.integration.upstream;

import org.jspecify.annotations.Nullable;

/**
 * How much a lab was used, over all time, as Lab Monitoring counts it.
 *
 * @param labId the lab's number on the infrastructure side
 * @param name the lab's name, verbatim
 * @param totalSessions sessions held; null when not stated
 * @param totalUserMinutes minutes of all users together; null when not stated
 */
public record PopularLab(
        long labId,
        String name,
        @Nullable Long totalSessions,
        @Nullable Double totalUserMinutes) {}
