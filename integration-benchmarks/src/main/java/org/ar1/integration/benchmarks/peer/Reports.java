package org.ar1.integration.benchmarks.peer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ar1.integration.benchmarks.peer.Upstreams.Allocation;
import org.ar1.integration.benchmarks.peer.Upstreams.Detail;
import org.ar1.integration.benchmarks.peer.Upstreams.History;
import org.ar1.integration.benchmarks.peer.Upstreams.Lab;
import org.ar1.integration.benchmarks.peer.Upstreams.Peak;
import org.ar1.integration.benchmarks.peer.Upstreams.Performance;
import org.ar1.integration.benchmarks.peer.Upstreams.Popular;
import org.ar1.integration.benchmarks.peer.Upstreams.Server;
import org.ar1.integration.benchmarks.peer.Upstreams.Trends;
import org.ar1.integration.benchmarks.peer.Upstreams.Utilization;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Joins the answers of the six services anew for each request. Thread-safe. */
@Service
class Reports {

    private static final int MOST_PEAKS = 100;

    private final Upstreams upstreams;

    /** The use of one lab type. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Usage(
            long totalEvents,
            long uniqueUsers,
            long errors,
            int timePeriodDays,
            @Nullable Detail detail) {}

    /** A lab among the most used. */
    @JsonNaming(SnakeCaseStrategy.class)
    record PopularLab(String labType, String name, long sessions, double userMinutes) {}

    /** How well the labs of a type fit their estimates. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TypeUtilization(
            String status,
            @Nullable Double avgUsers,
            @Nullable Long estimatedUsers,
            @Nullable Double ratio,
            @Nullable Double avgTime,
            @Nullable Double normalizedUsage,
            List<Utilization> labs) {}

    /** What the infrastructure says of the labs. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Insights(List<PopularLab> popularLabs, Map<String, TypeUtilization> utilizationStatus) {}

    /** The first report. */
    @JsonNaming(SnakeCaseStrategy.class)
    record LabUtilization(
            Instant timestamp,
            String integrationStatus,
            Map<String, Usage> labUsage,
            Insights infrastructureInsights) {}

    /** Figures of the three resources. */
    record Amounts(double cpu, double memory, double disk) {}

    /** The most that a server has of them. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Specs(double maxCpu, double maxMemory, double maxDisk) {}

    /** A server of a lab. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Placement(
            long serverId, String serverName, @Nullable Amounts resourceAllocation, List<Peak> peakTimes) {}

    /** A lab type with its learners' performance and its servers. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Labs(
            String name,
            @Nullable Performance performance,
            @Nullable Placement infrastructure,
            List<Long> servers) {}

    /** A server. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ServerView(
            String name,
            Specs specs,
            Amounts usage,
            Amounts utilization,
            Amounts headroom,
            String bindingResource,
            String state,
            Instant lastChecked,
            @Nullable History history) {}

    /** All servers. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Infrastructure(Map<Long, ServerView> servers, Map<String, Set<Long>> allocationMap) {}

    /** The second report. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ServerAllocation(
            Instant timestamp, String integrationStatus, Map<String, Labs> labs, Infrastructure infrastructure) {}

    Reports(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /** Of one lab type; null for all. */
    LabUtilization labUtilization(@Nullable String only) {
        Map<String, String> types = typesByName();
        Map<String, Usage> usage = new TreeMap<>();
        Trends trends = upstreams.trends();
        trends.labUsage().forEach((labType, trend) -> {
            if (isWanted(only, labType)) {
                usage.put(
                        labType,
                        new Usage(
                                trend.totalEvents(),
                                trend.uniqueUsers(),
                                trend.errors(),
                                trends.timePeriodDays(),
                                upstreams.detail(labType).orElse(null)));
            }
        });
        List<PopularLab> popular = new ArrayList<>();
        for (Popular lab : upstreams.popular()) {
            String labType = types.getOrDefault(lab.name(), lab.name());
            if (isWanted(only, labType)) {
                popular.add(new PopularLab(labType, lab.name(), lab.totalSessions(), lab.totalUserMinutes()));
            }
        }
        popular.sort(
                Comparator.comparingDouble(PopularLab::userMinutes).reversed().thenComparing(PopularLab::name));
        Map<String, List<Utilization>> byType = new TreeMap<>();
        for (Utilization lab : upstreams.utilization()) {
            String labType = types.getOrDefault(lab.name(), lab.name());
            if (isWanted(only, labType)) {
                byType.computeIfAbsent(labType, absent -> new ArrayList<>()).add(lab);
            }
        }
        Map<String, TypeUtilization> utilization = new TreeMap<>();
        byType.forEach((labType, labs) -> {
            Utilization first = labs.get(0);
            utilization.put(
                    labType,
                    new TypeUtilization(
                            first.status(),
                            first.avgUsers(),
                            first.estimatedUsers(),
                            first.ratio(),
                            first.avgTime(),
                            first.normalizedUsage(),
                            labs));
        });
        return new LabUtilization(Instant.now(), "success", usage, new Insights(popular, utilization));
    }

