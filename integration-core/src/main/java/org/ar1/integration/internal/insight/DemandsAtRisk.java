package org.ar1.integration.internal.insight;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.DemandAtRisk;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.upstream.SessionStarts;
import org.jspecify.annotations.Nullable;

/**
 * How many sessions start while a server is hot: a service level indicator in the sense of "Site Reliability
 * Engineering". Starts and load are of the same hours, so that nothing is assumed of how they depend on each other.
 */
final class DemandsAtRisk implements Kind<DemandAtRisk> {

    /** With fewer, one session more or less moves the share by more than its thresholds are apart from chance. */
    private static final long FEWEST_STARTS = 30;

    /** One start in twenty. */
    private static final double LISTED = 0.05;

    /** One start in five. */
    private static final double WARNING = 0.2;

    private static final String SHARE = "share";
    private static final int PLACES = 2;

    @Override
    public InsightKind kind() {
        return InsightKind.DEMAND_AT_RISK;
    }

    /** Session starts of one server in hours whose load is known. */
    private record Starts(long all, long hot, long saturated) {}

    @Override
    public Verdicts<DemandAtRisk> judge(Basis basis) {
        Verdicts<DemandAtRisk> verdicts = new Verdicts<>();
        SessionMinutes minutes = new SessionMinutes(basis);
        for (ServerLoads server : basis.loads().servers()) {
            if (!basis.inputs().peaks().calls().containsKey(server.id())) {
                continue;
            }
            SessionStarts peaks = basis.inputs().peaks().value(server.id());
            HeadingBuilder heading = basis.heading(InsightKind.DEMAND_AT_RISK, server.subject(), null);
            if (peaks == null) {
                verdicts.withhold(heading.reason(ReasonCode.SOURCE_FAILED)
                        .withheld(basis.inputs().peaks().name() + " of the server", Map.of()));
                continue;
            }
            Starts starts = starts(basis, server, peaks);
            if (starts.all() < FEWEST_STARTS) {
                Map<String, Long> evidence = new LinkedHashMap<>();
                evidence.put("starts", starts.all());
                evidence.put("starts_needed", FEWEST_STARTS);
                verdicts.withhold(heading.reason(ReasonCode.TOO_FEW_STARTS)
                        .withheld(FEWEST_STARTS + " session starts in hours whose load is known", evidence));
                continue;
            }
            DemandAtRisk insight = insight(heading, server, starts, minutes.of(server.id()));
            verdicts.add(insight, insight.share() >= LISTED);
        }
        return verdicts;
    }

    private static DemandAtRisk insight(
            HeadingBuilder heading, ServerLoads server, Starts starts, @Nullable Double minutes) {
        Double rounded = Rounding.fraction((double) starts.hot() / starts.all());
        double share = rounded == null ? 0 : rounded;
        heading.severity(share >= WARNING ? Severity.WARNING : Severity.INFO)
                .caveat(Caveat.ASSOCIATION_ONLY)
                .reasonIf(share >= LISTED, ReasonCode.STARTS_IN_HOT_HOURS)
                .flip(Flips.at(SHARE, share, LISTED, Flips.NOT_LISTED, Severity.INFO.id()))
                .flip(Flips.at(SHARE, share, WARNING, Severity.INFO.id(), Severity.WARNING.id()));
        String claim = Claims.percent(share) + " of the session starts on "
                + server.subject().name() + " are in hours in which it is above 80 %: " + starts.hot() + " of "
                + starts.all() + ".";
        return new DemandAtRisk(
                heading.heading(claim, new Figure(SHARE, share, "fraction", LISTED), server.confidence(null)),
                starts.all(),
                starts.hot(),
                share,
                starts.saturated(),
                minutes == null ? null : Rounding.places(starts.hot() * minutes, PLACES));
    }

    /** The users who started a session, by hour of the calendar. */
    static Map<Integer, Long> byHour(Basis basis, SessionStarts peaks) {
        LocalCalendar calendar = basis.loads().calendar();
        ZoneId stated = basis.inputs().peaksZone();
        ZoneId from = stated == null ? ZoneOffset.UTC : stated;
        ZoneId to = basis.inputs().zone();
        Map<Integer, Long> users = new HashMap<>();
        peaks.forEach((start, count) -> {
            int hour =
                    calendar.indexOf(start.atZone(from).withZoneSameInstant(to).toLocalDateTime());
            if (hour != LocalCalendar.NONE) {
                users.merge(hour, count, Long::sum);
            }
        });
        return users;
    }

    private static Starts starts(Basis basis, ServerLoads server, SessionStarts peaks) {
        long all = 0;
        long hot = 0;
        long saturated = 0;
        for (Map.Entry<Integer, Long> hour : byHour(basis, peaks).entrySet()) {
            if (!Double.isNaN(server.load()[hour.getKey()])) {
                all += hour.getValue();
                hot += server.isHot(hour.getKey()) ? hour.getValue() : 0;
                saturated += server.isSaturated(hour.getKey()) ? hour.getValue() : 0;
            }
        }
        return new Starts(all, hot, saturated);
    }

    /** The users and the load of each hot hour in which a session started, by local time. */
    private static Map<String, @Nullable Object> hotHours(Basis basis, long id) {
        Map<String, @Nullable Object> hours = new LinkedHashMap<>();
        ServerLoads server = basis.loads().server(id);
        SessionStarts peaks = basis.inputs().peaks().value(id);
        if (server == null || peaks == null) {
            return hours;
        }
        new TreeMap<>(byHour(basis, peaks)).forEach((hour, users) -> {
            if (server.isHot(hour)) {
                Map<String, @Nullable Object> figures = new LinkedHashMap<>();
                figures.put("users", users);
                figures.put("load", Rounding.fraction(server.load()[hour]));
                hours.put(server.calendar().time(hour).toString(), figures);
            }
        });
        return hours;
    }

    @Override
    public List<Step> explain(Basis basis, DemandAtRisk insight) {
        long id = Long.parseLong(insight.heading().subject().key());
        SessionMinutes minutes = new SessionMinutes(basis);
        ZoneId stated = basis.inputs().peaksZone();
        return new StepList()
                .add(
                        "starts",
                        "users who started a session, in hours of the window whose load is known; at least 30",
                        insight.starts(),
                        "peaks_zone",
                        stated == null ? "UTC, assumed" : stated.getId(),
                        "zone",
                        basis.inputs().zone().getId())
                .add(
                        "starts_hot",
                        "those in hours with a load of 0.80 or more",
                        insight.startsHot(),
                        "hours",
                        hotHours(basis, id))
                .add("starts_saturated", "those in hours with a load of 1.00 or more", insight.startsSaturated())
                .add(
                        SHARE,
                        "starts_hot / starts; listed from 0.05, a warning from 0.20",
                        insight.share(),
                        "starts_hot",
                        insight.startsHot(),
                        "starts",
                        insight.starts())
                .add(
                        "session_minutes",
                        "mean minutes of a session of the labs on the server, weighted by their sessions",
                        minutes.of(id),
                        "labs",
                        minutes.figures(id))
                .add(
                        "learner_minutes_estimate",
                        "starts_hot x session_minutes",
                        insight.learnerMinutesEstimate(),
                        "starts_hot",
                        insight.startsHot())
                .list();
    }
}
