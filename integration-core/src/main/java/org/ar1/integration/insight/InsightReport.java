package org.ar1.integration.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.ar1.integration.report.IntegrationReport;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * All insights of one moment.
 *
 * @param timestamp the time of the report
 * @param integrationStatus how complete it is
 * @param zone the time zone of days and hours
 * @param window the time that the history covers; null when there is none
 * @param insights by severity, kind, subject and resource
 * @param withheld what cannot be said, by kind, subject and resource
 * @param coverage how well the names of the labs match the catalogue
 * @param sources what is said of each source
 * @param retryAfter when to ask again, should it have failed; else null
 */
public record InsightReport(
        Instant timestamp,
        IntegrationStatus integrationStatus,
        ZoneId zone,
        @Nullable Window window,
        List<Insight> insights,
        List<Withheld> withheld,
        JoinCoverage coverage,
        List<SourceStatus> sources,
        @Nullable Duration retryAfter)
        implements IntegrationReport {

    public InsightReport {
        insights = List.copyOf(insights);
        withheld = List.copyOf(withheld);
        sources = List.copyOf(sources);
    }
}
