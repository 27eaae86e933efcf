package org.ar1.integration.internal.client;

import org.ar1.integration.internal.fetch.SourceReader;
import org.ar1.integration.internal.fetch.Upstreams;
import org.ar1.integration.internal.wire.HistoryBudget;

/** The clients of all six services, over one reader and one set of chains. */
public record ServiceClients(
        LabMonitoringClient labMonitoring,
        PerformanceClient performance,
        ResourceAllocationClient resourceAllocation,
        UserProgressClient userProgress,
        PerformanceReportingClient performanceReporting,
        UsageAnalyticsClient usageAnalytics) {

    public static ServiceClients of(SourceReader reader, Upstreams upstreams, HistoryBudget budget) {
        return new ServiceClients(
                new LabMonitoringClient(reader, upstreams),
                new PerformanceClient(reader, upstreams, budget),
                new ResourceAllocationClient(reader, upstreams),
                new UserProgressClient(reader, upstreams),
                new PerformanceReportingClient(reader, upstreams),
                new UsageAnalyticsClient(reader, upstreams));
    }
}
