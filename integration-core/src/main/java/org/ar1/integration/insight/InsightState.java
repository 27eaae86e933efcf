package org.ar1.integration.insight;

import java.util.Locale;

/** Whether an insight rests on all that it should. */
public enum InsightState {
    /** Everything that it needs was there. */
    OK,
    /** An optional source is missing, or something is assumed; a {@link Caveat} says which. */
    WIDENED,
    /** It cannot be said; the reasons say why. */
    WITHHELD;

    /**
     * The name on the wire, such as {@code widened}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
