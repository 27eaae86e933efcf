package org.ar1.integration.internal.insight;

import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.ar1.integration.internal.source.Results;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.SlotSeries;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.ar1.integration.upstream.UtilizationStatus;

/**
 * A campus of a few servers whose history ends on Monday 2026-11-23 at 00:00 UTC. Usage is told by hour of the window, from
 * 0 on; everything is live until a test says otherwise.
 */
final class SmallCampus {

    /** The end of the window. */
    static final Instant END = Instant.parse("2026-11-23T00:00:00Z");

    static final Instant NOW = END.plusSeconds(300);

    private static final int SLOTS_AN_HOUR = 6;

    /** Usage of a server in an hour of the window; NaN for none. */
    interface Usage {
        double in(int hour);

        static Usage of(double always) {
            return hour -> always;
        }
    }

    private final int weeks;
    private final Map<Long, Server> servers = new TreeMap<>();
    private final Map<Long, ServerHistory> histories = new HashMap<>();
    private final List<Allocation> allocations = new ArrayList<>();
    private final List<PopularLab> popular = new ArrayList<>();
    private final List<LabUtilization> utilization = new ArrayList<>();
    private final Map<String, TypeTrend> trends = new HashMap<>();
    private final List<CatalogueLab> catalogue = new ArrayList<>();
    private final List<InfrastructureLab> labs = new ArrayList<>();
    private final Map<Long, SessionStarts> peaks = new HashMap<>();
    private final Map<Integer, Map<String, TypeTrend>> weekly = new HashMap<>();
    private final Map<InsightSource, Outcome> outcomes = new EnumMap<>(InsightSource.class);
    private ZoneId zone = ZoneOffset.UTC;
    private ZoneId peaksZone = ZoneOffset.UTC;

    SmallCampus(int weeks) {
        this.weeks = weeks;
        for (int days : InsightSource.WEEKLY) {
            weekly.put(days, new HashMap<>());
        }
    }

    SmallCampus zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    SmallCampus peaksZone(String id) {
        peaksZone = id == null ? null : ZoneId.of(id);
        return this;
    }

    long horizon() {
        return SlotSeries.slotOf(END) - 1;
    }

    int hours() {
        return weeks * 168;
    }

    /** The start of an hour of the window. */
    Instant hour(int hour) {
        return SlotSeries.startOf(horizon() + 1 - (long) weeks * SlotSeries.SLOTS_PER_WEEK)
                .plusSeconds(3600L * hour);
    }

    SmallCampus server(long id, Double cpu, Double memory, Double disk, Instant checked) {
        ResourceAmounts none = new ResourceAmounts(null, null, null);
        servers.put(id, new Server(id, null, none, new ResourceAmounts(cpu, memory, disk), checked));
        return this;
    }

    /** A server with 100 of each resource. */
    SmallCampus server(long id, Usage cpu, Usage memory, Usage disk) {
        return server(id, 100.0, 100.0, 100.0, NOW.minusSeconds(60)).history(id, cpu, memory, disk);
    }

    /** A server with 100 of each resource, little memory and disk used. */
    SmallCampus server(long id, Usage cpu) {
        return server(id, cpu, Usage.of(1), Usage.of(1));
    }

    SmallCampus history(long id, Usage cpu, Usage memory, Usage disk) {
        int length = weeks * SlotSeries.SLOTS_PER_WEEK;
        long start = horizon() - length + 1;
        SlotSeries slots = SlotSeries.of(start, length, (resource, slot) -> {
            Usage usage = switch (resource) {
                case CPU -> cpu;
                case MEMORY -> memory;
                case DISK -> disk;
            };
            return (float) usage.in((int) ((slot - start) / SLOTS_AN_HOUR));
        });
        histories.put(id, new ServerHistory(slots, 0, END, null, null, null));
        return this;
    }

    /** A server with 100 of each resource, whose processor is told by slot of the window, from 0 on. */
    SmallCampus slots(long id, IntToDoubleFunction cpu) {
        return slots(id, cpu, false);
    }

    /** The same, the other resources having 1 always, or only where the processor is known. */
    SmallCampus slots(long id, IntToDoubleFunction cpu, boolean together) {
        int length = weeks * SlotSeries.SLOTS_PER_WEEK;
        long start = horizon() - length + 1;
        server(id, 100.0, 100.0, 100.0, NOW);
        histories.put(
                id,
                new ServerHistory(
                        SlotSeries.of(
                                start,
                                length,
                                (resource, slot) -> resource == ServerResource.CPU || together
                                        ? (float) cpu.applyAsDouble((int) (slot - start))
                                        : 1),
                        0,
                        END,
                        null,
                        null,
                        null));
        return this;
    }

    SmallCampus lab(String name, String labType, long... on) {
        if (labType != null) {
            catalogue.add(new CatalogueLab(name, name, labType, null, null, null, null));
        }
        for (long server : on) {
            allocations.add(new Allocation(name, server));
        }
        return this;
    }

