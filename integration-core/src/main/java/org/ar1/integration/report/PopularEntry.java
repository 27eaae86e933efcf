package org.ar1.integration.report;

import org.jspecify.annotations.Nullable;

/**
 * A lab, by how much it was used.
 *
 * @param labType the type that the lab's name stands for
 * @param name the lab's name, verbatim
 * @param sessions sessions held; null when not stated
 * @param userMinutes minutes of all users together; null when not stated
 */
public record PopularEntry(
        String labType,
        String name,
        @Nullable Long sessions,
        @Nullable Double userMinutes) {}
