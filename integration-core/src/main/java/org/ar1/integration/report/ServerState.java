package org.ar1.integration.report;

import java.util.Locale;

/** How a server is doing. */
public enum ServerState {
    /** Not checked for 20 minutes or ever, so that its figures say nothing of now. */
    UNREPORTED,
    /** Some resource is used up. */
    SATURATED,
    /** Some resource is used to four fifths. */
    HOT,
    /** None of these. */
    OK;

    /**
     * The name on the wire, such as {@code hot}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
