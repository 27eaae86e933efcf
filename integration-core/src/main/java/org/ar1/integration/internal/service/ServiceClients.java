package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.source.SourceReader;

/** The clients of all six services, over one reader and one set of chains. */
public record ServiceClients(
        LabMonitoringClient labMonitoring,
        PerformanceClient performance,
        ResourceAllocationClient resourceAllocation,
        UserProgressClient userProgress,
        PerformanceReportingClient performanceReporting,
        UsageAnalyticsClient usageAnalytics) {

    /**
     * The clients over one reader.
     *
     * @param verifier shared by all readers
     * @param budget the bounds of the statistics history
     */
    public static ServiceClients of(
            SourceReader reader, CallChains chains, LabTypeVerifier verifier, HistoryBudget budget) {
        return new ServiceClients(
                new LabMonitoringClient(reader, chains),
                new PerformanceClient(reader, chains, budget),
                new ResourceAllocationClient(reader, chains),
                new UserProgressClient(reader, chains),
                new PerformanceReportingClient(reader, chains, verifier),
                new UsageAnalyticsClient(reader, chains, verifier));
    }
}
