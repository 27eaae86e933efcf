package org.ar1.integration.internal.assemble;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.insight.InsightInputs;
import org.ar1.integration.internal.insight.KeyedSources;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.service.HistoryBudget;
import org.ar1.integration.internal.service.PerformanceClient;
import org.ar1.integration.internal.service.PerformanceReportingClient;
import org.ar1.integration.internal.source.Results;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/**
 * What was read for the insights.
 *
 * @param statistics the history of the servers
 * @param servers the servers
 * @param allocations which lab stands on which server
 * @param labs the labs with their status
 * @param starts the session starts of each server that a lab stands on
 * @param popular sessions and user-minutes by lab
 * @param utilization how each lab's use compares with its estimate
 * @param trends events by lab type, of 30 days
 * @param weeklyTrends events by lab type, of 7, 14, 21 and 28 days, in this order
 * @param performance how well the users of each lab type do
 * @param catalogue the catalogue
 */
record InsightSources(
        Sourced<ServerStatistics> statistics,
        Sourced<List<Server>> servers,
        Sourced<List<Allocation>> allocations,
        Sourced<List<InfrastructureLab>> labs,
        Map<Long, Sourced<SessionStarts>> starts,
        Sourced<List<PopularLab>> popular,
        Sourced<List<LabUtilization>> utilization,
        Sourced<UsageTrends> trends,
        List<Sourced<UsageTrends>> weeklyTrends,
        Map<String, Sourced<LabPerformance>> performance,
        Sourced<LabCatalogue> catalogue) {

    private static final List<Integer> WEEKLY_WINDOWS = List.of(7, 14, 21, 28);

    /** Why a source is missed is said of the source; to the insights it is all the same. */
    private static final SourceError MISSED = new SourceError(ErrorCode.DEADLINE, "The value is missing");

    /** What the insights are a function of. */
    InsightInputs inputs(LabTypeResolver resolver, IntegrationConfig config, Instant now, ZoneId zone) {
        Map<Integer, Sourced<UsageTrends>> weekly = new HashMap<>();
        for (int i = 0; i < WEEKLY_WINDOWS.size(); i++) {
            weekly.put(WEEKLY_WINDOWS.get(i), undated(weeklyTrends.get(i)));
        }
        return new InsightInputs(
                undated(statistics),
                undated(servers),
                undated(allocations),
                new KeyedSources<>(
                        name(UpstreamService.PERFORMANCE, PerformanceClient.PEAKS), namesServers(), undated(starts)),
                undated(popular),
                undated(utilization),
                undated(trends),
                undated(catalogue),
                new KeyedSources<>(
                        name(UpstreamService.PERFORMANCE_REPORTING, PerformanceReportingClient.LAB_PERFORMANCE),
                        namesLabTypes(),
                        undated(withoutTimes(performance))),
                weekly,
                undated(labs),
                resolver,
                now,
                zone,
                config.peaksZone(),
                config.insightTarget(),
                hasTooManyServers(config));
    }

    private static String name(UpstreamService service, String resource) {
        return service.id() + "/" + resource;
    }

    private boolean namesServers() {
        return allocations.outcome().hasData();
    }

    private boolean namesLabTypes() {
        return allocations.outcome().hasData() || catalogue.outcome().hasData();
    }

    private boolean hasTooManyServers(IntegrationConfig config) {
        List<Server> known = servers.orNull();
        SourceError error = statistics.error();
        return known != null
                && error != null
                && error.code() == ErrorCode.TOO_LARGE
                && known.size() > new HistoryBudget(config.insightWeeks(), config.insightMemory()).mostServers();
    }

    private static <K, T> Map<K, Sourced<T>> undated(Map<K, Sourced<T>> calls) {
        Map<K, Sourced<T>> undated = new HashMap<>();
        calls.forEach((key, call) -> undated.put(key, undated(call)));
        return undated;
    }

    /** The service states the time of the question, so that no two answers are equal. */
    private static Map<String, Sourced<LabPerformance>> withoutTimes(Map<String, Sourced<LabPerformance>> calls) {
        Map<String, Sourced<LabPerformance>> without = new HashMap<>();
        calls.forEach((labType, call) -> without.put(
                labType,
                call.map(own -> new LabPerformance(
                        own.labType(),
                        own.totalUsers(),
                        own.avgCompletionTime(),
                        own.successRate(),
                        own.commonErrors(),
                        null))));
        return without;
    }

    /** Without what does not change the insights, so that equal values make equal inputs. */
    private static <T> Sourced<T> undated(Sourced<T> source) {
        Outcome outcome = source.outcome() == Outcome.LIVE ? Outcome.CACHED : source.outcome();
        boolean needsError = !outcome.isCurrent() && outcome != Outcome.SKIPPED;
        return Results.of(
                source.orNull(),
                source.service(),
                source.resource(),
                outcome,
                null,
                null,
                0,
                needsError ? MISSED : null);
    }

    /** What is said of each source, in the order in which insights name them. */
    SourceLines lines(LabTypeResolver resolver, Instant now) {
        LabTypes<String> types = new LabTypes<>(resolver, catalogue, Function.identity());
        SourceLines lines = new SourceLines(now);
        lines.add(statistics);
        lines.add(servers, oldestCheck(now));
        lines.add(allocations);
        lines.add(labs);
        lines.addCalls(UpstreamService.PERFORMANCE, PerformanceClient.PEAKS, startCalls());
        lines.add(popular);
        lines.add(utilization);
        lines.add(trends);
        weeklyTrends.forEach(lines::add);
        lines.addCalls(
                UpstreamService.PERFORMANCE_REPORTING,
                PerformanceReportingClient.LAB_PERFORMANCE,
                performanceCalls(types));
        lines.add(catalogue);
        return lines;
    }

    private Collection<SourceLines.Call> startCalls() {
        SortedSet<Long> named = new TreeSet<>(serversWithLabs());
        return PerKey.select(
                named,
                id -> Long.toString(id),
                starts::get,
                !namesServers(),
                UpstreamService.PERFORMANCE,
                PerformanceClient.PEAKS);
    }

    private Set<Long> serversWithLabs() {
        Set<Long> named = new HashSet<>();
        allocations.asOptional().orElse(List.of()).forEach(allocation -> named.add(allocation.serverId()));
        return named;
    }

    private Collection<SourceLines.Call> performanceCalls(LabTypes<String> types) {
        SortedSet<String> named = new TreeSet<>(CodePoints.ORDER);
        named.addAll(types.catalogue().labTypes());
        allocations.asOptional().orElse(List.of()).forEach(row -> named.add(types.named(row.labName())));
        return PerKey.select(
                named,
                Function.identity(),
                performance::get,
                !namesLabTypes(),
                UpstreamService.PERFORMANCE_REPORTING,
                PerformanceReportingClient.LAB_PERFORMANCE);
    }

    /**
     * Of the servers with labs, because the others are never checked again; of all when the allocations are missing.
     */
    private @Nullable Instant oldestCheck(Instant now) {
        Set<Long> withLabs = serversWithLabs();
        return servers.asOptional().orElse(List.of()).stream()
                .filter(server -> !namesServers() || withLabs.contains(server.id()))
                .map(Server::lastChecked)
                .filter(Objects::nonNull)
                .filter(checked -> !checked.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
