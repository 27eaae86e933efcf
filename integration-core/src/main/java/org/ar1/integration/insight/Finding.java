package org.ar1.integration.insight;

import java.util.Locale;

/** Whether a server has the size that it needs, as AWS Compute Optimizer words it. */
public enum Finding {
    /** Some resource is too small. */
    UNDER_PROVISIONED,
    /** Some resource is twice too large, none too small, and nothing speaks against shrinking. */
    OVER_PROVISIONED,
    /** No resource is too small or twice too large. */
    RIGHT_SIZED,
    /** Some resource looks twice too large, but something speaks against shrinking. */
    UNDECIDED;

    /**
     * The name on the wire, such as {@code over_provisioned}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
