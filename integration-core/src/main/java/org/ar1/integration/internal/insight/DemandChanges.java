package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.DemandChange;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.jspecify.annotations.Nullable;

/**
 * Which lab types take off and which have been left, by the events of four weeks. A type is listed only when its last
 * week leaves the range of the three weeks before by half, which chance alone seldom does.
 */
final class DemandChanges implements Kind<DemandChange> {

    /** With fewer events a half more or less is chance. */
    private static final long FEWEST_EVENTS = 30;

    private static final double HALF_MORE = 1.5;
    private static final int DIGITS = 3;
    private static final String LAST_WEEK = "weeks[0]";

    @Override
    public InsightKind kind() {
        return InsightKind.DEMAND_CHANGE;
    }

    @Override
    public Verdicts<DemandChange> judge(Basis basis) {
        Verdicts<DemandChange> verdicts = new Verdicts<>();
        List<UsageTrends> windows = windows(basis);
        SortedSet<String> types = new TreeSet<>(CodePoints.ORDER);
        windows.forEach(window -> types.addAll(window.labUsage().keySet()));
        for (String labType : types) {
            List<Long> events = events(windows, labType);
            if (events != null) {
                judge(basis, labType, weeks(events), verdicts);
            }
        }
        return verdicts;
    }

    private static List<UsageTrends> windows(Basis basis) {
        List<UsageTrends> windows = new ArrayList<>();
        for (int days : InsightSource.WEEKLY) {
            Sourced<UsageTrends> window = basis.inputs().weeklyTrends().get(days);
            if (window == null || window.orNull() == null) {
                return List.of();
            }
            windows.add(window.orElseThrow());
        }
        return windows;
    }

    /** Of the four windows; null when one of them does not state the number. A type that is not listed has none. */
    private static @Nullable List<Long> events(List<UsageTrends> windows, String labType) {
        List<Long> events = new ArrayList<>();
        for (UsageTrends window : windows) {
            TypeTrend trend = window.labUsage().get(labType);
            Long own = trend == null ? Long.valueOf(0) : trend.totalEvents();
            if (own == null) {
                return null;
            }
            events.add(own);
        }
        return events;
    }

    /** Of each week, the last first. The windows are read moments apart, so that a difference may be negative. */
    private static List<Long> weeks(List<Long> events) {
        List<Long> weeks = new ArrayList<>();
        long before = 0;
        for (long all : events) {
            weeks.add(Math.max(0, all - before));
            before = all;
        }
        return weeks;
    }

    private static void judge(Basis basis, String labType, List<Long> weeks, Verdicts<DemandChange> verdicts) {
        long last = weeks.get(0);
        List<Long> earlier = new ArrayList<>(weeks.subList(1, weeks.size()));
        Collections.sort(earlier);
        long least = earlier.get(0);
        long usual = earlier.get(1);
        long most = earlier.get(2);
        if (Math.max(last, usual) < FEWEST_EVENTS) {
            return;
        }
        boolean takingOff = last >= HALF_MORE * most;
        boolean abandoned = last * HALF_MORE <= least;
        double lower = least / HALF_MORE;
        HeadingBuilder heading = basis.heading(InsightKind.DEMAND_CHANGE, Subject.labType(labType), null)
                .reasonIf(takingOff, ReasonCode.TAKING_OFF)
                .reasonIf(abandoned, ReasonCode.ABANDONED)
                .flip(Flips.at(
                        LAST_WEEK, (double) last, HALF_MORE * most, Flips.NOT_LISTED, ReasonCode.TAKING_OFF.id()))
                .flip(Flips.upTo(
                        LAST_WEEK, (double) last, fraction(lower), ReasonCode.ABANDONED.id(), Flips.NOT_LISTED));
        Double factor = usual == 0 ? null : Rounding.significant((double) last / usual, DIGITS);
        String claim = labType + " had " + Claims.count(last, "event") + " in the last week, " + usual
                + " in a usual one of the three before.";
        verdicts.add(
                new DemandChange(
                        heading.heading(
                                claim,
                                new Figure("factor", factor, "ratio", null),
                                new Confidence(ConfidenceLevel.HIGH, null, null, null)),
                        weeks,
                        usual,
                        factor),
                takingOff || abandoned);
    }

    private static double fraction(double figure) {
        Double rounded = Rounding.fraction(figure);
        return rounded == null ? 0 : rounded;
    }

    @Override
    public List<Step> explain(Basis basis, DemandChange insight) {
        List<Long> events = events(windows(basis), insight.heading().subject().key());
        List<Long> earlier = insight.weeks().subList(1, insight.weeks().size());
        return new StepList()
                .add("events", "events of the lab type in the last 7, 14, 21 and 28 days", events)
                .add(
                        "weeks",
                        "what each window has more than the one before, at least 0; the last week first",
                        insight.weeks())
                .add("usual", "median of the three weeks before the last", insight.usual(), "weeks", earlier)
                .add("factor", "last week / usual, three significant digits", insight.factor())
                .add(
                        "taking_off",
                        "the last week has 1.5 times the greatest of the three or more",
                        insight.heading().reasonCodes().contains(ReasonCode.TAKING_OFF),
                        "at",
                        HALF_MORE * Collections.max(earlier))
                .add(
                        "abandoned",
                        "the last week has the least of the three / 1.5 or less",
                        insight.heading().reasonCodes().contains(ReasonCode.ABANDONED),
                        "at",
                        fraction(Collections.min(earlier) / HALF_MORE))
                .list();
    }
}
