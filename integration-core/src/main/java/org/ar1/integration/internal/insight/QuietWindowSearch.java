package org.ar1.integration.internal.insight;

import static org.ar1.integration.insight.InsightKind.QUIET_WINDOW;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.QuietWindows.QuietWindow;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.SessionStarts;
import org.jspecify.annotations.Nullable;

/** Finds the hours of the week in which a restart of a server is noticed by the fewest. */
final class QuietWindowSearch {

    private static final int MOST_HOURS = 12;
    private static final int MOST_LEAD_HOURS = 4;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int WINDOWS = 3;
    private static final int LOAD_PLACES = 2;
    private static final int DAYS_PER_WEEK = 7;
    private static final int FEWEST_WEEKS = 2;

    private static final Comparator<Candidate> QUIETEST = Comparator.comparing(
                    (Candidate candidate) -> candidate.window().users(), Comparator.nullsFirst(Double::compare))
            .thenComparing(candidate -> candidate.window().load())
            .thenComparing(candidate -> candidate.window().next());

    private final Basis basis;
    private final ServerLoads server;
    private final int hours;
    private final int lead;
    private final Set<Caveat> caveats;

    private record Candidate(int start, QuietWindow window) {}

    private QuietWindowSearch(Basis basis, ServerLoads server, int hours) {
        this.basis = basis;
        this.server = server;
        this.hours = hours;
        this.caveats = new LinkedHashSet<>(basis.standing(QUIET_WINDOW).caveats());
        this.lead = lead();
    }

    /**
     * The quietest windows of a server.
     *
     * @param hours the length of a window
     * @throws IllegalArgumentException when the length is not 1 to 12
     */
    static QuietWindows of(Basis basis, ServerLoads server, int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new IllegalArgumentException("a window of " + hours + " hours, but it must be 1 to " + MOST_HOURS);
        }
        return new QuietWindowSearch(basis, server, hours).windows();
    }

    /**
     * The longest mean session of the labs on the server, in hours, rounded up; users that began within them are still
     * there.
     */
    private int lead() {
        double longest = 0;
        Set<String> labs = basis.labs().on(server.id());
        for (LabUtilization lab : basis.inputs().utilization().asOptional().orElse(List.of())) {
            Double minutes = lab.avgTime();
            if (minutes != null && labs.contains(lab.name())) {
                longest = Math.max(longest, minutes);
            }
        }
        return (int) Math.max(1, Math.min(MOST_LEAD_HOURS, Math.ceil(longest / MINUTES_PER_HOUR)));
    }

    private QuietWindows windows() {
        double @Nullable [] starts = startsByCell();
        double[] loads = loadsByCell();
        List<Candidate> candidates = new ArrayList<>();
        for (int start = 0; start < LocalCalendar.CELLS; start++) {
            double load = highest(loads, start);
            if (!Double.isNaN(load)) {
                candidates.add(new Candidate(
                        start,
                        new QuietWindow(
                                BusiestHours.weekday(start),
                                BusiestHours.hour(start),
                                next(start),
                                starts == null ? null : Rounding.places(users(starts, start), 1),
                                Objects.requireNonNullElse(Rounding.places(load, LOAD_PLACES), Double.MAX_VALUE))));
            }
        }
        candidates.sort(QUIETEST);
        List<Candidate> chosen = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (chosen.size() < WINDOWS && chosen.stream().noneMatch(other -> overlap(candidate, other))) {
                chosen.add(candidate);
            }
        }
        Confidence confidence = server.confidence(null);
        return new QuietWindows(
                server.id(),
                hours,
                lead,
                chosen.stream().map(Candidate::window).toList(),
                chosen.isEmpty() ? InsightState.WITHHELD : caveats.isEmpty() ? InsightState.OK : InsightState.WIDENED,
                chosen.isEmpty() ? List.of(ReasonCode.TOO_FEW_WEEKS) : List.of(),
                List.copyOf(caveats),
                basis.standing(QUIET_WINDOW).isStale() ? Confidences.atMostMedium(confidence) : confidence,
                basis.standing(QUIET_WINDOW).sources());
    }

    /** Session starts of an average week by hour of the week; null when they are not known. */
    private double @Nullable [] startsByCell() {
        SessionStarts stated = basis.inputs().peaks().value(server.id());
        boolean noneExpected = !caveats.contains(Caveat.USERS_UNKNOWN)
                && !basis.inputs().peaks().calls().containsKey(server.id());
        if (stated == null && !noneExpected) {
            caveats.add(Caveat.USERS_UNKNOWN);
            return null;
        }
        LocalCalendar calendar = server.calendar();
        double[] starts = new double[LocalCalendar.CELLS];
        int[] wholeHours = new int[LocalCalendar.CELLS];
        Map<Integer, Long> byHour = stated == null ? Map.of() : DemandsAtRisk.byHour(basis, stated);
        for (int hour = 0; hour < calendar.hours(); hour++) {
            starts[calendar.cell(hour)] += byHour.getOrDefault(hour, 0L);
            wholeHours[calendar.cell(hour)]++;
        }
        for (int cell = 0; cell < starts.length; cell++) {
            starts[cell] = wholeHours[cell] == 0 ? 0 : starts[cell] / wholeHours[cell];
        }
        return starts;
    }

    private double users(double[] starts, int start) {
        double users = 0;
        for (int cell = start - lead; cell < start + hours; cell++) {
            users += starts[Math.floorMod(cell, LocalCalendar.CELLS)];
        }
        return users;
    }

    /** The mean load of each hour of the week; NaN where it is of less than two weeks. */
    private double[] loadsByCell() {
        LocalCalendar calendar = server.calendar();
        double[] load = server.load();
        double[] sums = new double[LocalCalendar.CELLS];
        int[] weeks = new int[LocalCalendar.CELLS];
        for (int hour = 0; hour < load.length; hour++) {
            if (!Double.isNaN(load[hour])) {
                sums[calendar.cell(hour)] += load[hour];
                weeks[calendar.cell(hour)]++;
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] = weeks[cell] < FEWEST_WEEKS ? Double.NaN : sums[cell] / weeks[cell];
        }
        return sums;
    }

    /** The highest load of the hours of a window; NaN when one of them has none. */
    private double highest(double[] loads, int start) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int cell = start; cell < start + hours; cell++) {
            highest = Math.max(highest, loads[cell % LocalCalendar.CELLS]);
        }
        return highest;
    }

    private boolean overlap(Candidate a, Candidate b) {
        int distance = Math.floorMod(a.start() - b.start(), LocalCalendar.CELLS);
        return distance < hours || LocalCalendar.CELLS - distance < hours;
    }

    /** The first occurrence not before now; a local time that does not exist moves on by the gap. */
    private Instant next(int start) {
        ZoneId zone = basis.inputs().zone();
        LocalDate today = LocalDate.ofInstant(basis.now(), zone);
        DayOfWeek weekday = BusiestHours.weekday(start);
        LocalDate day = today.plusDays(
                Math.floorMod(weekday.getValue() - today.getDayOfWeek().getValue(), DAYS_PER_WEEK));
        Instant next = day.atTime(BusiestHours.hour(start), 0).atZone(zone).toInstant();
        return next.isBefore(basis.now())
                ? day.plusDays(DAYS_PER_WEEK)
                        .atTime(BusiestHours.hour(start), 0)
                        .atZone(zone)
                        .toInstant()
                : next;
    }
}
