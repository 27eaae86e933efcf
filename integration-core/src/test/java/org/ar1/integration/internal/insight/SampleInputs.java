package org.ar1.integration.internal.insight;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
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
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.SlotSeries;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/** Inputs of insights made by arithmetic. Everything that is not stated is there and empty. */
final class SampleInputs {

    /** Usage of one slot. */
    record Usage(float cpu, float memory, float disk) {

        static final Usage NONE = new Usage(Float.NaN, Float.NaN, Float.NaN);

        static Usage cpu(double cpu) {
            return new Usage((float) cpu, 10, 10);
        }

        static Usage cpu(long cpu) {
            return cpu((double) cpu);
        }

        static Usage disk(long disk) {
            return disk((double) disk);
        }

        static Usage disk(double disk) {
            return new Usage(10, 10, (float) disk);
        }
    }

    static final ResourceAmounts HUNDRED = new ResourceAmounts(100.0, 100.0, 100.0);

    final long horizon;
    final int weeks;
    private final List<Server> servers = new ArrayList<>();
    private final Map<Long, ServerHistory> histories = new HashMap<>();
    private final List<Allocation> allocations = new ArrayList<>();
    private final Map<Long, Sourced<SessionStarts>> peaks = new HashMap<>();
    private final List<PopularLab> popular = new ArrayList<>();
    private final List<LabUtilization> utilization = new ArrayList<>();
    private final List<CatalogueLab> catalogue = new ArrayList<>();
    private final Map<String, Sourced<LabPerformance>> performance = new HashMap<>();
    private final Map<InsightSource, Outcome> outcomes = new HashMap<>();
    private final Map<String, TypeTrend> trends = new HashMap<>();
    private final Map<Integer, Map<String, TypeTrend>> weeklyTrends = new HashMap<>();
    private ZoneId zone = ZoneOffset.UTC;
    private @Nullable ZoneId peaksZone = ZoneOffset.UTC;
    private boolean tooManyServers;
    private Instant now;

    private SampleInputs(long horizon, int weeks) {
        this.horizon = horizon;
        this.weeks = weeks;
        this.now = SlotSeries.startOf(horizon).plusSeconds(184);
    }

    /** A window of so many weeks that ends with the slot before a time. */
    static SampleInputs until(String end, int weeks) {
        return new SampleInputs(SlotSeries.slotOf(Instant.parse(end)) - 1, weeks);
    }

    long start() {
        return horizon + 1 - (long) weeks * SlotSeries.SLOTS_PER_WEEK;
    }

    SampleInputs zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    SampleInputs peaksZone(@Nullable ZoneId stated) {
        peaksZone = stated;
        return this;
    }

    SampleInputs now(Instant time) {
        now = time;
        return this;
    }

    SampleInputs server(long id, LongFunction<Usage> usage) {
        return server(id, HUNDRED, usage);
    }

    SampleInputs server(long id, ResourceAmounts maximum, LongFunction<Usage> usage) {
        SlotSeries slots = SlotSeries.of(start(), weeks * SlotSeries.SLOTS_PER_WEEK, (resource, slot) -> {
            Usage of = usage.apply(slot);
            return switch (resource) {
                case CPU -> of.cpu();
                case MEMORY -> of.memory();
                case DISK -> of.disk();
            };
        });
        histories.put(id, new ServerHistory(slots, 0, SlotSeries.startOf(horizon), null, null, null));
        return serverWithoutHistory(id, maximum);
    }

    SampleInputs serverWithoutHistory(long id, ResourceAmounts maximum) {
        servers.add(new Server(id, null, new ResourceAmounts(1.0, 1.0, 1.0), maximum, now));
        return this;
    }

    SampleInputs lab(String name, long... serverIds) {
        for (long id : serverIds) {
            allocations.add(new Allocation(name, id));
        }
        return this;
    }

    SampleInputs inCatalogue(String name, String labType, String difficulty) {
        catalogue.add(new CatalogueLab(labType, name, labType, null, difficulty, null, null));
        return this;
    }

    SampleInputs performance(String labType, @Nullable Long users, @Nullable Double successRate) {
        performance.put(
                labType,
                live(
                        new LabPerformance(labType, users, null, successRate, List.of(), null),
                        UpstreamService.PERFORMANCE_REPORTING,
                        "performance/lab",
                        Outcome.LIVE));
        return this;
    }

    SampleInputs minutes(String lab, double avgTime) {
        utilization.add(new LabUtilization(
                utilization.size() + 1L, lab, null, 1.0, avgTime, null, null, UtilizationStatus.UNKNOWN));
        return this;
    }

    SampleInputs starts(long server, SessionStarts starts) {
        peaks.put(server, live(starts, UpstreamService.PERFORMANCE, "peaks", Outcome.LIVE));
        return this;
    }

