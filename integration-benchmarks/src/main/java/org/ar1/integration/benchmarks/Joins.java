package org.ar1.integration.benchmarks;

import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.internal.assemble.CorrelationMemo;
import org.ar1.integration.internal.assemble.Histories;
import org.ar1.integration.internal.assemble.LabUtilizationJoin;
import org.ar1.integration.internal.assemble.PerformanceCorrelations;
import org.ar1.integration.internal.assemble.ServerAllocationJoin;
import org.ar1.integration.internal.source.Results;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.SlotSeries;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.ar1.integration.upstream.UtilizationStatus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Both joins with all insights, of everything that the services would have given. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Joins {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final PerformanceCorrelations CORRELATIONS = new PerformanceCorrelations(ZoneOffset.UTC);

    /** What was read of a campus: ten labs a server, each lab on one, of a type of its own. */
    public abstract static class Given {

        private final LabUtilizationJoin.Inputs use;
        private final ServerAllocationJoin.Inputs allocation;

        Given(int labs) {
            Sourced<LabCatalogue> catalogue = live(USER_PROGRESS, "catalogue", catalogue(labs));
            Map<String, TypeTrend> trends = new HashMap<>();
            Map<String, Sourced<LabUsage>> details = new HashMap<>();
            Map<String, Sourced<LabPerformance>> performance = new HashMap<>();
            List<PopularLab> popular = new ArrayList<>();
            List<LabUtilization> utilization = new ArrayList<>();
            List<Allocation> allocations = new ArrayList<>();
            for (int lab = 0; lab < labs; lab++) {
                String type = type(lab);
                long users = 10 + lab * 7919L % 100;
                // A lab's own, so that larger campuses do not have more ties to order.
                long events = 100 + lab * 104_729L % 1_000_003;
                trends.put(type, new TypeTrend(events, users, users / 10));
                details.put(
                        type,
                        live(
                                USAGE_ANALYTICS,
                                "usage/lab",
                                new LabUsage(type, 7, users, events, Map.of("start", events), 600.0)));
                performance.put(
                        type,
                        live(
                                PERFORMANCE_REPORTING,
                                "lab-performance",
                                new LabPerformance(type, users, 300.0, 0.75, List.of("timeout"), NOW)));
                popular.add(new PopularLab(lab, name(lab), users, (double) users * events));
                utilization.add(new LabUtilization(
                        lab, name(lab), 50L, 12.0, 40.0, (double) users, users / 50.0, UtilizationStatus.NORMAL));
                allocations.add(new Allocation(name(lab), 1 + lab / 10));
            }
            use = new LabUtilizationJoin.Inputs(
                    catalogue,
                    live(USAGE_ANALYTICS, "trends", new UsageTrends(30, 1_000L, trends)),
                    live(USAGE_ANALYTICS, "trends-7", new UsageTrends(7, 1_000L, trends)),
                    details,
                    live(LAB_MONITORING, "popular", popular),
                    live(LAB_MONITORING, "over-under-utilized", utilization),
                    null);
            allocation = allocation(catalogue, allocations, performance, labs / 10);
        }

        private static ServerAllocationJoin.Inputs allocation(
                Sourced<LabCatalogue> catalogue,
                List<Allocation> allocations,
                Map<String, Sourced<LabPerformance>> performance,
                int count) {
            List<Server> servers = new ArrayList<>();
            Map<Long, ServerHistory> histories = new HashMap<>();
            Map<Long, Sourced<ServerPeaks>> peaks = new HashMap<>();
            ResourceHistory history = new ResourceHistory(40, 35, 90, 80);
            SlotSeries slots = SlotSeries.of(
                    SlotSeries.slotOf(NOW) - SlotSeries.SLOTS_PER_WEEK + 1,
                    SlotSeries.SLOTS_PER_WEEK,
                    (resource, slot) -> 40);
            for (long id = 1; id <= count; id++) {
                servers.add(new Server(
                        id,
                        "192.168.0.1",
                        new ResourceAmounts(id % 100.0, 50.0, 200.0),
                        new ResourceAmounts(100.0, 128.0, 500.0),
                        NOW));
                histories.put(id, new ServerHistory(slots, 0, NOW, history, history, history));
                peaks.put(
                        id,
                        live(
                                PERFORMANCE,
                                "peaks",
                                new ServerPeaks(
                                        1, List.of(new PeakTime("2026-11-12 17:00:00", 20L)), SessionStarts.none())));
            }
            return new ServerAllocationJoin.Inputs(
                    catalogue,
                    live(RESOURCE_ALLOCATION, "allocations", allocations),
                    live(RESOURCE_ALLOCATION, "servers", servers),
                    Histories.of(live(
                            PERFORMANCE,
                            "stats",
                            new ServerStatistics(2_016L * count, 0, NOW, SlotSeries.slotOf(NOW), 2, histories))),
                    performance,
                    peaks,
                    List.of());
        }

        private static LabCatalogue catalogue(int labs) {
            List<CatalogueLab> entries = new ArrayList<>();
            for (int lab = 0; lab < labs; lab++) {
                entries.add(new CatalogueLab("id-" + lab, name(lab), type(lab), null, null, null, null));
            }
            return LabCatalogue.of(entries);
        }

        private static String name(int lab) {
            return "Lab " + lab;
        }

        private static String type(int lab) {
            return "type-" + lab;
        }

        private static <T> Sourced<T> live(UpstreamService service, String resource, T value) {
            return Results.of(value, service, resource, Outcome.LIVE, NOW, null, 1, null);
        }
    }

    /** Ten campuses of 1,000 labs on 100 servers each. */
    @State(Scope.Benchmark)
    public static class TenSmall {

        private final List<Given> campuses = new ArrayList<>();

        /** Makes them. */
        public TenSmall() {
            for (int campus = 0; campus < 10; campus++) {
                campuses.add(new Small());
            }
        }
    }

    /** One of them. */
    @State(Scope.Benchmark)
    public static class Small extends Given {

        /** Makes it. */
        public Small() {
            super(1_000);
        }
    }

    /** 10,000 labs on 1,000 servers. */
    @State(Scope.Benchmark)
    public static class Large extends Given {

        /** Makes them. */
        public Large() {
            super(10_000);
        }
    }

    /** Ten labs on one server. */
    @State(Scope.Benchmark)
    public static class Tiny extends Given {

        /** Makes them. */
        public Tiny() {
            super(10);
        }
    }

    /** One lab type of ten. */
    @Benchmark
    public LabUtilizationReport oneOfTiny(Tiny given) {
        return one(given);
    }

    /** One lab type of 10,000. */
    @Benchmark
    public LabUtilizationReport oneOfLarge(Large given) {
        return one(given);
    }

    /** Lab utilization of 1,000 labs, ten times. */
    @Benchmark
    public void tenSmallUtilizations(TenSmall given, Blackhole reports) {
        given.campuses.forEach(campus -> reports.consume(utilization(campus)));
    }

    /** Lab utilization of 1,000 labs. */
    @Benchmark
    public LabUtilizationReport oneSmallUtilization(Small given) {
        return utilization(given);
    }

    /** Lab utilization of 10,000 labs. */
    @Benchmark
    public LabUtilizationReport oneLargeUtilization(Large given) {
        return utilization(given);
    }

    /** Server allocation of 1,000 labs and 100 servers, ten times. */
    @Benchmark
    public void tenSmallAllocations(TenSmall given, Blackhole reports) {
        given.campuses.forEach(campus -> reports.consume(allocation(campus)));
    }

    /** Server allocation of 1,000 labs and 100 servers. */
    @Benchmark
    public ServerAllocationReport oneSmallAllocation(Small given) {
        return allocation(given);
    }

    /** Server allocation of 10,000 labs and 1,000 servers. */
    @Benchmark
    public ServerAllocationReport oneLargeAllocation(Large given) {
        return allocation(given);
    }

    private static LabUtilizationReport one(Given given) {
        return LabUtilizationJoin.join(
                given.use, LabTypeResolver.standard(), "type-7"::equals, new CorrelationMemo(), NOW, Duration.ZERO);
    }

    private static LabUtilizationReport utilization(Given given) {
        return LabUtilizationJoin.join(
                given.use, LabTypeResolver.standard(), type -> true, new CorrelationMemo(), NOW, Duration.ZERO);
    }

    private static ServerAllocationReport allocation(Given given) {
        return ServerAllocationJoin.join(
                given.allocation, LabTypeResolver.standard(), true, type -> true, CORRELATIONS, NOW, Duration.ZERO);
    }
}
