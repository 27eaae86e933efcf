package org.ar1.integration.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which lab type runs on which servers, and how loaded those are: of every lab type, or of one.
 *
 * @param timestamp when the report was built
 * @param integrationStatus how complete it is
 * @param labs every lab type of the allocations and the catalogue, by code point
 * @param infrastructure the servers
 * @param correlation how far the performance of learners and the load of the servers go together
 * @param coverage how well names matched the catalogue
 * @param sources where the figures come from
 * @param retryAfter when asking again makes sense; null unless the report failed
 */
public record ServerAllocationReport(
        Instant timestamp,
        IntegrationStatus integrationStatus,
        Map<String, LabAllocation> labs,
        AllocatedInfrastructure infrastructure,
        PerformanceCorrelation correlation,
        JoinCoverage coverage,
        List<SourceStatus> sources,
        @Nullable Duration retryAfter)
        implements IntegrationReport {

    public ServerAllocationReport {
        labs = CodePoints.sorted(labs);
        sources = List.copyOf(sources);
    }
}