    /** Of one lab type and its servers; null for all. */
    ServerAllocation serverAllocation(@Nullable String only) {
        Map<String, String> types = typesByName();
        Map<String, String> names = new TreeMap<>();
        for (Lab lab : upstreams.catalogue()) {
            if (isWanted(only, lab.labType())) {
                names.putIfAbsent(lab.labType(), lab.name());
            }
        }
        Map<String, Set<Long>> placed = new TreeMap<>();
        for (Allocation allocation : upstreams.allocations()) {
            String labType = types.getOrDefault(allocation.labName(), allocation.labName());
            if (isWanted(only, labType)) {
                names.putIfAbsent(labType, allocation.labName());
                placed.computeIfAbsent(labType, absent -> new LinkedHashSet<>()).add(allocation.serverId());
            }
        }
        Map<Long, Server> servers = new TreeMap<>();
        upstreams.servers().forEach(server -> servers.put(server.id(), server));
        Map<String, Labs> labs = new TreeMap<>();
        names.forEach((labType, name) -> labs.put(labType, labs(labType, name, placed, servers)));
        Set<Long> shown = new TreeSet<>(servers.keySet());
        if (only != null) {
            shown.retainAll(placed.getOrDefault(only, Set.of()));
        }
        Map<Long, History> histories = upstreams.histories();
        Map<Long, ServerView> views = new TreeMap<>();
        for (Server server : servers.values()) {
            if (shown.contains(server.id())) {
                views.put(server.id(), view(server, histories.get(server.id())));
            }
        }
        return new ServerAllocation(Instant.now(), "success", labs, new Infrastructure(views, placed));
    }

    private Labs labs(String labType, String name, Map<String, Set<Long>> placed, Map<Long, Server> servers) {
        Set<Long> places = placed.getOrDefault(labType, Set.of());
        Placement first = places.stream()
                .findFirst()
                .map(id -> placement(id, servers.get(id)))
                .orElse(null);
        return new Labs(name, upstreams.performance(labType).orElse(null), first, List.copyOf(places));
    }

    private Placement placement(long id, @Nullable Server server) {
        List<Peak> peaks = upstreams.peaks(id);
        return new Placement(
                id,
                "Server-" + id,
                server == null ? null : usage(server),
                peaks.subList(Math.max(0, peaks.size() - MOST_PEAKS), peaks.size()));
    }

    private static ServerView view(Server server, @Nullable History history) {
        Amounts utilization = new Amounts(
                server.cpuUsage() / server.maxCpu(),
                server.memoryUsage() / server.maxMemory(),
                server.diskUsage() / server.maxDisk());
        double highest = Math.max(utilization.cpu(), Math.max(utilization.memory(), utilization.disk()));
        return new ServerView(
                "Server-" + server.id(),
                new Specs(server.maxCpu(), server.maxMemory(), server.maxDisk()),
                usage(server),
                utilization,
                new Amounts(1 - utilization.cpu(), 1 - utilization.memory(), 1 - utilization.disk()),
                highest == utilization.cpu() ? "cpu" : highest == utilization.memory() ? "memory" : "disk",
                highest >= 1 ? "saturated" : highest >= 0.8 ? "hot" : "ok",
                server.lastChecked(),
                history);
    }

    private static Amounts usage(Server server) {
        return new Amounts(server.cpuUsage(), server.memoryUsage(), server.diskUsage());
    }

    private Map<String, String> typesByName() {
        Map<String, String> types = new HashMap<>();
        upstreams.catalogue().forEach(lab -> types.putIfAbsent(lab.name(), lab.labType()));
        return types;
    }

    private static boolean isWanted(@Nullable String only, String labType) {
        return only == null || only.equals(labType);
    }
}
