package org.ar1.integration.document;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the reports as comma-separated values (RFC 4180): UTF-8, one header row, lines that end with CR LF, an
 * empty field for what is null. The columns are fixed, and new ones will be added at the end. A table holds the figures
 * and not the state of the sources, which the JSON has. Thread-safe.
 *
 * <p>Names come from services, and spreadsheets may take text for a formula. The writer therefore puts an apostrophe
 * before {@code =}, {@code +}, {@code -} and {@code @} at the beginning of a text, and after a comma, a semicolon, a
 * tab or a line break within it, even with spaces and quotes between. It also puts one before a tab or a line break
 * that begins a text. A text with a comma, a semicolon, a quote, a tab or a line break, or with a space at an end, is
 * quoted. Numbers stay numbers.
 */
public final class ReportCsv {

    private ReportCsv() {}

    /**
     * One row a lab type, by code point: its use ({@code total_events} to {@code detail_average_session_time_seconds}),
     * then its use against the estimate ({@code utilization_status} to {@code normalized_usage}).
     *
     * @param report the report
     * @return the table in UTF-8
     */
    public static byte[] write(LabUtilizationReport report) {
        CsvOut csv = new CsvOut();
        csv.row(
                "lab_type",
                "total_events",
                "unique_users",
                "errors",
                "time_period_days",
                "detail_time_period_days",
                "detail_unique_users",
                "detail_total_events",
                "detail_average_session_time_seconds",
                "utilization_status",
                "avg_users",
                "estimated_users",
                "ratio",
                "avg_time",
                "normalized_usage",
                "labs");
        Map<String, LabTypeUsage> usage = report.labUsage();
        Map<String, LabTypeUtilization> utilization =
                report.infrastructureInsights().utilization();
        Set<String> labTypes = new TreeSet<>(CodePoints.ORDER);
        labTypes.addAll(usage.keySet());
        labTypes.addAll(utilization.keySet());
        for (String labType : labTypes) {
            csv.cell(labType);
            usage(csv, usage.get(labType));
            utilization(csv, utilization.get(labType));
            csv.end();
        }
        return csv.bytes();
    }

    private static void usage(CsvOut csv, @Nullable LabTypeUsage usage) {
        LabUsage detail = usage == null ? null : usage.detail();
        csv.cell(usage == null ? null : usage.totalEvents())
                .cell(usage == null ? null : usage.uniqueUsers())
                .cell(usage == null ? null : usage.errors())
                .cell(usage == null ? null : usage.timePeriodDays())
                .cell(detail == null ? null : detail.timePeriodDays())
                .cell(detail == null ? null : detail.uniqueUsers())
                .cell(detail == null ? null : detail.totalEvents())
                .cell(detail == null ? null : detail.averageSessionTimeSeconds());
    }

    private static void utilization(CsvOut csv, @Nullable LabTypeUtilization type) {
        csv.cell(type == null ? null : type.status().id())
                .cell(type == null ? null : type.avgUsers())
                .cell(type == null ? null : type.estimatedUsers())
                .cell(type == null ? null : type.ratio())
                .cell(type == null ? null : type.avgTime())
                .cell(type == null ? null : type.normalizedUsage())
                .cell(type == null ? null : type.labs().size());
    }

    /**
     * One row a lab type and server that it stands on, lab types by code point, servers in the order of the
     * allocations. A lab type without servers has one row whose server columns are empty; the servers that no lab type
     * stands on follow, by number, with no lab type.
     *
     * @param report the report
     * @return the table in UTF-8
     */
    public static byte[] write(ServerAllocationReport report) {
        CsvOut csv = new CsvOut();
        csv.row(
                "lab_type",
                "lab_name",
                "total_users",
                "avg_completion_time",
                "success_rate",
                "server_id",
                "server_name",
                "state",
                "binding_resource",
                "last_checked",
                "cpu",
                "memory",
                "disk",
                "max_cpu",
                "max_memory",
                "max_disk",
                "utilization_cpu",
                "utilization_memory",
                "utilization_disk",
                "headroom_cpu",
                "headroom_memory",
                "headroom_disk",
                "reporting");
        Map<Long, ServerInsight> servers = report.infrastructure().servers();
        Set<Long> shown = new HashSet<>();
        report.labs().forEach((labType, lab) -> {
            if (lab.servers().isEmpty()) {
                lab(csv, labType, lab);
                server(csv, null, null, null, null);
            }
            for (Placement placement : lab.servers()) {
                long id = placement.serverId();
                shown.add(id);
                lab(csv, labType, lab);
                server(csv, id, placement.serverName(), placement.usage(), servers.get(id));
            }
        });
        servers.forEach((id, server) -> {
            if (!shown.contains(id)) {
                lab(csv, null, null);
                server(csv, id, server.name(), server.usage(), server);
            }
        });
        return csv.bytes();
    }

    private static void lab(CsvOut csv, @Nullable String labType, @Nullable LabAllocation lab) {
        LabPerformance performance = lab == null ? null : lab.performance();
        csv.cell(labType)
                .cell(lab == null ? null : lab.name())
                .cell(performance == null ? null : performance.totalUsers())
                .cell(performance == null ? null : performance.avgCompletionTime())
                .cell(performance == null ? null : performance.successRate());
    }

    private static void server(
            CsvOut csv,
            @Nullable Long id,
            @Nullable String name,
            @Nullable ResourceAmounts usage,
            @Nullable ServerInsight server) {
        ServerResource binding = server == null ? null : server.bindingResource();
        csv.cell(id)
                .cell(name)
                .cell(server == null ? null : server.state().id())
                .cell(binding == null ? null : binding.id())
                .cell(server == null ? null : server.lastChecked());
        amounts(csv, usage);
        amounts(csv, server == null ? null : server.specs());
        amounts(csv, server == null ? null : server.utilization());
        amounts(csv, server == null ? null : server.headroom());
        csv.cell(server == null ? null : server.reporting().id());
        csv.end();
    }

    private static void amounts(CsvOut csv, @Nullable ResourceAmounts amounts) {
        csv.cell(amounts == null ? null : amounts.cpu())
                .cell(amounts == null ? null : amounts.memory())
                .cell(amounts == null ? null : amounts.disk());
    }
}
