package org.ar1.integration.benchmarks;

import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ar1.integration.internal.insight.InsightInputs;
import org.ar1.integration.internal.insight.KeyedSources;
import org.ar1.integration.internal.source.Results;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
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
 * What was read of a campus before its insights are computed: ten labs a server, each of a type of its own, and weeks
 * of slots with a weekly rhythm and noise. Of ten servers one has a class, one a disk that fills up, one is always hot.
 */
final class InsightCampus {

    /** The weeks of the history. */
    static final int WEEKS = 8;

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int LABS_A_SERVER = 10;
    private static final int SLOTS_AN_HOUR = 6;
    private static final int HOURS_A_WEEK = 168;
    private static final int SLOTS_A_DAY = 144;
    /** The epoch was a Thursday. */
    private static final int HOURS_FROM_MONDAY_TO_EPOCH = 72;

    private static final int FIRST_BUSY_HOUR = 8;
    private static final int LAST_BUSY_HOUR = 17;
    private static final int WORKING_DAYS = 5;
    private static final int CLASS_HOUR = 34;
    private static final double TARGET = 0.65;
    private static final int KINDS_OF_SERVERS = 10;

    private final List<Server> servers = new ArrayList<>();
    private final Map<Long, ServerHistory> histories = new HashMap<>();
    private final List<Allocation> allocations = new ArrayList<>();
    private final Map<Long, Sourced<SessionStarts>> peaks = new HashMap<>();
    private final List<PopularLab> popular = new ArrayList<>();
    private final List<LabUtilization> utilization = new ArrayList<>();
    private final List<CatalogueLab> catalogue = new ArrayList<>();
    private final Map<String, TypeTrend> trends = new HashMap<>();
    private final Map<String, Sourced<LabPerformance>> performance = new HashMap<>();

    private InsightCampus(int count) {
        for (long id = 1; id <= count; id++) {
            server(id);
            for (int lab = 0; lab < LABS_A_SERVER; lab++) {
                lab(id, (id - 1) * LABS_A_SERVER + lab);
            }
        }
    }

    /** The inputs of a campus of so many servers. */
    static InsightInputs inputs(int servers) {
        return new InsightCampus(servers).inputs();
    }

    private void server(long id) {
        long horizon = SlotSeries.slotOf(NOW);
        int length = WEEKS * SlotSeries.SLOTS_PER_WEEK;
        SlotSeries slots = SlotSeries.of(
                horizon - length + 1, length, (resource, slot) -> usage(id, resource, slot, horizon - slot));
        servers.add(new Server(
                id,
                "192.168.0.1",
                new ResourceAmounts(20.0, 20.0, 20.0),
                new ResourceAmounts(100.0, 100.0, 100.0),
                NOW.minusSeconds(60)));
        histories.put(id, new ServerHistory(slots, 0, NOW, null, null, null));
        SortedMap<Integer, Long> starts = new TreeMap<>();
        LocalDateTime first =
                LocalDateTime.ofInstant(NOW, ZONE).minusWeeks(WEEKS).withMinute(0);
        for (int hour = 0; hour < WEEKS * HOURS_A_WEEK; hour++) {
            LocalDateTime time = first.plusHours(hour);
            if (time.getHour() >= FIRST_BUSY_HOUR && time.getHour() <= LAST_BUSY_HOUR) {
                starts.put(SessionStarts.quarterOf(time), 1 + Math.floorMod(hour * 7919L + id, 9L));
            }
        }
        peaks.put(id, live(PERFORMANCE, "peaks", SessionStarts.of(starts)));
    }

    private static float usage(long id, ServerResource resource, long slot, long ago) {
        int hour = Math.floorMod(Math.floorDiv(slot, SLOTS_AN_HOUR) + HOURS_FROM_MONDAY_TO_EPOCH, HOURS_A_WEEK);
        boolean busy = hour / 24 < WORKING_DAYS && hour % 24 >= FIRST_BUSY_HOUR && hour % 24 <= LAST_BUSY_HOUR;
        double noise = noise(id, resource, slot);
        int kind = (int) (id % KINDS_OF_SERVERS);
        if (resource == ServerResource.DISK) {
            return hundredths((kind == 2 ? 90 - (double) ago / SLOTS_A_DAY / 2 : 40) + noise);
        }
        if (kind == 1 && hour == CLASS_HOUR) {
            return hundredths(90 + 5 * noise);
        }
        return hundredths((busy ? 40 : 15) + (kind == 3 ? 50 : 0) + 10 * noise);
    }

    private static float hundredths(double usage) {
        return (float) (Math.rint(usage * 100) / 100);
    }

    /** From 0 to 1. */
    private static double noise(long id, ServerResource resource, long slot) {
        long series = switch (resource) {
            case CPU -> 3 * id;
            case MEMORY -> 3 * id + 1;
            case DISK -> 3 * id + 2;
        };
        long bits = series * 0x9E3779B97F4A7C15L + slot * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 30) * 0x94D049BB133111EBL;
        return (double) (bits >>> 11) / (1L << 53);
    }

    private void lab(long server, long lab) {
        String name = "Lab " + lab;
        String type = "type-" + lab;
        long users = 10 + lab * 7919L % 100;
        long events = 100 + lab * 104_729L % 1_000_003;
        allocations.add(new Allocation(name, server));
        popular.add(new PopularLab(lab, name, users, (double) users * (30 + lab % 7)));
        utilization.add(
                new LabUtilization(lab, name, 50L, 12.0, 40.0, (double) users, users / 50.0, UtilizationStatus.NORMAL));
        catalogue.add(new CatalogueLab("id-" + lab, name, type, null, lab % 2 == 0 ? "beginner" : "hard", null, null));
        trends.put(type, new TypeTrend(events, users, events / (8 + lab % 5)));
        performance.put(
                type,
                live(
                        PERFORMANCE_REPORTING,
                        "performance/lab",
                        new LabPerformance(type, users, 300.0, 0.7 + lab % 20 / 100.0, List.of(), NOW)));
    }

    private InsightInputs inputs() {
        Map<Integer, Sourced<UsageTrends>> weekly = new HashMap<>();
        for (int days = 7; days <= 28; days += 7) {
            weekly.put(days, live(USAGE_ANALYTICS, "trends-" + days, new UsageTrends(days, 0L, trends)));
        }
        long rows = (long) servers.size() * WEEKS * SlotSeries.SLOTS_PER_WEEK;
        return new InsightInputs(
                live(
                        PERFORMANCE,
                        "stats",
                        new ServerStatistics(rows, 0, NOW, SlotSeries.slotOf(NOW), WEEKS, histories)),
                live(RESOURCE_ALLOCATION, "servers", List.copyOf(servers)),
                live(RESOURCE_ALLOCATION, "allocations", List.copyOf(allocations)),
                new KeyedSources<>("performance/peaks", true, peaks),
                live(LAB_MONITORING, "popular", List.copyOf(popular)),
                live(LAB_MONITORING, "over-under-utilized", List.copyOf(utilization)),
                live(USAGE_ANALYTICS, "trends", new UsageTrends(30, 0L, trends)),
                live(USER_PROGRESS, "catalogue", LabCatalogue.of(catalogue)),
                new KeyedSources<>("performance-reporting/performance/lab", true, performance),
                weekly,
                live(RESOURCE_ALLOCATION, "labs", List.of()),
                LabTypeResolver.standard(),
                NOW,
                ZONE,
                ZONE,
                TARGET,
                false);
    }

    private static <T> Sourced<T> live(UpstreamService service, String resource, T value) {
        return Results.of(value, service, resource, Outcome.LIVE, NOW, null, 1, null);
    }
}
