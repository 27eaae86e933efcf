package org.ar1.integration.jaxrs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UpstreamService;

/** Small reports; the lab type asked for is in them, so that a test sees what arrived. */
public final class Reports {

    private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");
    private static final JoinCoverage JOIN = new JoinCoverage(1, List.of(), 1.0);

    private Reports() {}

    public static LabUtilizationReport labUtilization(String labType) {
        return labUtilization(labType, IntegrationStatus.SUCCESS, null);
    }

    public static LabUtilizationReport labUtilization(String labType, IntegrationStatus status, Duration retryAfter) {
        return labUtilization(labType, status, retryAfter, List.of());
    }

    public static LabUtilizationReport labUtilization(
            String labType, IntegrationStatus status, Duration retryAfter, List<SourceStatus> sources) {
        return new LabUtilizationReport(
                TIME,
                status,
                Map.of(labType, new LabTypeUsage(7L, 2L, 0L, 30, null)),
                new InfrastructureInsights(List.of(), Map.of()),
                new Correlation(30, Correlation.ALL_TIME, List.of()),
                List.of(),
                JOIN,
                sources,
                retryAfter);
    }

    public static SourceStatus source(Outcome outcome, Instant fetchedAt, int attempts) {
        return new SourceStatus(
                UpstreamService.PERFORMANCE, "stats", outcome, fetchedAt, null, null, attempts, null, null);
    }

    public static ServerAllocationReport serverAllocation(String labType) {
        return serverAllocation(labType, IntegrationStatus.SUCCESS, null);
    }

    public static ServerAllocationReport serverAllocation(
            String labType, IntegrationStatus status, Duration retryAfter) {
        return new ServerAllocationReport(
                TIME,
                status,
                Map.of(labType, new LabAllocation("A lab", null, List.of())),
                new AllocatedInfrastructure(Map.of(), Map.of(labType, List.of(1L))),
                new PerformanceCorrelation(Correlation.ALL_TIME, null, List.of()),
                JOIN,
                List.of(),
                retryAfter);
    }
}
