package org.ar1.integration.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who uses which lab type, and what that means for the infrastructure: of every lab type, or of one.
 *
 * @param timestamp when the report was built
 * @param integrationStatus how complete it is
 * @param labUsage the application side's figures by lab type, by code point
 * @param infrastructureInsights the infrastructure side's figures
 * @param correlation how far both sides agree, over all lab types, also in the report of one
 * @param disagreements the lab types on which they disagree most, by code point
 * @param coverage how well names matched the catalogue
 * @param sources where the figures come from
 * @param retryAfter when asking again makes sense; null unless the report failed
 */
public record LabUtilizationReport(
        Instant timestamp,
        IntegrationStatus integrationStatus,
        Map<String, LabTypeUsage> labUsage,
        InfrastructureInsights infrastructureInsights,
        Correlation correlation,
        List<Disagreement> disagreements,
        JoinCoverage coverage,
        List<SourceStatus> sources,
        @Nullable Duration retryAfter)
        implements IntegrationReport {

    public LabUtilizationReport {
        labUsage = CodePoints.sorted(labUsage);
        disagreements = List.copyOf(disagreements);
        sources = List.copyOf(sources);
    }
}
