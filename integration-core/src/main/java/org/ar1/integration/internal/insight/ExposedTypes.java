package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;

/**
 * How much each lab type was exposed to hot servers in the window of the trends, and how many of its events were
 * errors.
 *
 * @param types the types that can be compared, by code point
 * @param servers the servers that they stand on, by number
 */
record ExposedTypes(List<ExposedType> types, List<ServerLoads> servers) {

    /** The rate of fewer events is mostly chance. */
    static final long FEWEST_EVENTS = 30;

    /** From this share of hot hours on a type is of the hot group: a class of one hour or two a week. */
    private static final double HOT_FROM = 0.01;

    private static final int HOURS_A_DAY = 24;

    /**
     * A lab type.
     *
     * @param labType the type
     * @param exposure the highest share of hot hours of its servers, with four decimals
     * @param errors its events that were errors
     * @param events its events
     */
    record ExposedType(String labType, double exposure, long errors, long events) {

        boolean isHot() {
            return exposure >= HOT_FROM;
        }

        boolean isCool() {
            return exposure == 0;
        }
    }

    static ExposedTypes of(Basis basis) {
        UsageTrends trends = basis.inputs().trends().orNull();
        SortedMap<String, SortedSet<Long>> servers = new TreeMap<>(CodePoints.ORDER);
        basis.labs()
                .allocated()
                .forEach((lab, on) -> servers.computeIfAbsent(basis.labs().typeOf(lab), type -> new TreeSet<>())
                        .addAll(on));
        List<ExposedType> types = new ArrayList<>();
        SortedMap<Long, ServerLoads> used = new TreeMap<>();
        for (Map.Entry<String, SortedSet<Long>> type : servers.entrySet()) {
            TypeTrend trend = trends == null ? null : trends.labUsage().get(type.getKey());
            if (trends == null || trend == null) {
                continue;
            }
            Long events = trend.totalEvents();
            Long errors = trend.errors();
            double exposure = exposure(basis.loads(), type.getValue(), trends.timePeriodDays());
            if (events == null || events < FEWEST_EVENTS || errors == null || Double.isNaN(exposure)) {
                continue;
            }
            if (errors < 0 || errors > events) {
                continue; // no part of the events, whatever it counts
            }
            types.add(new ExposedType(type.getKey(), exposure, errors, events));
            type.getValue().forEach(id -> used.put(id, basis.loads().server(id)));
        }
        return new ExposedTypes(types, List.copyOf(used.values()));
    }

    List<ExposedType> hot() {
        return types.stream().filter(ExposedType::isHot).toList();
    }

    List<ExposedType> cool() {
        return types.stream().filter(ExposedType::isCool).toList();
    }

    /** NaN when a server is not known, or its load in too few hours of the window. */
    private static double exposure(Loads loads, SortedSet<Long> servers, int days) {
        double highest = Double.NaN;
        for (long id : servers) {
            ServerLoads server = loads.server(id);
            double share = server == null ? Double.NaN : shareHot(server, days);
            if (Double.isNaN(share)) {
                return Double.NaN;
            }
            highest = Double.isNaN(highest) ? share : Math.max(highest, share);
        }
        return highest;
    }

    /** Of a number of days that end with the last whole hour of the window. */
    private static double shareHot(ServerLoads server, int days) {
        int hours = server.calendar().hours();
        int known = 0;
        int hot = 0;
        for (int hour = (int) Math.max(0, hours - (long) HOURS_A_DAY * days); hour < hours; hour++) {
            known += Double.isNaN(server.load()[hour]) ? 0 : 1;
            hot += server.isHot(hour) ? 1 : 0;
        }
        Double share = known < Fleet.FEWEST_HOURS ? null : Rounding.fraction((double) hot / known);
        return share == null ? Double.NaN : share;
    }
}
