package org.ar1.integration.internal.insight;

import static org.ar1.integration.insight.InsightKind.BUSIEST_HOUR;

import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ServerResource;

/**
 * The busiest hour of the week, as telephony dimensions by its busy hour (ITU-T E.600): percentiles of the whole window
 * do not see a class of one hour a week.
 */
final class BusiestHours implements Kind<BusiestHour> {

    /** With less than this the hour of the week explains so little that another hour may be the busiest next week. */
    private static final double WEAK_RHYTHM = 0.3;

    private static final int HOURS_PER_DAY = 24;

    @Override
    public InsightKind kind() {
        return BUSIEST_HOUR;
    }

    @Override
    public Verdicts<BusiestHour> judge(Basis basis) {
        Verdicts<BusiestHour> verdicts = new Verdicts<>();
        if (basis.inputs().tooManyServers()) {
            verdicts.withhold(basis.heading(BUSIEST_HOUR, Subject.fleet(), null)
                    .reason(ReasonCode.TOO_MANY_SERVERS)
                    .withheld("more memory for the history: INSIGHT_MEMORY", Map.of()));
            return verdicts;
        }
        for (ServerLoads server : basis.loads().servers()) {
            BusyHour binding = null;
            for (ServerResource resource : ServerLoads.LOAD) {
                BusyHour busy = basis.busyHour(server, resource);
                if (busy == null) {
                    withhold(basis, server, resource, verdicts);
                } else if (binding == null || busy.p95() > binding.p95()) {
                    binding = busy;
                }
            }
            if (binding != null) {
                verdicts.add(insight(basis, server, binding), binding.p95() >= ServerInsight.HOT);
            }
        }
        return verdicts;
    }

    private static void withhold(
            Basis basis, ServerLoads server, ServerResource resource, Verdicts<BusiestHour> verdicts) {
        HeadingBuilder heading = basis.heading(BUSIEST_HOUR, server.subject(), resource);
        if (!server.hasMaximum(resource)) {
            verdicts.withhold(heading.reason(ReasonCode.NO_CAPACITY).withheld(maximumOf(resource), Map.of()));
            return;
        }
        Map<String, Long> evidence = new LinkedHashMap<>();
        evidence.put("weeks", (long) server.weeks());
        evidence.put("weeks_needed", (long) WeeklyCells.FEWEST_WEEKS);
        verdicts.withhold(
                heading.reason(ReasonCode.TOO_FEW_WEEKS).withheld("two weeks of history of the server", evidence));
    }

    /** What a server without a maximum needs. */
    static String maximumOf(ServerResource resource) {
        return "max_" + resource.id() + " of the server";
    }

    private static BusiestHour insight(Basis basis, ServerLoads server, BusyHour busy) {
        boolean saturated = busy.p95() >= ServerInsight.SATURATED;
        boolean hot = busy.p95() >= ServerInsight.HOT;
        Heading heading = basis.heading(BUSIEST_HOUR, server.subject(), busy.resource())
                .severity(saturated ? Severity.CRITICAL : hot ? Severity.WARNING : Severity.INFO)
                .reasonIf(saturated, ReasonCode.BUSIEST_HOUR_SATURATED)
                .reasonIf(hot && !saturated, ReasonCode.BUSIEST_HOUR_HOT)
                .reasonIf(hot && busy.windowP95() < ServerInsight.HOT, ReasonCode.MISSED_BY_PERCENTILES)
                .reasonIf(busy.rhythm() < WEAK_RHYTHM, ReasonCode.NO_WEEKLY_RHYTHM)
                .flip(Flips.at("p95", busy.p95(), ServerInsight.HOT, Flips.NOT_LISTED, "warning"))
                .flip(Flips.at("p95", busy.p95(), ServerInsight.SATURATED, "warning", "critical"))
                .heading(
                        claim(server, busy),
                        new Figure("p95", busy.p95(), "fraction", ServerInsight.HOT),
                        server.confidence(busy.stability()));
        return new BusiestHour(
                heading,
                weekday(busy.cell()),
                hour(busy.cell()),
                busy.p95(),
                busy.mean(),
                headroom(busy.p95()),
                busy.samples(),
                busy.weeks(),
                busy.weeksHot(),
                busy.windowP95(),
                busy.windowMean(),
                busy.rhythm(),
                busy.needed(),
                busy.neededLow(),
                busy.neededHigh());
    }

    private static String claim(ServerLoads server, BusyHour busy) {
        double headroom = headroom(busy.p95());
        return Claims.startOf(busy.resource()) + " of " + server.server().name() + " reaches "
                + Claims.percent(busy.p95()) + " on " + Claims.weekday(weekday(busy.cell())) + " at "
                + Claims.hour(hour(busy.cell())) + ", in " + busy.weeksHot() + " of "
                + Claims.count(busy.weeks(), "week")
                + (headroom > 0 ? "; " + Claims.percent(headroom) + " is left." : ".");
    }

    private static double headroom(double p95) {
        return BusyHour.fraction(1 - p95);
    }

    static DayOfWeek weekday(int cell) {
        return DayOfWeek.of(cell / HOURS_PER_DAY + 1);
    }

    static int hour(int cell) {
        return cell % HOURS_PER_DAY;
    }

    @Override
    public List<Step> explain(Basis basis, BusiestHour insight) {
        ServerResource resource = insight.heading().resource();
        ServerLoads server =
                basis.loads().server(Long.parseLong(insight.heading().subject().key()));
        return server == null || resource == null ? List.of() : BusiestHourSteps.of(basis, server, resource, insight);
    }
}
