package org.ar1.integration.insight;

import java.util.Locale;

/** Whether the other servers carry the load of one that fails. */
public enum FailoverVerdict {
    /** In some hour there is more load than capacity. */
    NOT_CARRIED,
    /** In some hour the others would be at 0.80 or more. */
    TIGHT,
    /** The others would stay below 0.80. */
    CARRIED;

    /**
     * The name on the wire, such as {@code not_carried}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
