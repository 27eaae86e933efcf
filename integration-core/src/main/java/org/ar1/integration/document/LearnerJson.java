package org.ar1.integration.document;

import java.io.IOException;
import java.util.List;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.LearnerReport.LearnerLab;
import org.ar1.integration.report.LearnerReport.LearnerServer;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;
import org.jspecify.annotations.Nullable;

/** The report of a learner. */
final class LearnerJson {

    private LearnerJson() {}

    static void report(JsonOut json, LearnerReport report) throws IOException {
        json.object(() -> {
            json.time("timestamp", report.timestamp());
            json.text("integration_status", report.integrationStatus().id());
            json.text("user_id", report.userId());
            json.map("labs", report.labs(), lab -> lab(json, lab));
            SharedJson.join(json, report.coverage());
            json.list("sources", report.sources(), source -> SharedJson.source(json, source));
        });
    }

    private static void lab(JsonOut json, LearnerLab lab) throws IOException {
        LabAttempts performance = lab.performance();
        List<LearnerServer> servers = lab.servers();
        json.text("name", lab.name());
        json.object("performance", () -> {
            json.number("attempts", performance.attempts());
            json.number("success_rate", performance.successRate());
            json.number("avg_completion_time", performance.avgCompletionTime());
            json.number("total_time_spent", performance.totalTimeSpent());
            json.time("last_attempt", performance.lastAttempt());
        });
        if (servers == null) {
            json.nothing("servers");
        } else {
            json.list("servers", servers, server -> server(json, server));
        }
    }

    private static void server(JsonOut json, LearnerServer server) throws IOException {
        ServerInsight load = server.load();
        json.number("server_id", server.serverId());
        json.text("server_name", server.serverName());
        json.text("state", load == null ? null : load.state().id());
        json.text("reporting", load == null ? null : load.reporting().id());
        json.text("binding_resource", binding(load));
        ReportJson.amounts(json, "utilization", "", load == null ? null : load.utilization());
    }

    private static @Nullable String binding(@Nullable ServerInsight load) {
        ServerResource binding = load == null ? null : load.bindingResource();
        return binding == null ? null : binding.id();
    }
}
