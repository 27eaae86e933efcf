package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.Placement;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * Which lab type to move from a hot server, and where to. No source says which share of a server's load a lab causes,
 * so that the shares are stated from which on the move helps and up to which it is safe, and the share that the lab
 * type has by its user-minutes.
 */
final class Placements implements Kind<Placement> {

    /** More sources than an operator looks at, and few enough that the search takes milliseconds. */
    private static final int MOST_SOURCES = 20;

    private static final int MOST_TARGETS = 50;
    private static final String ESTIMATED = "share_estimated";

    @Override
    public InsightKind kind() {
        return InsightKind.PLACEMENT;
    }

    /** A move that helps. */
    private record Candidate(
            String labType, ServerLoads to, MoveShares shares, double estimated, boolean exact, double margin) {

        static final Comparator<Candidate> BEST = Comparator.comparingDouble(Candidate::margin)
                .reversed()
                .thenComparing(Candidate::labType, CodePoints.ORDER)
                .thenComparing(candidate -> candidate.to().id());
    }

    /** The share of a lab type in the load of a server, with four decimals; exact when it has the server alone. */
    private record Share(double estimated, boolean exact) {}

    @Override
    public Verdicts<Placement> judge(Basis basis) {
        Verdicts<Placement> verdicts = new Verdicts<>();
        if (basis.inputs().tooManyServers()) {
            return verdicts;
        }
        Popularity popularity = new Popularity(basis.inputs());
        basis.loads().servers().stream()
                .filter(server -> busiest(basis, server) >= ServerInsight.HOT)
                .sorted(Comparator.<ServerLoads>comparingDouble(server -> busiest(basis, server))
                        .reversed()
                        .thenComparing(ServerLoads::id))
                .limit(MOST_SOURCES)
                .sorted(Comparator.comparing(ServerLoads::id))
                .forEach(source -> best(basis, popularity, source)
                        .ifPresent(move -> verdicts.add(insight(basis, source, move), true)));
        return verdicts;
    }

    /** The 95th percentile of the busiest hour of the binding resource; NaN when it is not known. */
    private static double busiest(Basis basis, ServerLoads server) {
        double highest = Double.NaN;
        for (ServerResource resource : ServerLoads.LOAD) {
            BusyHour busy = basis.busyHour(server, resource);
            if (busy != null) {
                highest = Double.isNaN(highest) ? busy.p95() : Math.max(highest, busy.p95());
            }
        }
        return highest;
    }

    private static Optional<Candidate> best(Basis basis, Popularity popularity, ServerLoads source) {
        record Target(ServerLoads server, MoveShares shares) {}
        List<Target> targets = new ArrayList<>();
        Comparator<ServerLoads> mostHeadroom = Comparator.comparingDouble(server -> busiest(basis, server));
        basis.loads().servers().stream()
                .filter(target -> target != source && MoveShares.isPossible(basis.loads(), source, target))
                .sorted(mostHeadroom.thenComparing(ServerLoads::id))
                .limit(MOST_TARGETS)
                .forEach(target -> {
                    MoveShares shares = MoveShares.of(basis.loads(), source, target);
                    if (shares != null) {
                        targets.add(new Target(target, shares));
                    }
                });
        List<Candidate> candidates = new ArrayList<>();
        for (String labType : typesOn(basis, source.id())) {
            Share share = share(basis, popularity, labType, source.id());
            for (Target target : targets) {
                Double margin = share == null ? null : margin(target.shares(), share.estimated());
                if (share != null && margin != null && margin >= 0) {
                    candidates.add(new Candidate(
                            labType, target.server(), target.shares(), share.estimated(), share.exact(), margin));
                }
            }
        }
        return candidates.stream().min(Candidate.BEST);
    }

    private static SortedSet<String> typesOn(Basis basis, long server) {
        SortedSet<String> types = new TreeSet<>(CodePoints.ORDER);
        basis.labs().on(server).forEach(lab -> types.add(basis.labs().typeOf(lab)));
        return types;
    }

    /** Negative when the share is too little or too much. */
    private static @Nullable Double margin(MoveShares shares, double estimated) {
        return Rounding.fraction(Math.min(estimated - shares.needed(), shares.safe() - estimated));
    }

    /** By user-minutes, each lab counting in full on each of its servers; null when those of a lab are not known. */
    private static @Nullable Share share(Basis basis, Popularity popularity, String labType, long server) {
        Collection<String> all = basis.labs().on(server);
        List<String> own = all.stream()
                .filter(lab -> basis.labs().typeOf(lab).equals(labType))
                .toList();
        if (own.size() == all.size()) {
            return new Share(1, true);
        }
        Double ownMinutes = popularity.minutes(own);
        Double allMinutes = popularity.minutes(all);
        Double share = ownMinutes == null || allMinutes == null ? null : Rounding.fraction(ownMinutes / allMinutes);
        return share == null ? null : new Share(share, false);
    }

