package org.ar1.integration.internal.insight;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Failover;
import org.ar1.integration.insight.FailoverVerdict;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the other servers hold the load of all when one dies, by capacity rather than by count, because servers
 * differ (kubernetes-mixin, vSphere admission control; N + 2 in "Site Reliability Engineering").
 */
final class Failovers implements Kind<Failover> {

    /** The least figure with four decimals above the capacity. */
    private static final double OVER = 1.0001;

    @Override
    public InsightKind kind() {
        return InsightKind.FAILOVER;
    }

    /** One resource of one server. */
    private record Ratios(Fleet fleet, double capacity, int worstIndex, double worst, int over, int hot) {

        /** Null when a maximum is so small that there is no ratio. */
        static @Nullable Ratios of(Fleet fleet, ServerLoads dead, double[] totals) {
            double capacity = 0;
            for (ServerLoads server : fleet.servers()) {
                capacity += server == dead ? 0 : server.maximum(fleet.resource());
            }
            int worst = 0;
            int over = 0;
            int hot = 0;
            for (int i = 0; i < totals.length; i++) {
                worst = totals[i] / capacity > totals[worst] / capacity ? i : worst;
                over += Rounding.reaches(totals[i] / capacity, OVER) ? 1 : 0;
                hot += Rounding.reaches(totals[i] / capacity, ServerInsight.HOT) ? 1 : 0;
            }
            Double highest = Rounding.fraction(totals[worst] / capacity);
            return highest == null ? null : new Ratios(fleet, capacity, worst, highest, over, hot);
        }

        FailoverVerdict verdict() {
            if (worst > 1) {
                return FailoverVerdict.NOT_CARRIED;
            }
            return worst >= ServerInsight.HOT ? FailoverVerdict.TIGHT : FailoverVerdict.CARRIED;
        }
    }

    @Override
    public Verdicts<Failover> judge(Basis basis) {
        Verdicts<Failover> verdicts = new Verdicts<>();
        Map<Long, Ratios> highest = new HashMap<>();
        boolean enoughServers = false;
        for (ServerResource resource : ServerLoads.LOAD) {
            Fleet fleet = Fleet.of(basis.loads(), resource);
            enoughServers |= fleet.hasEnoughServers();
            if (!fleet.isEnough()) {
                continue;
            }
            double[] totals = fleet.totals();
            for (ServerLoads dead : fleet.servers()) {
                Ratios ratios = Ratios.of(fleet, dead, totals);
                Ratios other = highest.get(dead.id());
                if (ratios != null && (other == null || ratios.worst() > other.worst())) {
                    highest.put(dead.id(), ratios);
                }
            }
        }
        if (highest.isEmpty()) {
            withhold(basis, enoughServers, verdicts);
            return verdicts;
        }
        BlastRadius radius = new BlastRadius(basis);
        for (ServerLoads dead : basis.loads().servers()) {
            Ratios ratios = highest.get(dead.id());
            if (ratios != null) {
                verdicts.add(
                        insight(basis, dead, ratios, radius.of(dead.id())),
                        ratios.verdict() != FailoverVerdict.CARRIED);
            }
        }
        return verdicts;
    }

    private static void withhold(Basis basis, boolean enoughServers, Verdicts<Failover> verdicts) {
        HeadingBuilder heading = basis.heading(InsightKind.FAILOVER, Subject.fleet(), null)
                .reason(enoughServers ? ReasonCode.TOO_FEW_HOURS : ReasonCode.TOO_FEW_SERVERS);
        verdicts.withhold(heading.withheld(
                enoughServers
                        ? Fleet.FEWEST_HOURS + " hours that all servers have"
                        : Fleet.FEWEST_SERVERS + " servers with a capacity and a history of the last day",
                Map.of()));
    }

