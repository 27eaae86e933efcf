package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Endpoint;
import org.ar1.integration.internal.source.EntryJson;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.internal.source.Source;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;

import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;

import java.util.List;

/** Lab Monitoring: how much each lab is used, and how that compares with its estimate. */
public final class LabMonitoringClient {

    private final SourceReader reader;
    private final Source<List<PopularLab>> popular;
    private final Source<List<LabUtilization>> utilization;

    LabMonitoringClient(SourceReader reader, CallChains chains) {
        Channel channel = chains.to(LAB_MONITORING);
        this.reader = reader;
        this.popular = Source.of(
                Endpoint.of(LAB_MONITORING, "popular", "/monitor/labs/popular", InfrastructureJson.POPULAR),
                EntryJson.listOf(PopularLab.class),
                channel);
        this.utilization = Source.of(
                Endpoint.of(
                        LAB_MONITORING,
                        "over-under-utilized",
                        "/monitor/labs/over-under-utilized",
                        InfrastructureJson.UTILIZATION),
                EntryJson.listOf(LabUtilization.class),
                channel);
    }

    public Reading<List<PopularLab>> popular(Deadline deadline) {
        return reader.open(popular, deadline);
    }

    public Reading<List<LabUtilization>> utilization(Deadline deadline) {
        return reader.open(utilization, deadline);
    }
}