    private static Placement insight(Basis basis, ServerLoads source, Candidate move) {
        MoveShares shares = move.shares();
        HeadingBuilder heading = basis.heading(InsightKind.PLACEMENT, source.subject(), null)
                .reason(ReasonCode.MOVE_HELPS)
                .flip(Flips.at(ESTIMATED, move.estimated(), shares.needed(), Flips.NOT_LISTED, "listed"))
                .flip(Flips.upTo(ESTIMATED, move.estimated(), shares.safe(), "listed", Flips.NOT_LISTED));
        Confidence confidence =
                Confidences.ofSeveral(List.of(source.confidence(null), move.to().confidence(null)));
        if (!move.exact()) {
            heading.caveat(Caveat.SHARE_ESTIMATED);
            confidence = Confidences.atMostMedium(confidence);
        }
        String target = move.to().server().name();
        String claim = "Moving " + move.labType() + " from " + source.server().name() + " to " + target
                + " helps: it has about " + Claims.percent(move.estimated()) + " of the load of "
                + source.server().name() + ", of which " + Claims.percent(shares.needed()) + " must go, and " + target
                + " takes up to " + Claims.percent(shares.safe()) + " of it.";
        return new Placement(
                heading.heading(claim, new Figure("margin", move.margin(), "fraction", 0.0), confidence),
                move.labType(),
                move.to().id(),
                shares.needed(),
                move.estimated(),
                shares.safe(),
                move.margin());
    }

    /**
     * What one move does, listed or not.
     *
     * @return empty when there is no such server, or no lab of the type on the first
     */
    static Optional<Move> move(Basis basis, String labType, long from, long to) {
        ServerLoads source = basis.loads().server(from);
        ServerLoads target = basis.loads().server(to);
        if (source == null || target == null || !typesOn(basis, from).contains(labType)) {
            return Optional.empty();
        }
        Share share = share(basis, new Popularity(basis.inputs()), labType, from);
        Double estimated = share == null ? null : Double.valueOf(share.estimated());
        MoveShares shares = MoveShares.of(basis.loads(), source, target);
        if (shares == null) {
            return Optional.of(new Move(labType, from, to, null, estimated, null, MoveVerdict.UNKNOWN, null, null));
        }
        return Optional.of(new Move(
                labType,
                from,
                to,
                shares.needed(),
                estimated,
                shares.safe(),
                verdict(shares, estimated),
                shares.bindingNeeded(),
                shares.bindingSafe()));
    }

    private static MoveVerdict verdict(MoveShares shares, @Nullable Double estimated) {
        if (shares.needed() > shares.safe()) {
            return MoveVerdict.IMPOSSIBLE;
        }
        if (estimated == null) {
            return MoveVerdict.UNKNOWN;
        }
        if (estimated < shares.needed()) {
            return MoveVerdict.TOO_LITTLE;
        }
        return estimated > shares.safe() ? MoveVerdict.TOO_MUCH : MoveVerdict.HELPS;
    }

    @Override
    public List<Step> explain(Basis basis, Placement insight) {
        long from = Long.parseLong(insight.heading().subject().key());
        ServerLoads source = basis.loads().server(from);
        ServerLoads target = basis.loads().server(insight.to());
        MoveShares shares = source == null || target == null ? null : MoveShares.of(basis.loads(), source, target);
        if (source == null || target == null || shares == null) {
            return List.of();
        }
        Popularity popularity = new Popularity(basis.inputs());
        Map<String, @Nullable Object> minutes = new LinkedHashMap<>();
        basis.labs().on(from).forEach(lab -> minutes.put(lab, popularity.minutes(List.of(lab))));
        StepList steps = new StepList()
                .add("hours", "hours that both servers have; at least 168", shares.hours())
                .add(
                        "share_needed",
                        "1 - 0.8 maximum / highest hourly usage of the server, of cpu and memory the greater, at least 0",
                        insight.shareNeeded(),
                        "resource",
                        shares.bindingNeeded().id(),
                        "maximum",
                        source.maximum(shares.bindingNeeded()),
                        "usage",
                        amount(source, shares.bindingNeeded(), shares.neededAt()));
        ServerResource safe = shares.bindingSafe();
        if (safe == null) {
            steps.add("share_safe", "the server uses nothing, so that all of it can move", insight.shareSafe());
        } else {
            steps.add(
                    "share_safe",
                    "(0.8 maximum - usage of the target) / usage of the server, the least of all hours and resources, at"
                            + " most 1",
                    insight.shareSafe(),
                    "resource",
                    safe.id(),
                    "at",
                    source.calendar().start(shares.safeAt()).toString(),
                    "maximum",
                    target.maximum(safe),
                    Server.nameOf(insight.to()),
                    amount(target, safe, shares.safeAt()),
                    Server.nameOf(from),
                    amount(source, safe, shares.safeAt()));
        }
        return steps.add(
                        ESTIMATED,
                        "user-minutes of the labs of the type on the server / those of all labs on it, each lab in full"
                                + " on each of its servers; 1 when the type is alone",
                        insight.shareEstimated(),
                        "user_minutes",
                        minutes)
                .add(
                        "margin",
                        "the lesser of share_estimated - share_needed and share_safe - share_estimated",
                        insight.margin())
                .list();
    }

    private static @Nullable Double amount(ServerLoads server, ServerResource resource, int hour) {
        return Rounding.places(server.means(resource)[hour], 2);
    }
}
