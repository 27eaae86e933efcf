package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.SustainedLoad;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ServerResource;

import static org.ar1.integration.insight.InsightKind.SUSTAINED_LOAD;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ar1.integration.insight.Explanation.Step;
import org.jspecify.annotations.Nullable;

/** Runs of consecutive hot hours: saturation as in B. Gregg's USE method (ACM Queue 10(12), 2012). */
final class SustainedLoads implements Kind<SustainedLoad> {

    private static final int LAST_HOURS = 168;
    private static final int RECURRING_WEEKS = 2;
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    /** The hours from the first to the last, both hot, as all between them are. */
    private record Run(int first, int last) {

        int hours() {
            return last - first + 1;
        }
    }

    @Override
    public InsightKind kind() {
        return SUSTAINED_LOAD;
    }

    @Override
    public Verdicts<SustainedLoad> judge(Basis basis) {
        Verdicts<SustainedLoad> verdicts = new Verdicts<>();
        for (ServerLoads server : basis.loads().servers()) {
            Run run = latestRun(server);
            if (run != null) {
                SustainedLoad insight = insight(basis, server, run);
                verdicts.add(insight, insight.hotHours7d() > 0);
            }
        }
        return verdicts;
    }

    private static @Nullable Run latestRun(ServerLoads server) {
        int last = server.calendar().hours() - 1;
        while (last >= 0 && !server.isHot(last)) {
            last--;
        }
        int first = last;
        while (first > 0 && server.isHot(first - 1)) {
            first--;
        }
        return last < 0 ? null : new Run(first, last);
    }

    /** The hot hours of the last so many of the window. */
    private static int hotHours(ServerLoads server, int last) {
        int hours = server.calendar().hours();
        int hot = 0;
        for (int hour = Math.max(0, hours - last); hour < hours; hour++) {
            hot += server.isHot(hour) ? 1 : 0;
        }
        return hot;
    }

    private static SustainedLoad insight(Basis basis, ServerLoads server, Run run) {
        LocalCalendar calendar = server.calendar();
        double[] load = server.load();
        int peakHour = run.first();
        for (int hour = run.first(); hour <= run.last(); hour++) {
            peakHour = load[hour] > load[peakHour] ? hour : peakHour;
        }
        ServerResource resource = resource(server, peakHour);
        double peak = BusyHour.fraction(load[peakHour]);
        boolean ongoing = run.last() == calendar.hours() - 1;
        boolean saturated = peak >= ServerInsight.SATURATED;
        Set<Long> weeks = new HashSet<>();
        int observed = 0;
        for (int hour = 0; hour < load.length; hour++) {
            observed += Double.isNaN(load[hour]) ? 0 : 1;
            if (server.isHot(hour)) {
                weeks.add(calendar.week(hour));
            }
        }
        int hot7d = hotHours(server, LAST_HOURS);
        Heading heading = basis.heading(SUSTAINED_LOAD, server.subject(), null)
                .severity(!ongoing ? Severity.INFO : saturated ? Severity.CRITICAL : Severity.WARNING)
                .reasonIf(ongoing, ReasonCode.ONGOING)
                .reasonIf(saturated, ReasonCode.SATURATED)
                .reasonIf(weeks.size() >= RECURRING_WEEKS, ReasonCode.RECURRING)
                .heading(
                        claim(server, run, ongoing, resource, peak, hot7d),
                        new Figure("peak", peak, "fraction", ServerInsight.HOT),
                        server.confidence(null));
        return new SustainedLoad(
                heading,
                ongoing,
                calendar.start(run.first()),
                run.hours(),
                peak,
                resource,
                hot7d,
                hotHours(server, load.length),
                observed);
    }

    private static ServerResource resource(ServerLoads server, int hour) {
        double cpu = server.utilization(ServerResource.CPU, hour);
        double memory = server.utilization(ServerResource.MEMORY, hour);
        return memory > cpu || Double.isNaN(cpu) ? ServerResource.MEMORY : ServerResource.CPU;
    }

    private static String claim(
            ServerLoads server, Run run, boolean ongoing, ServerResource resource, double peak, int hot7d) {
        String at = Claims.resource(resource) + " at " + Claims.percent(peak);
        String name = server.server().name();
        return ongoing
                ? name + " has been above 80 % for " + Claims.count(run.hours(), "hour") + ", " + at + "."
                : name + " was above 80 % for " + Claims.count(run.hours(), "hour") + " from "
                        + SINCE.format(server.calendar().time(run.first())) + ", " + at + "; "
                        + Claims.count(hot7d, "such hour") + " in the last 7 days.";
    }

    @Override
    public List<Step> explain(Basis basis, SustainedLoad insight) {
        ServerLoads server =
                basis.loads().server(Long.parseLong(insight.heading().subject().key()));
        Run run = server == null ? null : latestRun(server);
        if (server == null || run == null) {
            return List.of();
        }
        List<Double> loads = new ArrayList<>();
        for (int hour = run.first(); hour <= run.last(); hour++) {
            loads.add(BusyHour.fraction(server.load()[hour]));
        }
        return new StepList()
                .add(
                        "run",
                        "the latest consecutive hours whose load, the higher of cpu and memory by their maximum, is 0.8 or"
                                + " more",
                        loads,
                        "since",
                        insight.since().toString(),
                        "hours",
                        insight.hours())
                .add(
                        "peak",
                        "the highest of them",
                        insight.peak(),
                        "resource",
                        insight.resource().id())
                .add(
                        "ongoing",
                        "whether the run contains the last whole hour",
                        insight.ongoing(),
                        "last_whole_hour",
                        server.calendar().start(server.calendar().hours() - 1).toString())
                .add(
                        "hot_hours_7d",
                        "the hours of the last 168 at 0.8 or more",
                        insight.hotHours7d(),
                        "hot_hours",
                        insight.hotHours(),
                        "observed_hours",
                        insight.observedHours())
                .list();
    }
}
