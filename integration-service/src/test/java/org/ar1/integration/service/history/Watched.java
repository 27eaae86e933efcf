package org.ar1.integration.service.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.LongFunction;
import org.ar1.integration.testkit.SampleService;
import org.jspecify.annotations.Nullable;

/**
 * The sources whose answers carry the time at which they were computed, and where the reports show it. The campus has one
 * lab and one server.
 */
enum Watched {
    POPULAR(
            SampleService.LAB_MONITORING,
            "popular",
            "/monitor/labs/popular",
            "/infrastructure_insights/popular_labs/0/sessions",
            """
            [{"lab_id":1,"name":"Linux Basics","total_sessions":%1$d,"total_user_minutes":"58800"}]"""),
    TRENDS(
            SampleService.USAGE_ANALYTICS,
            "trends",
            "/analytics/trends?days=30",
            "/lab_usage/linux-basics/total_events",
            """
            {"time_period_days":30,"total_events":%1$d,\
            "lab_usage":{"linux-basics":{"total_events":%1$d,"unique_users":3,"errors":0}}}"""),
    SERVERS(
            SampleService.RESOURCE_ALLOCATION,
            "servers",
            "/servers",
            "/labs/linux-basics/infrastructure/resource_allocation/cpu",
            """
            [{"id":1,"ip_address":"192.168.0.101","cpu_usage":%1$d,"memory_usage":67.3,"disk_usage":210,"max_cpu":1000000,\
            "max_memory":128,"max_disk":500,"last_checked":"%2$s"}]"""),
    STATISTICS(SampleService.PERFORMANCE, "stats", "/performance/servers/stats", "", """
            [{"id":1,"server_id":1,"cpu_usage":9.7,"memory_usage":45.2,"disk_usage":140.4,"recorded_at":"%2$s"}]"""),
    PERFORMANCE(
            SampleService.PERFORMANCE_REPORTING,
            "performance/lab",
            "/performance/lab/linux-basics",
            "/labs/linux-basics/performance/total_users",
            """
            {"lab_type":"linux-basics","total_users":%1$d,"avg_completion_time":400.5,"success_rate":0.9,"common_errors":[],\
            "id":2,"last_updated":"%2$s"}""");

    private final SampleService service;
    private final String resource;
    private final String path;
    private final String pointer;
    private final String body;

    Watched(SampleService service, String resource, String path, String pointer, String body) {
        this.service = service;
        this.resource = resource;
        this.path = path;
        this.pointer = pointer;
        this.body = body;
    }

    SampleService service() {
        return service;
    }

    String path() {
        return path;
    }

    /** The answer that carries a time. */
    String body(long at, LongFunction<Instant> instants) {
        return body.formatted(at, instants.apply(at).toString());
    }

    /** What a report shows of the source, by a line of its {@code sources}; null for another source. */
    static @Nullable Watched of(JsonNode line) {
        for (Watched source : values()) {
            if (source.service.id().equals(line.path("service").asText())
                    && source.resource.equals(line.path("resource").asText())) {
                return source;
            }
        }
        return null;
    }

    @Nullable
    Long value(JsonNode report) {
        JsonNode value = pointer.isEmpty() ? report.path("") : report.at(pointer);
        return value.isNumber() ? value.asLong() : null;
    }
}
