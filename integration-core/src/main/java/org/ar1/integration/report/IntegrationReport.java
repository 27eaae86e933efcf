package org.ar1.integration.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * What all reports have in common. {@link org.ar1.integration.document.ReportJson ReportJson} writes a report as JSON,
 * {@link org.ar1.integration.document.ReportCsv ReportCsv} as a table. Immutable, as every implementation is. Not for
 * implementation by applications: methods may be added.
 */
public interface IntegrationReport {

    /**
     * The time of the report.
     *
     * @return when it was built
     */
    Instant timestamp();

    /**
     * How complete the report is.
     *
     * @return the status
     */
    IntegrationStatus integrationStatus();

    /** {@return how complete the report is, the same as {@link #integrationStatus}} */
    default IntegrationStatus status() {
        return integrationStatus();
    }

    /**
     * How well lab names match the catalogue.
     *
     * @return the coverage of the join
     */
    JoinCoverage coverage();

    /**
     * Where the figures come from.
     *
     * @return a line for each source
     */
    List<SourceStatus> sources();

    /**
     * When asking again makes sense.
     *
     * @return the time to wait from the report's time on; null unless the report failed
     */
    @Nullable
    Duration retryAfter();
}
