package org.ar1.integration.report;

import java.util.Locale;

/** How complete a report is. */
public enum IntegrationStatus {
    /** Every source is live or cached. */
    SUCCESS,
    /** Some source is stale, failed or skipped, and there is something left to show. */
    PARTIAL,
    /** No source but the catalogue gave data. */
    FAILED;

    /**
     * The name on the wire, such as {@code partial}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
