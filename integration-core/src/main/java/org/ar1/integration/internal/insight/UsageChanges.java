package org.ar1.integration.internal.insight;

import static org.ar1.integration.insight.InsightKind.CHANGE;

import java.util.List;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.UsageChange;
import org.ar1.integration.upstream.ServerResource;

/**
 * The last seven days against the same hours of the four weeks before: the baseline is four times as long as the window
 * and ends where that begins, as Netdata's metric correlations have it. There is no p: hours depend on each other, and
 * a p would presume that they do not.
 */
final class UsageChanges implements Kind<UsageChange> {

    /** Less than ten points is what a usual week differs by. */
    private static final double LISTED_SHIFT = 0.1;

    /** A shift of a few hours only is no change of the week. */
    private static final double LISTED_SAME = 0.75;

    @Override
    public InsightKind kind() {
        return CHANGE;
    }

    @Override
    public Verdicts<UsageChange> judge(Basis basis) {
        Verdicts<UsageChange> verdicts = new Verdicts<>();
        for (ServerLoads server : basis.loads().servers()) {
            for (ServerResource resource : ServerLoads.LOAD) {
                WeekComparison week = WeekComparison.of(server, resource);
                if (week != null) {
                    verdicts.add(
                            insight(basis, server, resource, week),
                            Math.abs(week.shift()) >= LISTED_SHIFT && week.sameDirection() >= LISTED_SAME);
                }
            }
        }
        return verdicts;
    }

    private static UsageChange insight(Basis basis, ServerLoads server, ServerResource resource, WeekComparison week) {
        boolean up = week.shift() > 0;
        Severity severity = up ? Severity.WARNING : Severity.INFO;
        double threshold = up ? LISTED_SHIFT : -LISTED_SHIFT;
        Heading heading = basis.heading(CHANGE, server.subject(), resource)
                .severity(severity)
                .reason(up ? ReasonCode.HIGHER_THAN_USUAL : ReasonCode.LOWER_THAN_USUAL)
                .flip(
                        up
                                ? Flips.at("shift", week.shift(), threshold, Flips.NOT_LISTED, severity.id())
                                : Flips.upTo("shift", week.shift(), threshold, severity.id(), Flips.NOT_LISTED))
                .flip(Flips.at("same_direction", week.sameDirection(), LISTED_SAME, Flips.NOT_LISTED, severity.id()))
                .heading(
                        claim(server, resource, week),
                        new Figure("shift", week.shift(), "fraction", threshold),
                        server.confidence(null));
        return new UsageChange(
                heading, week.shift(), week.sameDirection(), week.differences().size(), week.ks());
    }

    private static String claim(ServerLoads server, ServerResource resource, WeekComparison week) {
        return Claims.startOf(resource) + " of " + server.server().name() + " is " + Claims.points(week.shift())
                + (week.shift() > 0 ? " higher" : " lower")
                + " in the last 7 days than at the same hours of the 4 weeks"
                + " before, in " + Claims.percent(week.sameDirection()) + " of "
                + Claims.count(week.differences().size(), "hour") + ".";
    }

    @Override
    public List<Step> explain(Basis basis, UsageChange insight) {
        ServerLoads server =
                basis.loads().server(Long.parseLong(insight.heading().subject().key()));
        ServerResource resource = insight.heading().resource();
        WeekComparison week = server == null || resource == null ? null : WeekComparison.of(server, resource);
        return week == null ? List.of() : steps(week);
    }

    private static List<Step> steps(WeekComparison week) {
        List<Double> differences =
                week.differences().stream().map(BusyHour::fraction).toList();
        return new StepList()
                .add(
                        "differences",
                        "each hour of the last 7 days less the median of the same local hour 7, 14, 21 and 28 days before,"
                                + " by the maximum",
                        differences,
                        "hours",
                        week.differences().size())
                .add("shift", "their median", week.shift())
                .add("same_direction", "the share of them with the sign of the shift", week.sameDirection())
                .add(
                        "ks",
                        "the largest difference of the two distribution functions, of the hours and of all those compared"
                                + " with",
                        week.ks())
                .list();
    }
}
