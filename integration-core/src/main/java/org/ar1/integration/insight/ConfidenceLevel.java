package org.ar1.integration.insight;

import java.util.Locale;

/** How sure an insight is, the surest first. */
public enum ConfidenceLevel {
    /** At least four weeks of nearly complete data, and no week alone decides. */
    HIGH,
    /** At least two weeks, half of the data, and few weeks that decide. */
    MEDIUM,
    /** Less than that. */
    LOW;

    /**
     * The name on the wire, such as {@code high}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
