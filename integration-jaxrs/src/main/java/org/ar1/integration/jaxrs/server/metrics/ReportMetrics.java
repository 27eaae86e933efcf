package org.ar1.integration.jaxrs.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the whole reports that were read last for a scrape. A report only leaves itself here; the figures are
 * computed at the scrape. What a report does not have is absent. What can be in one of several
 * states has a series for each of them, 1 for the one that it is in and 0 for the others, so that a change of state
 * ends no series.
 *
 * <p>At most {@value #MOST} lab types and as many servers get series of their own, the first by code point and by
 * number; the rest is counted. Thread-safe.
 */
final class ReportMetrics implements MultiCollector {

    static final int MOST = 1000;

    private static final String LABS = "lab-utilization";
    private static final String SERVERS = "server-allocation";

    private final AtomicReference<@Nullable LabUtilizationReport> labs = new AtomicReference<>();
    private final AtomicReference<@Nullable ServerAllocationReport> servers = new AtomicReference<>();
    private final InsightMetrics insights = new InsightMetrics();

    /** Shows the figures of a whole report from now on. */
    void show(LabUtilizationReport report) {
        labs.set(report);
    }

    /** Shows the figures of the insights from now on. */
    void show(InsightReport report) {
        insights.show(report);
    }

    /** Shows the figures of a whole report from now on. */
    void show(ServerAllocationReport report) {
        servers.set(report);
    }

    @Override
    public MetricSnapshots collect() {
        ReportGauges gauges = new ReportGauges(MOST);
        LabUtilizationReport labReport = labs.get();
        if (labReport != null) {
            built(gauges, LABS, labReport.timestamp(), labReport.coverage().ratio(), labReport.sources());
            labTypes(gauges, labReport.infrastructureInsights().utilization());
        }
        ServerAllocationReport serverReport = servers.get();
        if (serverReport != null) {
            built(
                    gauges,
                    SERVERS,
                    serverReport.timestamp(),
                    serverReport.coverage().ratio(),
                    serverReport.sources());
            servers(gauges, serverReport.infrastructure().servers());
            InsightMetrics.collect(gauges, serverReport);
        }
        insights.collect(gauges, Instant.now());
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        gauges.snapshots().forEach(all::metricSnapshot);
        return all.build();
    }

    private static void built(
            ReportGauges gauges, String report, Instant time, @Nullable Double coverage, List<SourceStatus> sources) {
        gauges.set("integration_report_timestamp_seconds", seconds(time), "report", report);
        sources.stream()
                .map(SourceStatus::fetchedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(oldest ->
                        gauges.set("integration_report_data_timestamp_seconds", seconds(oldest), "report", report));
        gauges.set("integration_join_coverage_ratio", coverage, "report", report);
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private static void labTypes(ReportGauges gauges, Map<String, LabTypeUtilization> types) {
        Map<UtilizationStatus, Integer> counts = new EnumMap<>(UtilizationStatus.class);
        for (UtilizationStatus status : UtilizationStatus.values()) {
            counts.put(status, 0);
        }
        types.forEach((labType, use) -> {
            counts.merge(use.status(), 1, Integer::sum);
            String label = gauges.label("lab_type", labType);
            if (label != null) {
                gauges.set("integration_lab_type_utilization_ratio", use.ratio(), "lab_type", label);
                for (UtilizationStatus status : UtilizationStatus.values()) {
                    gauges.set(
                            "integration_lab_type_status",
                            isOne(status == use.status()),
                            "lab_type",
                            label,
                            "status",
                            status.id());
                }
            }
        });
        counts.forEach(
                (status, count) -> gauges.set("integration_lab_types", count.doubleValue(), "status", status.id()));
    }

    private static void servers(ReportGauges gauges, Map<Long, ServerInsight> servers) {
        Map<ServerState, Integer> counts = new EnumMap<>(ServerState.class);
        for (ServerState state : ServerState.values()) {
            counts.put(state, 0);
        }
        servers.forEach((id, server) -> {
            counts.merge(server.state(), 1, Integer::sum);
            String label = gauges.label("server_id", id.toString());
            if (label != null) {
                amounts(gauges, "integration_server_utilization_ratio", label, server.utilization());
                amounts(gauges, "integration_server_headroom_ratio", label, server.headroom());
                states(gauges, label, server);
            }
        });
        counts.forEach((state, count) -> gauges.set("integration_servers", count.doubleValue(), "state", state.id()));
    }

    private static void states(ReportGauges gauges, String server, ServerInsight insight) {
        for (ServerState state : ServerState.values()) {
            double value = isOne(state == insight.state());
            gauges.set("integration_server_state", value, "server_id", server, "state", state.id());
        }
        for (ServerReporting reporting : ServerReporting.values()) {
            double value = isOne(reporting == insight.reporting());
            gauges.set("integration_server_reporting", value, "server_id", server, "reporting", reporting.id());
        }
    }

    private static double isOne(boolean itIs) {
        return itIs ? 1 : 0;
    }

    private static void amounts(ReportGauges gauges, String name, String server, ResourceAmounts amounts) {
        gauges.set(name, amounts.cpu(), "server_id", server, "resource", "cpu");
        gauges.set(name, amounts.memory(), "server_id", server, "resource", "memory");
        gauges.set(name, amounts.disk(), "server_id", server, "resource", "disk");
    }
}
