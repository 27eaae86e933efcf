package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.RESOURCE;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TIME;
import static org.ar1.integration.document.Forms.WHOLE;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.LearnerReport.LearnerLab;
import org.ar1.integration.report.LearnerReport.LearnerServer;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;
import org.jspecify.annotations.Nullable;

/** The report of a learner. */
final class LearnerJson {

    private static final ResourceAmounts NOT_STATED = new ResourceAmounts(null, null, null);

    private static final Form<LabAttempts> PERFORMANCE = Form.object(attempts -> new LabAttempts(
            attempts.find("attempts", LabAttempts::attempts, WHOLE),
            attempts.find("success_rate", LabAttempts::successRate, REAL),
            attempts.find("avg_completion_time", LabAttempts::avgCompletionTime, REAL),
            attempts.find("total_time_spent", LabAttempts::totalTimeSpent, REAL),
            attempts.find("last_attempt", LabAttempts::lastAttempt, TIME)));

    private static final Form<LearnerServer> SERVER = Form.object(server -> {
        long serverId = server.get("server_id", LearnerServer::serverId, WHOLE);
        server.derived("server_name", LearnerServer::serverName, TEXT);
        return new LearnerServer(serverId, load(server, serverId));
    });

    private static final Form<Map<String, LearnerLab>> LABS = Form.map(Form.object(lab -> new LearnerLab(
            lab.get("name", LearnerLab::name, TEXT),
            lab.get("performance", LearnerLab::performance, PERFORMANCE),
            lab.find("servers", LearnerLab::servers, Form.list(SERVER)))));

    static final Form<LearnerReport> REPORT = Form.object(report -> new LearnerReport(
            report.get("timestamp", LearnerReport::timestamp, TIME),
            report.get("integration_status", LearnerReport::integrationStatus, SharedJson.STATUS),
            report.get("user_id", LearnerReport::userId, TEXT),
            report.get("labs", LearnerReport::labs, LABS),
            report.get("join", LearnerReport::coverage, SharedJson.JOIN),
            report.get("sources", LearnerReport::sources, SharedJson.SOURCES),
            null));

    private LearnerJson() {}

    /** What the document has of a server's load; null when that is not known. */
    private static @Nullable ServerInsight load(Fields<LearnerServer> server, long serverId) throws IOException {
        ServerState state = server.find("state", of(ServerInsight::state), ServerAllocationJson.STATE);
        ServerReporting reporting =
                server.find("reporting", of(ServerInsight::reporting), ServerAllocationJson.REPORTING);
        ServerResource binding = server.find("binding_resource", of(ServerInsight::bindingResource), RESOURCE);
        ResourceAmounts utilization = server.find("utilization", of(ServerInsight::utilization), SharedJson.AMOUNTS);
        return state == null || reporting == null || utilization == null
                ? null
                : new ServerInsight(
                        Server.nameOf(serverId),
                        NOT_STATED,
                        NOT_STATED,
                        utilization,
                        NOT_STATED,
                        binding,
                        state,
                        reporting,
                        null,
                        null);
    }

    private static <V> Function<LearnerServer, @Nullable V> of(Function<ServerInsight, @Nullable V> figure) {
        return server -> {
            ServerInsight load = server.load();
            return load == null ? null : figure.apply(load);
        };
    }
}
