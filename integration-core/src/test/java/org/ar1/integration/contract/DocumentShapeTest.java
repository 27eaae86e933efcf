package org.ar1.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.document.ReportJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The names in the documents, and their order, as consumers may rely on them. */
class DocumentShapeTest {

    private static final Instant SHORTLY_AFTER = Instant.parse("2026-11-23T01:25:00Z");

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    private IntegrationClient client;

    @BeforeEach
    void replay() {
        SERVICES.replayEverything();
        client = SERVICES.client(SERVICES.builder().clock(() -> SHORTLY_AFTER));
    }

    private JsonNode utilization() throws IOException {
        return Recording.JSON.readTree(ReportJson.write(client.labUtilization().report()));
    }

    private JsonNode allocation() throws IOException {
        return Recording.JSON.readTree(
                ReportJson.write(client.serverAllocation().report()));
    }

    private static List<String> names(JsonNode document, String pointer) {
        List<String> names = new ArrayList<>();
        document.at(pointer).fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void labUtilization() throws IOException {
        JsonNode document = utilization();
        assertThat(names(document, ""))
                .containsExactly(
                        "timestamp",
                        "integration_status",
                        "lab_usage",
                        "infrastructure_insights",
                        "correlation",
                        "disagreements",
                        "join",
                        "sources");
        assertThat(names(document, "/lab_usage")).containsExactly("docker", "kubernetes", "linux-basics", "networking");
        assertThat(names(document, "/lab_usage/docker"))
                .containsExactly("total_events", "unique_users", "errors", "time_period_days", "detail");
        assertThat(names(document, "/lab_usage/docker/detail"))
                .containsExactly(
                        "time_period_days",
                        "unique_users",
                        "total_events",
                        "event_distribution",
                        "average_session_time_seconds");
        assertThat(names(document, "/lab_usage/docker/detail/event_distribution"))
                .containsExactly("complete", "error", "start");
        assertThat(names(document, "/infrastructure_insights")).containsExactly("popular_labs", "utilization_status");
        assertThat(names(document, "/infrastructure_insights/popular_labs/0"))
                .containsExactly("lab_type", "name", "sessions", "user_minutes");
        assertThat(names(document, "/infrastructure_insights/utilization_status/docker"))
                .containsExactly(
                        "status", "avg_users", "estimated_users", "ratio", "avg_time", "normalized_usage", "labs");
        assertThat(document.at("/correlation/pairs")).hasSize(4);
        assertThat(names(document, "/join")).containsExactly("matched", "unmatched", "coverage");
    }

    @Test
    void serverAllocation() throws IOException {
        JsonNode document = allocation();
        assertThat(names(document, ""))
                .containsExactly(
                        "timestamp", "integration_status", "labs", "infrastructure", "correlation", "join", "sources");
        assertThat(names(document, "/correlation"))
                .containsExactly("application_window", "infrastructure_window_weeks", "pairs");
        assertThat(document.at("/correlation/pairs")).hasSize(2);
        assertThat(names(document, "/correlation/pairs/0"))
                .containsExactly("application", "infrastructure", "rho", "p", "n", "reason");
        assertThat(names(document, "/labs"))
                .containsExactly(
                        "docker", "filesystem", "kubernetes", "linux-basics", "networking", "operating-systems");
        assertThat(names(document, "/labs/docker")).containsExactly("name", "performance", "infrastructure");
        assertThat(names(document, "/labs/docker/performance"))
                .containsExactly("total_users", "avg_completion_time", "success_rate", "common_errors");
        assertThat(names(document, "/labs/docker/infrastructure"))
                .containsExactly(
                        "server_id", "server_name", "resource_allocation", "peak_times", "peaks_total", "servers");
        assertThat(names(document, "/labs/docker/infrastructure/servers/0"))
                .containsExactly("server_id", "server_name", "resource_allocation");
        assertThat(names(document, "/infrastructure")).containsExactly("servers", "allocation_map");
        assertThat(names(document, "/infrastructure/servers")).containsExactly("1", "2");
        assertThat(names(document, "/infrastructure/servers/1"))
                .containsExactly(
                        "name",
                        "specs",
                        "usage",
                        "utilization",
                        "headroom",
                        "binding_resource",
                        "state",
                        "reporting",
                        "last_checked",
                        "history");
        assertThat(names(document, "/infrastructure/servers/1/history"))
                .containsExactly("window_weeks", "samples", "first", "last", "future_rows", "cpu", "memory", "disk");
        assertThat(names(document, "/infrastructure/servers/1/history/cpu"))
                .containsExactly("latest", "mean", "max", "p95");
    }

    @Test
    void sources() throws IOException {
        assertThat(resources(utilization()))
                .containsExactly(
                        "usage-analytics trends live",
                        "usage-analytics trends-7 live",
                        "usage-analytics usage/lab live",
                        "lab-monitoring popular live",
                        "lab-monitoring over-under-utilized live",
                        "user-progress catalogue live");
        assertThat(resources(allocation()))
                .containsExactly(
                        "resource-allocation allocations live",
                        "resource-allocation servers live",
                        "performance stats live",
                        "performance peaks live",
                        "performance-reporting performance/lab live",
                        "user-progress catalogue live");
        for (JsonNode source : allocation().get("sources")) {
            assertThat(names(source, ""))
                    .startsWith(
                            "service",
                            "resource",
                            "outcome",
                            "fetched_at",
                            "data_as_of",
                            "age_seconds",
                            "attempts",
                            "error");
        }
    }

    private static List<String> resources(JsonNode document) {
        List<String> resources = new ArrayList<>();
        document.get("sources")
                .forEach(source -> resources.add(String.join(
                        " ",
                        source.get("service").textValue(),
                        source.get("resource").textValue(),
                        source.get("outcome").textValue())));
        return resources;
    }

    @Test
    void equalDataGivesEqualBytes() {
        assertThat(ReportJson.write(client.labUtilization().report()))
                .isEqualTo(ReportJson.write(client.labUtilization().report()));
        assertThat(ReportJson.write(client.serverAllocation().report()))
                .isEqualTo(ReportJson.write(client.serverAllocation().report()));
    }
}
