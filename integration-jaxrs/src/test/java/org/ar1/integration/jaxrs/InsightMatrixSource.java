package org.ar1.integration.jaxrs;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ar1.integration.testkit.SampleService;

/** The nine sources of the insights, the kinds that need each, and an answer of each that is too large. */
enum InsightMatrixSource {
    STATISTICS(PERFORMANCE, "/performance/servers/stats", "stats"),
    SERVERS(RESOURCE_ALLOCATION, "/servers", "servers"),
    ALLOCATIONS(RESOURCE_ALLOCATION, "/allocations", "allocations"),
    PEAKS(PERFORMANCE, "/performance/servers/", "peaks"),
    POPULAR(LAB_MONITORING, "/monitor/labs/popular", "popular"),
    UTILIZATION(LAB_MONITORING, "/monitor/labs/over-under-utilized", "over-under-utilized"),
    TRENDS(USAGE_ANALYTICS, "/analytics/trends", "trends"),
    CATALOGUE(USER_PROGRESS, "/labs/", "catalogue"),
    PERFORMANCE_OF_TYPE(PERFORMANCE_REPORTING, "/performance/lab/", "performance/lab");

    private static final Set<InsightMatrixSource> SERVERS_ALONE = Set.of(STATISTICS, SERVERS);

    /** The required sources of each kind that the report lists; data health needs any and is said from what is left. */
    static final Map<String, Set<InsightMatrixSource>> REQUIRED = Map.ofEntries(
            Map.entry("busiest_hour", SERVERS_ALONE),
            Map.entry("sustained_load", SERVERS_ALONE),
            Map.entry("saturation_forecast", SERVERS_ALONE),
            Map.entry("change", SERVERS_ALONE),
            Map.entry("imbalance", SERVERS_ALONE),
            Map.entry("right_sizing", SERVERS_ALONE),
            Map.entry("failover", Set.of(STATISTICS, SERVERS, ALLOCATIONS)),
            Map.entry("placement", Set.of(STATISTICS, SERVERS, ALLOCATIONS, POPULAR)),
            Map.entry("demand_at_risk", Set.of(STATISTICS, SERVERS, PEAKS)),
            Map.entry("idle_lab", Set.of(ALLOCATIONS, TRENDS)),
            Map.entry("demand_mismatch", Set.of(TRENDS, POPULAR, CATALOGUE)),
            Map.entry("saturation_errors", Set.of(STATISTICS, SERVERS, ALLOCATIONS, TRENDS, CATALOGUE)),
            Map.entry("demand_change", Set.of(TRENDS)));

    private final SampleService service;
    private final String path;
    private final String resource;

    InsightMatrixSource(SampleService service, String path, String resource) {
        this.service = service;
        this.path = path;
        this.resource = resource;
    }

    SampleService service() {
        return service;
    }

    /** How the lines of the sources name it. */
    String resource() {
        return resource;
    }

    /** Where its calls go, so that a fault of these paths is one of this source alone. */
    List<String> paths() {
        return this == PEAKS
                ? InsightMatrixCampus.SERVER_IDS.stream()
                        .map(id -> path + id + "/")
                        .toList()
                : List.of(path);
    }

    /** The kinds that cannot be said without it. */
    Set<String> kinds() {
        return REQUIRED.entrySet().stream()
                .filter(kind -> kind.getValue().contains(this))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The paths that are answered by more than there may be, and the answer; none where there is no such bound. */
    Map<String, String> tooLarge() {
        return switch (this) {
            // More servers than the memory for the history is enough for.
            case STATISTICS ->
                Map.of(
                        path,
                        rows(
                                2_000,
                                i -> "{\"id\":" + i + ",\"server_id\":" + i + ",\"cpu_usage\":1,\"memory_usage\":1,"
                                        + "\"disk_usage\":1,\"recorded_at\":\"2026-11-16T09:20:00.000Z\"}"));
            case SERVERS -> Map.of(path, rows(10_001, i -> "{\"id\":" + i + "}"));
            case ALLOCATIONS -> Map.of(path, rows(50_001, i -> "{\"lab_name\":\"Lab " + i + "\",\"server_id\":1}"));
            case POPULAR, UTILIZATION ->
                Map.of(path, rows(20_001, i -> "{\"id\":" + i + ",\"name\":\"Lab " + i + "\"}"));
            case TRENDS ->
                Map.of(
                        path,
                        "{\"lab_usage\":{"
                                + IntStream.range(0, 20_001)
                                        .mapToObj(i -> "\"t" + i + "\":{\"total_events\":1}")
                                        .collect(Collectors.joining(","))
                                + "}}");
            case CATALOGUE, PEAKS, PERFORMANCE_OF_TYPE -> Map.of();
        };
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining(",", "[", "]"));
    }
}
