package org.ar1.integration.campus;

import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.SourceStatus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All lab types and servers of one moment.
 *
 * <pre>{@code
 * campus.labTypes().values().stream()
 *         .filter(type -> type.utilization() != null && type.utilization().status() == OVER_UTILIZED)
 *         .filter(type -> type.servers().stream().anyMatch(server -> server.state() == HOT))
 *         .forEach(type -> System.out.println(type.labType()));
 * }</pre>
 *
 * @param insights the insights of the same reads, with the time, the zone and the sources of this report
 * @param labTypes the lab types that some source names, by code point
 * @param servers the servers that Resource Allocation lists or the allocations name, by number
 */
public record CampusReport(InsightReport insights, Map<String, LabType> labTypes, Map<Long, CampusServer> servers) {
    public CampusReport {
        labTypes = Collections.unmodifiableMap(new LinkedHashMap<>(labTypes));
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /**
     * How complete the report is.
     *
     * @return the status of the insights
     */
    public IntegrationStatus integrationStatus() {
        return insights.integrationStatus();
    }

    /**
     * What is said of each source.
     *
     * @return the sources of the insights
     */
    public List<SourceStatus> sources() {
        return insights.sources();
    }
}
