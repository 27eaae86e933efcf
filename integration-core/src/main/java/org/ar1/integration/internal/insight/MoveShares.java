package org.ar1.integration.internal.insight;

import java.util.List;
import java.util.OptionalLong;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/**
 * Which share of a server's load has to move to another so that the first is no longer hot, and which may so that the
 * other does not become hot. Assumes that what moves has the same share of the load at all hours. Fractions with four
 * decimals.
 *
 * @param hours the hours that both servers have; of several resources the fewest
 * @param needed from which share on the move helps, 0 to 1
 * @param bindingNeeded the resource that needs the most
 * @param neededAt the hour in which the source uses most of it
 * @param safe up to which share the target stays below 0.80, at most 1; negative when it is hot already
 * @param bindingSafe the resource that allows the least; null when the source uses none
 * @param safeAt the hour that allows the least; -1 when none does
 */
record MoveShares(
        int hours,
        double needed,
        ServerResource bindingNeeded,
        int neededAt,
        double safe,
        @Nullable ServerResource bindingSafe,
        int safeAt) {

    /** A target that has missed more rows may be down. */
    private static final long RECENT_SLOTS = 3;

    /** The most that moves away from one resource of the source. */
    private record Needed(double share, int hour) {

        static Needed of(ServerLoads source, ServerResource resource, int[] hours) {
            double[] usage = source.means(resource);
            int highest = hours[0];
            for (int hour : hours) {
                highest = usage[hour] > usage[highest] ? hour : highest;
            }
            double share = usage[highest] > 0
                    ? 1 - ServerInsight.HOT * source.maximum(resource) / usage[highest]
                    : Double.NEGATIVE_INFINITY;
            return new Needed(rounded(Math.max(0, share)), highest);
        }
    }

    /** The most that one resource of the target can take. */
    private record Safe(double share, int hour) {

        static Safe of(ServerLoads source, ServerLoads target, ServerResource resource, int[] hours) {
            double[] moving = source.means(resource);
            double[] there = target.means(resource);
            double room = ServerInsight.HOT * target.maximum(resource);
            double least = Double.POSITIVE_INFINITY;
            int at = -1;
            for (int hour : hours) {
                double share = moving[hour] > 0 ? (room - there[hour]) / moving[hour] : Double.POSITIVE_INFINITY;
                if (share < least) {
                    least = share;
                    at = hour;
                }
            }
            return new Safe(rounded(Math.min(1, least)), at);
        }
    }

    /**
     * The shares of a move.
     *
     * @return null when the target lacks a maximum that the source has, is silent, or when the two have less than a
     *     week of hours in common
     */
    static @Nullable MoveShares of(Loads loads, ServerLoads source, ServerLoads target) {
        if (!isPossible(loads, source, target)) {
            return null;
        }
        Needed needed = null;
        ServerResource bindingNeeded = null;
        Safe safe = null;
        ServerResource bindingSafe = null;
        int fewest = Integer.MAX_VALUE;
        for (ServerResource resource : ServerResource.values()) {
            if (!target.hasMaximum(resource)) {
                continue;
            }
            int[] hours = Fleet.commonHours(List.of(source, target), resource);
            fewest = Math.min(fewest, hours.length);
            if (hours.length < Fleet.FEWEST_HOURS) {
                return null;
            }
            if (source.hasMaximum(resource) && ServerLoads.LOAD.contains(resource)) {
                Needed own = Needed.of(source, resource, hours);
                if (needed == null || own.share() > needed.share()) {
                    needed = own;
                    bindingNeeded = resource;
                }
            }
            Safe own = Safe.of(source, target, resource, hours);
            if (safe == null || own.share() < safe.share()) {
                safe = own;
                bindingSafe = resource;
            }
        }
        if (needed == null || bindingNeeded == null || safe == null) {
            return null;
        }
        return new MoveShares(
                fewest,
                needed.share(),
                bindingNeeded,
                needed.hour(),
                safe.share(),
                safe.hour() < 0 ? null : bindingSafe,
                safe.hour());
    }

    /** Whether the target has a maximum of all that the source has one of, and is not silent. */
    static boolean isPossible(Loads loads, ServerLoads source, ServerLoads target) {
        for (ServerResource resource : ServerResource.values()) {
            if (source.hasMaximum(resource) && !target.hasMaximum(resource)) {
                return false;
            }
        }
        SlotSeries slots = target.slots();
        OptionalLong last = slots == null ? OptionalLong.empty() : slots.last();
        Long horizon = loads.horizon();
        return last.isPresent() && horizon != null && horizon - last.getAsLong() < RECENT_SLOTS;
    }

    private static double rounded(double share) {
        Double fraction = Rounding.fraction(share);
        return fraction == null ? -Double.MAX_VALUE : fraction;
    }
}
