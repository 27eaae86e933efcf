package org.ar1.integration.insight;

import java.util.Locale;

/** Whether a resource has the size that it needs. */
public enum SizeLabel {
    /** Used at 0.80 or more. */
    UNDER,
    /** Half the size would still meet the target utilization. */
    OVER,
    /** Neither. */
    FIT;

    /**
     * The name on the wire, such as {@code under}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
