package org.ar1.integration.insight;

import java.util.Locale;

/** What moving a lab type from one server to another does. */
public enum MoveVerdict {
    /** The estimated share is at least what is needed and at most what is safe. */
    HELPS,
    /** The estimated share is below what is needed. */
    TOO_LITTLE,
    /** The estimated share is above what is safe. */
    TOO_MUCH,
    /** More is needed than is safe, whatever the share. */
    IMPOSSIBLE,
    /** The share cannot be estimated. */
    UNKNOWN;

    /**
     * The name on the wire, such as {@code too_little}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