    private static Failover insight(Basis basis, ServerLoads dead, Ratios ratios, BlastRadius.Lost lost) {
        FailoverVerdict verdict = ratios.verdict();
        int hours = ratios.fleet().hours().length;
        boolean mostly = 2L * ratios.over() >= hours;
        Severity severity =
                verdict != FailoverVerdict.NOT_CARRIED ? Severity.INFO : mostly ? Severity.CRITICAL : Severity.WARNING;
        HeadingBuilder heading = basis.heading(InsightKind.FAILOVER, dead.subject(), null)
                .severity(severity)
                .caveat(Caveat.AGGREGATE_CAPACITY)
                .reasonIf(verdict == FailoverVerdict.NOT_CARRIED, ReasonCode.NOT_CARRIED)
                .reasonIf(verdict == FailoverVerdict.TIGHT, ReasonCode.TIGHT)
                .reasonIf(!lost.labs().isEmpty(), ReasonCode.SINGLE_HOMED_LABS)
                .flip(Flips.upTo(
                        "worst",
                        ratios.worst(),
                        ServerInsight.SATURATED,
                        FailoverVerdict.TIGHT.id(),
                        FailoverVerdict.NOT_CARRIED.id()))
                .flip(Flips.at(
                        "worst", ratios.worst(), ServerInsight.HOT, Flips.NOT_LISTED, FailoverVerdict.TIGHT.id()));
        return new Failover(
                heading.heading(
                        claim(dead, ratios, verdict) + lost(lost.labs().size()),
                        new Figure("worst", ratios.worst(), "fraction", ServerInsight.HOT),
                        ratios.fleet().confidence()),
                ratios.fleet().resource(),
                ratios.worst(),
                dead.calendar().start(ratios.fleet().hours()[ratios.worstIndex()]),
                hours,
                ratios.over(),
                ratios.hot(),
                ratios.fleet().servers().size(),
                verdict,
                lost.labs(),
                lost.types(),
                lost.usersAtLeast(),
                lost.usersAtMost(),
                lost.minutesShare());
    }

    private static String claim(ServerLoads dead, Ratios ratios, FailoverVerdict verdict) {
        String resource = Claims.resource(ratios.fleet().resource());
        String worst = Claims.percent(ratios.worst());
        String beginning = "If " + dead.subject().name() + " fails, ";
        return switch (verdict) {
            case NOT_CARRIED ->
                beginning + "the others cannot hold its load in " + ratios.over() + " of "
                        + Claims.count(ratios.fleet().hours().length, "hour") + ": " + resource + " would be at "
                        + worst + " of what they have.";
            case TIGHT -> beginning + "the others hold its load, but " + resource + " would reach " + worst + ".";
            case CARRIED -> beginning + "the others hold its load: " + resource + " would reach " + worst + ".";
        };
    }

    private static String lost(int labs) {
        return labs == 0
                ? ""
                : " " + Claims.count(labs, "lab") + " on it alone " + (labs == 1 ? "goes" : "go") + " down.";
    }

    @Override
    public List<Step> explain(Basis basis, Failover insight) {
        Fleet fleet = Fleet.of(basis.loads(), insight.resource());
        int worst = Arrays.stream(fleet.hours())
                .filter(hour -> basis.loads().calendar().start(hour).equals(insight.worstAt()))
                .findFirst()
                .orElseThrow();
        Map<String, @Nullable Double> usage = new LinkedHashMap<>();
        Map<String, @Nullable Double> others = new LinkedHashMap<>();
        for (ServerLoads server : fleet.servers()) {
            usage.put(server.subject().name(), amount(server.means(fleet.resource())[worst]));
            if (!server.subject().equals(insight.heading().subject())) {
                others.put(server.subject().name(), amount(server.maximum(fleet.resource())));
            }
        }
        return new StepList()
                .add(
                        "servers",
                        "servers with a maximum of the resource and a slot in the 24 hours before the newest",
                        insight.servers(),
                        "resource",
                        insight.resource().id())
                .add(
                        "hours",
                        "hours in which all of them have a mean of at least three slots; at least 168",
                        insight.hours())
                .add(
                        "worst",
                        "usage of all servers in the worst hour / maximum of the others, four decimals",
                        insight.worst(),
                        "at",
                        insight.worstAt().toString(),
                        "usage",
                        usage,
                        "maximum",
                        others)
                .add("hours_over", "hours with a ratio above 1", insight.hoursOver())
                .add("hours_hot", "hours with a ratio of 0.80 or more", insight.hoursHot())
                .add(
                        "verdict",
                        "not_carried above 1, tight from 0.80, else carried",
                        insight.verdict().id(),
                        "worst",
                        insight.worst())
                .add("labs_lost", "labs that are allocated to this server alone", insight.labsLost())
                .add("types_lost", "lab types all of whose labs are among them", insight.typesLost())
                .add("users_at_least", "the most unique users of one of these types", insight.usersAtLeast())
                .add("users_at_most", "the sum of their unique users", insight.usersAtMost())
                .add("minutes_share", "user-minutes of the labs lost / user-minutes of all", insight.minutesShare())
                .list();
    }

    private static @Nullable Double amount(double usage) {
        return Rounding.places(usage, 2);
    }
}
