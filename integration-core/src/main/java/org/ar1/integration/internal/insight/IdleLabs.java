package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.IdleLab;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/**
 * Which allocated labs nobody uses. The window of the trends is far longer than twice the interval at which any source
 * is updated, so that silence is not mistaken for idleness.
 */
final class IdleLabs implements Kind<IdleLab> {

    private static final String EVENTS = "events";

    @Override
    public InsightKind kind() {
        return InsightKind.IDLE_LAB;
    }

    @Override
    public Verdicts<IdleLab> judge(Basis basis) {
        Verdicts<IdleLab> verdicts = new Verdicts<>();
        UsageTrends trends = basis.inputs().trends().orNull();
        if (trends == null) {
            return verdicts;
        }
        Popularity popularity = new Popularity(basis.inputs());
        basis.labs().allocated().forEach((lab, servers) -> {
            boolean neverUsed = Long.valueOf(0).equals(popularity.sessions(lab));
            if (trends.hasEvents(basis.labs().typeOf(lab))
                    || (!neverUsed && !basis.labs().isInCatalogue(lab))) {
                return;
            }
            verdicts.add(insight(basis, lab, servers, trends.timePeriodDays(), popularity.sessions(lab)), true);
        });
        return verdicts;
    }

    private static IdleLab insight(Basis basis, String lab, Set<Long> servers, int days, @Nullable Long sessions) {
        List<Long> aloneOn = new ArrayList<>();
        for (long server : servers) {
            if (basis.labs().on(server).size() == 1) {
                aloneOn.add(server);
            }
        }
        boolean neverUsed = Long.valueOf(0).equals(sessions);
        boolean guessed = !basis.labs().isInCatalogue(lab);
        boolean catalogueKnown = basis.labs().coverage().matched() != null;
        HeadingBuilder heading = basis.heading(InsightKind.IDLE_LAB, Subject.lab(lab), null)
                .severity(aloneOn.isEmpty() ? Severity.INFO : Severity.WARNING)
                .reason(neverUsed ? ReasonCode.NEVER_USED : ReasonCode.NO_EVENTS)
                .reasonIf(guessed && catalogueKnown, ReasonCode.NOT_IN_CATALOGUE)
                .reasonIf(!aloneOn.isEmpty(), ReasonCode.SERVER_TO_RECLAIM)
                .flip(new Flip(EVENTS, 0, 1, -1, Flips.NOT_LISTED));
        Confidence joined = Confidences.ofJoin(basis.labs().coverage().ratio());
        Confidence confidence = guessed
                ? new Confidence(ConfidenceLevel.LOW, joined.weeks(), joined.coverage(), joined.stability())
                : joined;
        return new IdleLab(
                heading.heading(claim(lab, aloneOn, days, neverUsed), new Figure(EVENTS, 0.0, EVENTS, 1.0), confidence),
                lab,
                basis.labs().typeOf(lab),
                List.copyOf(servers),
                aloneOn,
                days,
                sessions);
    }

    private static String claim(String lab, List<Long> aloneOn, int days, boolean neverUsed) {
        String used = neverUsed ? " was never used" : " was not used for " + Claims.count(days, "day");
        return lab
                + used
                + (aloneOn.isEmpty()
                        ? "."
                        : ", and has "
                                + String.join(
                                        ", ",
                                        aloneOn.stream().map(Server::nameOf).toList())
                                + " to itself.");
    }

    @Override
    public List<Step> explain(Basis basis, IdleLab insight) {
        return new StepList()
                .add(
                        "lab_type",
                        basis.labs().isInCatalogue(insight.lab())
                                ? "the type that the catalogue states for the name"
                                : "guessed from the name, which is in no catalogue; listed only when never used",
                        insight.labType(),
                        "lab",
                        insight.lab())
                .add(
                        EVENTS,
                        "events of the lab type in the trends of so many days; a type that they do not list has none",
                        0,
                        "days",
                        insight.days())
                .add("sessions", "sessions of all time; 0 is never used", insight.sessions())
                .add("alone_on", "servers on which it is the only lab", insight.aloneOn(), "servers", insight.servers())
                .list();
    }
}