    SmallCampus popular(String lab, Long sessions, Double minutes) {
        popular.add(new PopularLab(popular.size(), lab, sessions, minutes));
        return this;
    }

    SmallCampus sessionMinutes(String lab, Double minutes) {
        utilization.add(
                new LabUtilization(utilization.size(), lab, 1L, 1.0, minutes, 1.0, 1.0, UtilizationStatus.NORMAL));
        return this;
    }

    SmallCampus trend(String labType, Long events, Long users, Long errors) {
        trends.put(labType, new TypeTrend(events, users, errors));
        return this;
    }

    /** Events of the last 7, 14, 21 and 28 days; null for a window that does not list the type. */
    SmallCampus weekly(String labType, Long... events) {
        for (int i = 0; i < events.length; i++) {
            if (events[i] != null) {
                weekly.get(InsightSource.WEEKLY.get(i)).put(labType, new TypeTrend(events[i], 1L, 0L));
            }
        }
        return this;
    }

    /** The answer of 28 days lists the type without a number. */
    SmallCampus unstatedInFourWeeks(String labType) {
        weekly.get(28).put(labType, new TypeTrend(null, null, null));
        return this;
    }

    SmallCampus deleted(String lab) {
        return infrastructureLab(lab, InfrastructureLab.Status.DELETED);
    }

    SmallCampus infrastructureLab(String lab, InfrastructureLab.Status status) {
        labs.add(new InfrastructureLab(labs.size(), lab, status, null, new ResourceAmounts(null, null, null)));
        return this;
    }

    /** Users who started a session, by local time. */
    SmallCampus starts(long server, Map<LocalDateTime, Long> users) {
        TreeMap<Integer, Long> quarters = new TreeMap<>();
        users.forEach((time, count) -> quarters.merge(SessionStarts.quarterOf(time), count, Long::sum));
        peaks.put(server, SessionStarts.of(quarters));
        return this;
    }

    SmallCampus outcome(InsightSource source, Outcome outcome) {
        outcomes.put(source, outcome);
        return this;
    }

    SmallCampus failed(InsightSource source) {
        return outcome(source, Outcome.FAILED);
    }

    SmallCampus stale(InsightSource source) {
        return outcome(source, Outcome.STALE);
    }

    private <T> Sourced<T> sourced(InsightSource source, UpstreamService service, String resource, T value) {
        Outcome outcome = outcomes.getOrDefault(source, Outcome.LIVE);
        return Results.of(
                outcome.hasData() ? value : null,
                service,
                resource,
                outcome,
                outcome.hasData() ? NOW : null,
                null,
                1,
                outcome.isCurrent() ? null : new SourceError(ErrorCode.HTTP_STATUS, "failed"));
    }

    InsightInputs inputs() {
        Map<Long, Sourced<SessionStarts>> calls = new HashMap<>();
        peaks.forEach(
                (server, starts) -> calls.put(server, sourced(InsightSource.PEAKS, PERFORMANCE, "peaks", starts)));
        Map<Integer, Sourced<UsageTrends>> windows = new HashMap<>();
        weekly.forEach((days, types) -> windows.put(
                days,
                sourced(
                        InsightSource.WEEKLY_TRENDS,
                        USAGE_ANALYTICS,
                        "trends-" + days,
                        new UsageTrends(days, null, types))));
        return new InsightInputs(
                sourced(
                        InsightSource.STATISTICS,
                        PERFORMANCE,
                        "stats",
                        new ServerStatistics(1, 0, END, horizon(), weeks, histories)),
                sourced(InsightSource.SERVERS, RESOURCE_ALLOCATION, "servers", List.copyOf(servers.values())),
                sourced(InsightSource.ALLOCATIONS, RESOURCE_ALLOCATION, "allocations", List.copyOf(allocations)),
                new KeyedSources<>("performance/peaks", true, calls),
                sourced(InsightSource.POPULAR, LAB_MONITORING, "popular", List.copyOf(popular)),
                sourced(InsightSource.UTILIZATION, LAB_MONITORING, "over-under-utilized", List.copyOf(utilization)),
                sourced(InsightSource.TRENDS, USAGE_ANALYTICS, "trends", new UsageTrends(30, null, trends)),
                sourced(InsightSource.CATALOGUE, USER_PROGRESS, "catalogue", LabCatalogue.of(catalogue)),
                new KeyedSources<>("performance-reporting/performance/lab", true, Map.of()),
                windows,
                Results.of(List.copyOf(labs), RESOURCE_ALLOCATION, "labs", Outcome.LIVE, NOW, null, 1, null),
                LabTypeResolver.standard(),
                NOW,
                zone,
                peaksZone,
                0.65,
                false);
    }

    Basis basis() {
        return new Basis(inputs());
    }
}
