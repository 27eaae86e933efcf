package org.ar1.integration.document;

import java.io.IOException;
import java.util.Map;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.PopularEntry;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the reports: compact, in UTF-8, with keys in a fixed order, so that equal reports give equal bytes. The
 * Integration Service answers exactly these bytes. Thread-safe.
 */
public final class ReportJson {

    private ReportJson() {}

    /**
     * The JSON of a lab utilization report.
     *
     * @param report the report
     * @return the document in UTF-8
     */
    public static byte[] write(LabUtilizationReport report) {
        return JsonOut.bytes(json -> labUtilization(json, report));
    }

    /**
     * The JSON of a server allocation report.
     *
     * @param report the report
     * @return the document in UTF-8
     */
    public static byte[] write(ServerAllocationReport report) {
        return JsonOut.bytes(json -> serverAllocation(json, report));
    }

    /**
     * The JSON of the report of a learner. Personal data.
     *
     * @param report the report
     * @return the document in UTF-8
     */
    public static byte[] write(LearnerReport report) {
        return JsonOut.bytes(json -> LearnerJson.report(json, report));
    }

    private static void labUtilization(JsonOut json, LabUtilizationReport report) throws IOException {
        json.object(() -> {
            json.time("timestamp", report.timestamp());
            json.text("integration_status", report.integrationStatus().id());
            json.map("lab_usage", report.labUsage(), usage -> typeUsage(json, usage));
            json.object("infrastructure_insights", () -> {
                json.list("popular_labs", report.infrastructureInsights().popularLabs(), lab -> popular(json, lab));
                json.map(
                        "utilization_status",
                        report.infrastructureInsights().utilization(),
                        type -> utilization(json, type));
            });
            correlation(json, report.correlation());
            json.list("disagreements", report.disagreements(), d -> {
                json.text("lab_type", d.labType());
                json.number("application_rank", d.applicationRank());
                json.number("infrastructure_rank", d.infrastructureRank());
                json.number("of", d.rankedLabTypes());
            });
            SharedJson.join(json, report.coverage());
            json.list("sources", report.sources(), source -> SharedJson.source(json, source));
        });
    }

    private static void typeUsage(JsonOut json, LabTypeUsage usage) throws IOException {
        json.number("total_events", usage.totalEvents());
        json.number("unique_users", usage.uniqueUsers());
        json.number("errors", usage.errors());
        json.number("time_period_days", usage.timePeriodDays());
        LabUsage detail = usage.detail();
        if (detail == null) {
            json.nothing("detail");
            return;
        }
        json.object("detail", () -> {
            json.number("time_period_days", detail.timePeriodDays());
            json.number("unique_users", detail.uniqueUsers());
            json.number("total_events", detail.totalEvents());
            json.numbers(
                    "event_distribution",
                    CodePoints.map(detail.eventDistribution().entrySet(), Map.Entry::getKey, Map.Entry::getValue));
            json.number("average_session_time_seconds", detail.averageSessionTimeSeconds());
        });
    }

    private static void popular(JsonOut json, PopularEntry lab) throws IOException {
        json.text("lab_type", lab.labType());
        json.text("name", lab.name());
        json.number("sessions", lab.sessions());
        json.number("user_minutes", lab.userMinutes());
    }

    private static void utilization(JsonOut json, LabTypeUtilization type) throws IOException {
        json.text("status", type.status().id());
        json.number("avg_users", type.avgUsers());
        json.number("estimated_users", type.estimatedUsers());
        json.number("ratio", type.ratio());
        json.number("avg_time", type.avgTime());
        json.number("normalized_usage", type.normalizedUsage());
        json.list("labs", type.labs(), lab -> utilization(json, lab));
    }

    private static void utilization(JsonOut json, LabUtilization lab) throws IOException {
        json.number("lab_id", lab.labId());
        json.text("name", lab.name());
        json.text("status", lab.status().id());
        json.number("avg_users", lab.avgUsers());
        json.number("estimated_users", lab.estimatedUsers());
        json.number("ratio", lab.ratio());
        json.number("avg_time", lab.avgTime());
        json.number("normalized_usage", lab.normalizedUsage());
    }

    private static void correlation(JsonOut json, Correlation correlation) throws IOException {
        json.object("correlation", () -> {
            json.number("application_window_days", correlation.applicationWindowDays());
            json.text("infrastructure_window", correlation.infrastructureWindow());
            json.list("pairs", correlation.pairs(), pair -> {
                json.text("application", pair.application().id());
                json.text("infrastructure", pair.infrastructure().id());
                coefficient(json, pair.rho(), pair.p(), pair.n(), pair.reason());
            });
        });
    }

