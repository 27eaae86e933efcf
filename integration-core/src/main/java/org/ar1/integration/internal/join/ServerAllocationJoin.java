package org.ar1.integration.internal.join;

import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.ar1.integration.internal.client.PerformanceClient;
import org.ar1.integration.internal.client.PerformanceReportingClient;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.jspecify.annotations.Nullable;

/** Joins what was read for a server allocation report. */
public final class ServerAllocationJoin {

    /**
     * What was read.
     *
     * @param performance how well the users of each lab type do; may hold types that turn out not to be of the report
     * @param peaks the peaks of each server that a lab stands on; may hold servers likewise
     * @param existence what was asked only to know whether a lab type exists
     */
    public record Inputs(
            Sourced<LabCatalogue> catalogue,
            Sourced<List<Allocation>> allocations,
            Sourced<List<Server>> servers,
            Sourced<ServerStatistics> statistics,
            Map<String, Sourced<LabPerformance>> performance,
            Map<Long, Sourced<List<PeakTime>>> peaks,
            List<Sourced<?>> existence) {

        /** These, and what was asked for existence. */
        public Inputs with(List<Sourced<?>> asked) {
            return new Inputs(catalogue, allocations, servers, statistics, performance, peaks, asked);
        }
    }

    private final Inputs inputs;
    private final LabTypes types;
    private final Predicate<String> wanted;
    private final Map<String, String> firstNames = new HashMap<>();
    private final Map<String, Set<Long>> serversByType = new LinkedHashMap<>();
    private final Map<Long, Server> serversById = new LinkedHashMap<>();

    private ServerAllocationJoin(Inputs inputs, LabTypeResolver resolver, Predicate<String> wanted) {
        this.inputs = inputs;
        this.types = new LabTypes(resolver, inputs.catalogue());
        this.wanted = wanted;
        for (Allocation allocation : inputs.allocations().asOptional().orElse(List.of())) {
            String labType = types.of(allocation.labName());
            if (wanted.test(labType)) {
                firstNames.putIfAbsent(labType, allocation.labName());
                serversByType
                        .computeIfAbsent(labType, type -> new LinkedHashSet<>())
                        .add(allocation.serverId());
            }
        }
        inputs.servers().asOptional().orElse(List.of()).forEach(server -> serversById.put(server.id(), server));
    }

    /**
     * Joins the inputs.
     *
     * @param all whether the report is of all lab types and thus of all servers
     * @param wanted which lab types the report is of
     * @param now the report's time
     * @param retryAfter when to ask again, should the report have failed
     */
    public static ServerAllocationReport join(
            Inputs inputs,
            LabTypeResolver resolver,
            boolean all,
            Predicate<String> wanted,
            Instant now,
            Duration retryAfter) {
        return new ServerAllocationJoin(inputs, resolver, wanted).report(all, now, retryAfter);
    }

    private ServerAllocationReport report(boolean all, Instant now, Duration retryAfter) {
        List<String> labTypes = labTypes();
        Set<Long> placed = new HashSet<>();
        serversByType.values().forEach(placed::addAll);
        SourceLines sources = sources(labTypes, placed, now);
        IntegrationStatus status = sources.status();
        return new ServerAllocationReport(
                now,
                status,
                labs(labTypes),
                new AllocatedInfrastructure(
                        insights(all ? serversById.keySet() : placed, now), allocationMap(labTypes)),
                types.coverage(wanted),
                sources.lines(),
                status == IntegrationStatus.FAILED ? retryAfter : null);
    }

    private SourceLines sources(List<String> labTypes, Set<Long> placed, Instant now) {
        SourceLines lines = new SourceLines(now);
        lines.add(inputs.allocations());
        lines.add(inputs.servers());
        lines.add(inputs.statistics());
        lines.addCalls(PERFORMANCE, PerformanceClient.PEAKS, peakCalls(placed));
        lines.addCalls(
                PERFORMANCE_REPORTING,
                PerformanceReportingClient.LAB_PERFORMANCE,
                PerKey.select(
                        inputs.performance(),
                        labTypes,
                        !inputs.allocations().outcome().hasData()
                                && !inputs.catalogue().outcome().hasData(),
                        PERFORMANCE_REPORTING,
                        PerformanceReportingClient.LAB_PERFORMANCE));
        lines.add(inputs.catalogue());
        inputs.existence().forEach(lines::add);
        return lines;
    }

    private Collection<Sourced<List<PeakTime>>> peakCalls(Set<Long> placed) {
        return PerKey.select(
                inputs.peaks(),
                new TreeSet<>(placed),
                !inputs.allocations().outcome().hasData(),
                PERFORMANCE,
                PerformanceClient.PEAKS);
    }

    private List<String> labTypes() {
        Set<String> labTypes = new HashSet<>(serversByType.keySet());
        labTypes.addAll(types.catalogue().labTypes());
        return PerKey.sorted(labTypes, wanted);
    }

    private Map<String, LabAllocation> labs(List<String> labTypes) {
        Map<String, LabAllocation> labs = new LinkedHashMap<>();
        for (String labType : labTypes) {
            List<Placement> placements = new ArrayList<>(1);
            for (long id : serversByType.getOrDefault(labType, Set.of())) {
                placements.add(placement(id));
            }
            labs.put(labType, new LabAllocation(name(labType), valueOf(inputs.performance(), labType), placements));
        }
        return labs;
    }

    private String name(String labType) {
        String allocated = firstNames.get(labType);
        return allocated != null
                ? allocated
                : types.catalogue().byType(labType).map(CatalogueLab::name).orElse(labType);
    }

    private Placement placement(long serverId) {
        Server server = serversById.get(serverId);
        List<PeakTime> peaks = valueOf(inputs.peaks(), serverId);
        return new Placement(serverId, server == null ? null : server.usage(), peaks == null ? List.of() : peaks);
    }

    private static <K, T> @Nullable T valueOf(Map<K, Sourced<T>> sources, K key) {
        Sourced<T> source = sources.get(key);
        return source == null ? null : source.value();
    }

    private Map<Long, ServerInsight> insights(Set<Long> ids, Instant now) {
        ServerStatistics statistics = inputs.statistics().value();
        Map<Long, ServerInsight> insights = new HashMap<>();
        for (long id : ids) {
            Server server = serversById.get(id);
            if (server != null) {
                insights.put(
                        id,
                        ServerInsight.of(
                                server,
                                statistics == null ? null : statistics.servers().get(id),
                                now));
            }
        }
        return insights;
    }

    private Map<String, List<Long>> allocationMap(List<String> labTypes) {
        Map<String, List<Long>> map = new LinkedHashMap<>();
        for (String labType : labTypes) {
            Set<Long> ids = serversByType.get(labType);
            if (ids != null) {
                map.put(
                        labType,
                        ids.size() == 1
                                ? List.copyOf(ids)
                                : ids.stream().sorted().toList());
            }
        }
        return map;
    }
}
