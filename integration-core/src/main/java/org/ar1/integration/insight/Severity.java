package org.ar1.integration.insight;

import java.util.Locale;

/** How urgent an insight is, the most urgent first. */
public enum Severity {
    /** Learners are affected, or will be within days. */
    CRITICAL,
    /** Something is to be done soon. */
    WARNING,
    /** Worth knowing. */
    INFO;

    /**
     * The name on the wire, such as {@code critical}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
