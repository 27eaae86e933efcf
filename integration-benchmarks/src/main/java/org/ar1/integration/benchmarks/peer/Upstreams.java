package org.ar1.integration.benchmarks.peer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The answers of the six services, each kept for five minutes. Thread-safe. */
@Component
class Upstreams {

    private static final int PAGE = 100;

    private final Cache<String, Object> cache =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(5)).build();
    private final RestClient monitoring;
    private final RestClient performance;
    private final RestClient allocation;
    private final RestClient progress;
    private final RestClient reporting;
    private final RestClient analytics;

    /** A lab of the catalogue. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Lab(String name, String labType) {}

    /** A lab and how much it was used. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Popular(String name, long totalSessions, double totalUserMinutes) {}

    /** A lab and how well its use fits the estimate. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Utilization(
            long labId,
            String name,
            String status,
            @Nullable Double avgUsers,
            @Nullable Long estimatedUsers,
            @Nullable Double ratio,
            @Nullable Double avgTime,
            @Nullable Double normalizedUsage) {}

    /** The use of one lab type in 30 days. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Trend(long totalEvents, long uniqueUsers, long errors) {}

    /** The use of all of them. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Trends(int timePeriodDays, Map<String, Trend> labUsage) {}

    /** The use of one lab type in seven days. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Detail(
            int timePeriodDays,
            long uniqueUsers,
            long totalEvents,
            Map<String, Long> eventDistribution,
            double averageSessionTimeSeconds) {}

    /** How well the learners of one lab type do. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Performance(long totalUsers, double avgCompletionTime, double successRate, List<String> commonErrors) {}

    /** A server. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Server(
            long id,
            String ipAddress,
            double cpuUsage,
            double memoryUsage,
            double diskUsage,
            double maxCpu,
            double maxMemory,
            double maxDisk,
            Instant lastChecked) {}

    /** Which lab runs on which server. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Allocation(String labName, long serverId) {}

    /** When users began sessions on a server. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Peak(String time, long users) {}

    /** What a server used at a time. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Sample(long serverId, double cpuUsage, double memoryUsage, double diskUsage, Instant recordedAt) {}

    /** The use of a server's resource over all its samples. */
    record Load(double latest, double mean, double max, double p95) {}

    /** The samples of a server in short. */
    record History(int samples, Instant first, Instant last, Load cpu, Load memory, Load disk) {}

    Upstreams(RestClient.Builder clients, Environment environment) {
        monitoring = clients.baseUrl(environment.getRequiredProperty("LAB_MONITORING_URL"))
                .build();
        performance = clients.baseUrl(environment.getRequiredProperty("PERFORMANCE_SERVICE_URL"))
                .build();
        allocation = clients.baseUrl(environment.getRequiredProperty("RESOURCE_ALLOCATION_URL"))
                .build();
        progress = clients.baseUrl(environment.getRequiredProperty("USER_PROGRESS_URL"))
                .build();
        reporting = clients.baseUrl(environment.getRequiredProperty("PERFORMANCE_REPORTING_URL"))
                .build();
        analytics = clients.baseUrl(environment.getRequiredProperty("USAGE_ANALYTICS_URL"))
                .build();
    }

    List<Lab> catalogue() {
        return cached("catalogue", () -> {
            List<Lab> all = new ArrayList<>();
            List<Lab> page;
            do {
                page = get(
                        progress,
                        new ParameterizedTypeReference<List<Lab>>() {},
                        "/labs/?skip={skip}&limit={limit}",
                        all.size(),
                        PAGE);
                all.addAll(page);
            } while (page.size() == PAGE);
            return all;
        });
    }

    List<Popular> popular() {
        return cached(
                "popular",
                () -> get(monitoring, new ParameterizedTypeReference<List<Popular>>() {}, "/monitor/labs/popular"));
    }

    List<Utilization> utilization() {
        return cached(
                "utilization",
                () -> get(
                        monitoring,
                        new ParameterizedTypeReference<List<Utilization>>() {},
                        "/monitor/labs/over-under-utilized"));
    }

    Trends trends() {
        return cached(
                "trends",
                () -> get(analytics, ParameterizedTypeReference.forType(Trends.class), "/analytics/trends?days=30"));
    }

    Optional<Detail> detail(String labType) {
        return cached(
                "detail " + labType,
                () -> find(analytics, Detail.class, "/analytics/usage/lab/{labType}?days=7", labType));
    }

    Optional<Performance> performance(String labType) {
        return cached(
                "performance " + labType,
                () -> find(reporting, Performance.class, "/performance/lab/{labType}", labType));
    }

    List<Server> servers() {
        return cached("servers", () -> get(allocation, new ParameterizedTypeReference<List<Server>>() {}, "/servers"));
    }

    List<Allocation> allocations() {
        return cached(
                "allocations",
                () -> get(allocation, new ParameterizedTypeReference<List<Allocation>>() {}, "/allocations"));
    }

    List<Peak> peaks(long server) {
        return cached(
                "peaks " + server,
                () -> get(
                        performance,
                        new ParameterizedTypeReference<List<Peak>>() {},
                        "/performance/servers/{id}/peaks",
                        server));
    }

    Map<Long, History> histories() {
        return cached(
                "histories",
                () ->
                        get(
                                        performance,
                                        new ParameterizedTypeReference<List<Sample>>() {},
                                        "/performance/servers/stats")
                                .stream()
                                .collect(Collectors.groupingBy(
                                        Sample::serverId,
                                        TreeMap::new,
                                        Collectors.collectingAndThen(Collectors.toList(), Upstreams::history))));
    }

    private static History history(List<Sample> samples) {
        samples.sort(Comparator.comparing(Sample::recordedAt));
        return new History(
                samples.size(),
                samples.get(0).recordedAt(),
                samples.get(samples.size() - 1).recordedAt(),
                load(samples, Sample::cpuUsage),
                load(samples, Sample::memoryUsage),
                load(samples, Sample::diskUsage));
    }

    private static Load load(List<Sample> samples, ToDoubleFunction<Sample> usage) {
        double[] sorted = samples.stream().mapToDouble(usage).sorted().toArray();
        return new Load(
                usage.applyAsDouble(samples.get(samples.size() - 1)),
                samples.stream().mapToDouble(usage).average().orElse(Double.NaN),
                sorted[sorted.length - 1],
                sorted[(int) Math.ceil(0.95 * sorted.length) - 1]);
    }

    @SuppressWarnings("unchecked") // each key has values of one type
    private <T> T cached(String key, Supplier<T> call) {
        return (T) cache.get(key, absent -> call.get());
    }

    private static <T> T get(RestClient service, ParameterizedTypeReference<T> type, String path, Object... variables) {
        T answer = service.get().uri(path, variables).retrieve().body(type);
        if (answer == null) {
            throw new IllegalStateException(path + " answered nothing");
        }
        return answer;
    }

    private static <T> Optional<T> find(RestClient service, Class<T> type, String path, Object... variables) {
        try {
            return Optional.of(get(service, ParameterizedTypeReference.forType(type), path, variables));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        }
    }
}