    private static void correlation(JsonOut json, PerformanceCorrelation correlation) throws IOException {
        json.object("correlation", () -> {
            json.text("application_window", correlation.applicationWindow());
            json.number("infrastructure_window_weeks", correlation.infrastructureWindowWeeks());
            json.list("pairs", correlation.pairs(), pair -> {
                json.text("application", pair.application().id());
                json.text("infrastructure", pair.infrastructure().id());
                coefficient(json, pair.rho(), pair.p(), pair.n(), pair.reason());
            });
        });
    }

    private static void coefficient(
            JsonOut json, @Nullable Double rho, @Nullable Double p, int n, Correlation.@Nullable Reason reason)
            throws IOException {
        json.number("rho", rho);
        json.number("p", p);
        json.number("n", n);
        json.text("reason", reason == null ? null : reason.text());
    }

    private static void serverAllocation(JsonOut json, ServerAllocationReport report) throws IOException {
        json.object(() -> {
            json.time("timestamp", report.timestamp());
            json.text("integration_status", report.integrationStatus().id());
            json.map("labs", report.labs(), lab -> lab(json, lab));
            json.object("infrastructure", () -> {
                json.map("servers", report.infrastructure().servers(), server -> server(json, server));
                json.numberLists("allocation_map", report.infrastructure().allocationMap());
            });
            correlation(json, report.correlation());
            SharedJson.join(json, report.coverage());
            json.list("sources", report.sources(), source -> SharedJson.source(json, source));
        });
    }

    private static void lab(JsonOut json, LabAllocation lab) throws IOException {
        json.text("name", lab.name());
        LabPerformance performance = lab.performance();
        if (performance == null) {
            json.nothing("performance");
        } else {
            json.object("performance", () -> {
                json.number("total_users", performance.totalUsers());
                json.number("avg_completion_time", performance.avgCompletionTime());
                json.number("success_rate", performance.successRate());
                json.texts("common_errors", performance.commonErrors());
            });
        }
        if (lab.servers().isEmpty()) {
            json.nothing("infrastructure");
            return;
        }
        json.object("infrastructure", () -> {
            placement(json, lab.servers().get(0));
            json.list("servers", lab.servers(), server -> placement(json, server));
        });
    }

    private static void placement(JsonOut json, LabAllocation.Placement placement) throws IOException {
        json.number("server_id", placement.serverId());
        json.text("server_name", placement.serverName());
        amounts(json, "resource_allocation", "", placement.usage());
        json.list("peak_times", placement.peakTimes(), peak -> peak(json, peak));
    }

    private static void peak(JsonOut json, PeakTime peak) throws IOException {
        json.text("time", peak.time());
        json.number("users", peak.users());
    }

    private static void server(JsonOut json, ServerInsight server) throws IOException {
        ServerResource binding = server.bindingResource();
        json.text("name", server.name());
        amounts(json, "specs", "max_", server.specs());
        amounts(json, "usage", "", server.usage());
        amounts(json, "utilization", "", server.utilization());
        amounts(json, "headroom", "", server.headroom());
        json.text("binding_resource", binding == null ? null : binding.id());
        json.text("state", server.state().id());
        json.text("reporting", server.reporting().id());
        json.time("last_checked", server.lastChecked());
        ServerHistory history = server.history();
        if (history == null) {
            json.nothing("history");
            return;
        }
        json.object("history", () -> {
            json.number("window_weeks", history.windowWeeks());
            json.number("samples", history.samples());
            json.time("first", history.first());
            json.time("last", history.last());
            json.number("future_rows", history.futureRows());
            history(json, "cpu", history.cpu());
            history(json, "memory", history.memory());
            history(json, "disk", history.disk());
        });
    }

    private static void history(JsonOut json, String name, @Nullable ResourceHistory history) throws IOException {
        if (history == null) {
            json.nothing(name);
            return;
        }
        json.object(name, () -> {
            json.number("latest", history.latest());
            json.number("mean", history.mean());
            json.number("max", history.max());
            json.number("p95", history.p95());
        });
    }

    static void amounts(JsonOut json, String name, String prefix, @Nullable ResourceAmounts amounts)
            throws IOException {
        if (amounts == null) {
            json.nothing(name);
            return;
        }
        json.object(name, () -> {
            json.number(prefix + "cpu", amounts.cpu());
            json.number(prefix + "memory", amounts.memory());
            json.number(prefix + "disk", amounts.disk());
        });
    }
}
