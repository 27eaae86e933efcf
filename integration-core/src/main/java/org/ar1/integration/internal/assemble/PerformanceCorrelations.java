package org.ar1.integration.internal.assemble;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ar1.integration.internal.insight.BusiestHourLoads;
import org.ar1.integration.internal.stats.Spearman;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.PerformanceCorrelation.ApplicationMeasure;
import org.ar1.integration.report.PerformanceCorrelation.InfrastructureMeasure;
import org.ar1.integration.report.PerformanceCorrelation.Pair;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Correlates the performance of learners with the load of the servers. The busiest hours are computed once per history,
 * and the most recent correlation once per change of the measures. Thread-safe.
 */
public final class PerformanceCorrelations {

    private final ZoneId zone;
    private volatile @Nullable BusiestHourLoads latestLoads;
    private volatile @Nullable Known latest;

    /** The measures of one lab type that has a load. */
    private record Measures(
            @Nullable Double successRate, @Nullable Double avgCompletionTime, double load) {}

    private record Known(List<Measures> types, PerformanceCorrelation correlation) {}

    /**
     * Knows nothing yet.
     *
     * @param zone the zone of the hours of the week
     */
    public PerformanceCorrelations(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The correlation over these lab types.
     *
     * @param labs each lab type with its performance and servers
     * @param servers the servers; null when they are missing
     * @param statistics the history; null when it is missing
     */
    PerformanceCorrelation of(
            Map<String, LabAllocation> labs, @Nullable List<Server> servers, @Nullable ServerStatistics statistics) {
        List<Measures> types = servers == null || statistics == null ? List.of() : measures(labs, servers, statistics);
        Integer weeks = statistics == null ? null : Integer.valueOf(statistics.windowWeeks());
        if (types.size() < RankAgreement.FEWEST_PAIRS) {
            return correlation(types, weeks);
        }
        Known known = latest;
        if (known == null
                || !known.types().equals(types)
                || !Objects.equals(known.correlation().infrastructureWindowWeeks(), weeks)) {
            known = new Known(types, correlation(types, weeks));
            latest = known;
        }
        return known.correlation();
    }

    /** Those of a few lab types, whose history may be of their servers alone, are not kept in place of those of all. */
    private BusiestHourLoads loads(ServerStatistics statistics, boolean ofMany) {
        BusiestHourLoads loads = latestLoads;
        if (loads == null || !loads.isOf(statistics)) {
            loads = new BusiestHourLoads(statistics, zone);
            if (ofMany) {
                latestLoads = loads;
            }
        }
        return loads;
    }

    private List<Measures> measures(
            Map<String, LabAllocation> labs, List<Server> servers, ServerStatistics statistics) {
        BusiestHourLoads loads = loads(statistics, labs.size() >= RankAgreement.FEWEST_PAIRS);
        Map<Long, Server> byNumber = new HashMap<>();
        servers.forEach(server -> byNumber.put(server.id(), server));
        List<Measures> types = new ArrayList<>();
        for (LabAllocation lab : labs.values()) {
            LabPerformance performance = lab.performance();
            OptionalDouble load = performance == null ? OptionalDouble.empty() : load(lab, byNumber, loads, statistics);
            if (performance != null && load.isPresent()) {
                types.add(new Measures(performance.successRate(), performance.avgCompletionTime(), load.getAsDouble()));
            }
        }
        return types;
    }

    /** The highest load of its servers; empty without a server, or when the load of one is not known. */
    private static OptionalDouble load(
            LabAllocation lab, Map<Long, Server> servers, BusiestHourLoads loads, ServerStatistics statistics) {
        OptionalDouble highest = OptionalDouble.empty();
        for (Placement placement : lab.servers()) {
            Server server = servers.get(placement.serverId());
            OptionalDouble load = server == null ? OptionalDouble.empty() : loads.of(server, statistics);
            if (load.isEmpty()) {
                return OptionalDouble.empty();
            }
            highest = OptionalDouble.of(Math.max(load.getAsDouble(), highest.orElse(0)));
        }
        return highest;
    }

    private static PerformanceCorrelation correlation(List<Measures> types, @Nullable Integer weeks) {
        return new PerformanceCorrelation(
                Correlation.ALL_TIME,
                weeks,
                List.of(
                        pair(ApplicationMeasure.SUCCESS_RATE, types, Measures::successRate),
                        pair(ApplicationMeasure.AVG_COMPLETION_TIME, types, Measures::avgCompletionTime)));
    }

    private static Pair pair(
            ApplicationMeasure application, List<Measures> types, Function<Measures, @Nullable Double> figure) {
        List<Measures> both =
                types.stream().filter(type -> figure.apply(type) != null).toList();
        RankAgreement agreement = RankAgreement.of(
                Spearman.centredRanks(both.stream()
                        .mapToDouble(type -> Objects.requireNonNull(figure.apply(type)))
                        .toArray()),
                Spearman.centredRanks(both.stream().mapToDouble(Measures::load).toArray()));
        return new Pair(
                application,
                InfrastructureMeasure.BUSIEST_HOUR_LOAD,
                agreement.rho(),
                agreement.p(),
                agreement.n(),
                agreement.reason());
    }
}
