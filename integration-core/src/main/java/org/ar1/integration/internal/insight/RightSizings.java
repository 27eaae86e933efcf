package org.ar1.integration.internal.insight;

import static org.ar1.integration.insight.InsightKind.RIGHT_SIZING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.RightSizing;
import org.ar1.integration.insight.RightSizing.Sizing;
import org.ar1.integration.insight.SizeLabel;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/** Which servers are larger than they need to be, and whether something speaks against making them smaller. */
final class RightSizings implements Kind<RightSizing> {

    private static final int FEWEST_WEEKS = 4;
    private static final double LEAST_COVERAGE = 0.9;

    @Override
    public InsightKind kind() {
        return RIGHT_SIZING;
    }

    @Override
    public Verdicts<RightSizing> judge(Basis basis) {
        Verdicts<RightSizing> verdicts = new Verdicts<>();
        boolean outcomesKnown = !basis.standing(RIGHT_SIZING).caveats().contains(Caveat.OUTCOME_UNKNOWN);
        OutcomePeers peers = outcomesKnown ? new OutcomePeers(basis.inputs()) : null;
        for (ServerLoads server : basis.loads().servers()) {
            Sizes sizes = Sizes.of(basis, server);
            if (sizes != null) {
                RightSizing insight = insight(basis, server, sizes, peers);
                Finding finding = insight.finding();
                verdicts.add(insight, finding == Finding.OVER_PROVISIONED || finding == Finding.UNDECIDED);
            }
        }
        return verdicts;
    }

    private static RightSizing insight(Basis basis, ServerLoads server, Sizes sizes, @Nullable OutcomePeers peers) {
        List<ReasonCode> guards =
                sizes.finding() == Finding.OVER_PROVISIONED ? guards(basis, server, sizes, peers) : List.of();
        Finding finding = guards.isEmpty() ? sizes.finding() : Finding.UNDECIDED;
        HeadingBuilder heading = basis.heading(RIGHT_SIZING, server.subject(), null);
        sizes.resources().forEach((resource, size) -> reason(heading, resource, size.label()));
        guards.forEach(heading::reason);
        double limit = sizes.target() / 2;
        double highest = 0;
        for (ServerResource resource : sizes.over()) {
            double used = used(sizes, resource);
            highest = Math.max(highest, used);
            heading.flip(Flips.upTo(resource.id() + "_used", used, limit, "over", "fit"));
        }
        return new RightSizing(
                heading.heading(
                        claim(server, sizes, finding, guards),
                        new Figure("used", sizes.over().isEmpty() ? null : highest, "fraction", limit),
                        server.confidence(sizes.stability())),
                finding,
                sizes.resources());
    }

    private static double used(Sizes sizes, ServerResource resource) {
        Sizing size = sizes.resources().get(resource);
        return size == null ? 0 : size.used();
    }

    /** What speaks against making a server smaller that looks too large. */
    private static List<ReasonCode> guards(Basis basis, ServerLoads server, Sizes sizes, @Nullable OutcomePeers peers) {
        List<ReasonCode> guards = new ArrayList<>();
        if (server.weeks() < FEWEST_WEEKS) {
            guards.add(ReasonCode.NOT_FOUR_WEEKS);
        }
        if (server.coverage() < LEAST_COVERAGE) {
            guards.add(ReasonCode.GAPS);
        }
        if (sizes.isUnstable()) {
            guards.add(ReasonCode.UNSTABLE);
        }
        boolean rises = sizes.over().stream().anyMatch(resource -> {
            PeakTrend trend = basis.peakTrend(server, resource);
            return trend != null && trend.rises();
        });
        if (rises) {
            guards.add(ReasonCode.RISING);
        }
        if (peers != null
                && basis.labs().on(server.id()).stream()
                        .anyMatch(lab -> peers.isWorse(basis.labs().typeOf(lab)))) {
            guards.add(ReasonCode.OUTCOME_WORSE_THAN_PEERS);
        }
        return guards;
    }

    private static void reason(HeadingBuilder heading, ServerResource resource, SizeLabel label) {
        boolean under = label == SizeLabel.UNDER;
        boolean over = label == SizeLabel.OVER;
        switch (resource) {
            case CPU ->
                heading.reasonIf(under, ReasonCode.CPU_UNDER_PROVISIONED)
                        .reasonIf(over, ReasonCode.CPU_OVER_PROVISIONED);
            case MEMORY ->
                heading.reasonIf(under, ReasonCode.MEMORY_UNDER_PROVISIONED)
                        .reasonIf(over, ReasonCode.MEMORY_OVER_PROVISIONED);
            case DISK -> heading.reasonIf(under, ReasonCode.DISK_UNDER_PROVISIONED);
        }
    }

    private static String claim(ServerLoads server, Sizes sizes, Finding finding, List<ReasonCode> guards) {
        String name = server.server().name();
        String used = sizes.over().stream()
                .map(resource -> Claims.percent(used(sizes, resource)) + " of its " + Claims.resource(resource))
                .collect(Collectors.joining(" and "));
        String needs = " uses " + used + " in the busiest hour of the week";
        return switch (finding) {
            case OVER_PROVISIONED ->
                name + needs + "; half of its "
                        + sizes.over().stream().map(Claims::resource).collect(Collectors.joining(" and "))
                        + " would do.";
            case UNDECIDED ->
                name + needs + "; whether half would do is undecided: "
                        + guards.stream().map(RightSizings::words).collect(Collectors.joining(", ")) + ".";
            case UNDER_PROVISIONED -> name + " is smaller than it needs to be.";
            case RIGHT_SIZED -> name + " has the size that it needs.";
        };
    }

    private static String words(ReasonCode guard) {
        return switch (guard) {
            case NOT_FOUR_WEEKS -> "less than four weeks of data";
            case GAPS -> "gaps in the data";
            case UNSTABLE -> "one week decides";
            case RISING -> "its use rises";
            default -> "learners do worse than on other labs as difficult";
        };
    }

    @Override
    public List<Step> explain(Basis basis, RightSizing insight) {
        StepList steps = new StepList();
        double target = basis.inputs().target();
        insight.resources()
                .forEach((resource, size) -> steps.add(
                        resource.id(),
                        resource == ServerResource.DISK
                                ? "the highest daily peak of the last seven days by the maximum; never over"
                                : "the 95th percentile of the busiest hour by the maximum; under from 0.8, over up to half the target",
                        size.label().id(),
                        "used",
                        size.used(),
                        "needed",
                        size.needed(),
                        "target",
                        target));
        Map<String, Object> labels = new LinkedHashMap<>();
        insight.resources()
                .forEach((resource, size) ->
                        labels.put(resource.id(), size.label().id()));
        return steps.add(
                        "finding",
                        "under when any is under; over when some is over, none under, and no reason speaks against it",
                        insight.finding().id(),
                        "labels",
                        labels,
                        "reasons",
                        insight.heading().reasonCodes().stream()
                                .map(ReasonCode::id)
                                .toList())
                .list();
    }
}