    SampleInputs popular(String lab, long sessions, double minutes) {
        popular.add(new PopularLab(popular.size() + 1L, lab, sessions, minutes));
        return this;
    }

    /** Events of a lab type in 30 days. */
    SampleInputs trend(String labType, long events, long users, long errors) {
        trends.put(labType, new TypeTrend(events, users, errors));
        return this;
    }

    /** Events of a lab type in the last 7, 14, 21 and 28 days. */
    SampleInputs weekly(String labType, long... events) {
        for (int i = 0; i < events.length; i++) {
            weeklyTrends
                    .computeIfAbsent(InsightSource.WEEKLY.get(i), days -> new HashMap<>())
                    .put(labType, new TypeTrend(events[i], null, null));
        }
        return this;
    }

    /** The lists in another order. */
    SampleInputs shuffled(Random random) {
        List.of(servers, allocations, popular, utilization, catalogue)
                .forEach(list -> Collections.shuffle(list, random));
        return this;
    }

    /** How a source was had, where that is not live. */
    SampleInputs source(InsightSource source, Outcome outcome) {
        outcomes.put(source, outcome);
        return this;
    }

    private Outcome outcome(InsightSource source) {
        return outcomes.getOrDefault(source, Outcome.LIVE);
    }

    static <T> Sourced<T> live(T value, UpstreamService service, String resource, Outcome outcome) {
        SourceError error = outcome.isCurrent() || outcome == Outcome.SKIPPED
                ? null
                : new SourceError(ErrorCode.TIMEOUT, "It did not answer in time");
        return Results.of(outcome.hasData() ? value : null, service, resource, outcome, null, null, 1, error);
    }

    private <T> Sourced<T> sourced(InsightSource source, T value, UpstreamService service, String resource) {
        return live(value, service, resource, outcome(source));
    }

    private <K, T> KeyedSources<K, T> keyed(InsightSource source, String name, Map<K, Sourced<T>> calls) {
        Outcome outcome = outcome(source);
        Map<K, Sourced<T>> all = new HashMap<>();
        calls.forEach((key, call) -> {
            if (call.orNull() != null) {
                all.put(key, live(call.orNull(), call.service(), call.resource(), outcome));
            }
        });
        return new KeyedSources<>(name, outcome != Outcome.SKIPPED, all);
    }

    /** More than the memory set aside for the history is enough for. */
    SampleInputs tooManyServers() {
        tooManyServers = true;
        return this;
    }

    InsightInputs inputs() {
        return inputs(new ServerStatistics(1, 0, SlotSeries.startOf(horizon), horizon, weeks, histories));
    }

    /** With another history. */
    InsightInputs inputs(ServerStatistics statistics) {
        Map<Integer, Sourced<UsageTrends>> weekly = new HashMap<>();
        for (int days : InsightSource.WEEKLY) {
            weekly.put(
                    days,
                    sourced(
                            InsightSource.WEEKLY_TRENDS,
                            new UsageTrends(days, 0L, weeklyTrends.getOrDefault(days, Map.of())),
                            UpstreamService.USAGE_ANALYTICS,
                            "trends-" + days));
        }
        return new InsightInputs(
                sourced(InsightSource.STATISTICS, statistics, UpstreamService.PERFORMANCE, "stats"),
                sourced(InsightSource.SERVERS, servers, UpstreamService.RESOURCE_ALLOCATION, "servers"),
                sourced(InsightSource.ALLOCATIONS, allocations, UpstreamService.RESOURCE_ALLOCATION, "allocations"),
                // The allocations name the servers whose peaks are asked for.
                outcome(InsightSource.ALLOCATIONS).hasData()
                        ? keyed(InsightSource.PEAKS, "performance/peaks", peaks)
                        : new KeyedSources<>("performance/peaks", false, Map.of()),
                sourced(InsightSource.POPULAR, popular, UpstreamService.LAB_MONITORING, "popular"),
                sourced(InsightSource.UTILIZATION, utilization, UpstreamService.LAB_MONITORING, "over-under-utilized"),
                sourced(
                        InsightSource.TRENDS,
                        new UsageTrends(30, 0L, trends),
                        UpstreamService.USAGE_ANALYTICS,
                        "trends"),
                sourced(
                        InsightSource.CATALOGUE,
                        LabCatalogue.of(catalogue),
                        UpstreamService.USER_PROGRESS,
                        "catalogue"),
                keyed(InsightSource.PERFORMANCE, "performance-reporting/performance/lab", performance),
                weekly,
                (@Nullable Sourced<List<InfrastructureLab>>) null,
                LabTypeResolver.standard(),
                now,
                zone,
                peaksZone,
                0.65,
                tooManyServers);
    }

    Basis basis() {
        return new Basis(inputs());
    }
}
