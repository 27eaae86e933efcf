package org.ar1.integration.report;

import java.util.Comparator;
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
        @Nullable Double userMinutes) {

    /** Most user-minutes first, labs that state none last, then by name. */
    public static final Comparator<PopularEntry> MOST_USED_FIRST = Comparator.comparing(
                    PopularEntry::userMinutes, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(PopularEntry::name, CodePoints.ORDER);
}
