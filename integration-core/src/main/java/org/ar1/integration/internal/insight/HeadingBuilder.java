package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.upstream.ServerResource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the headings of one kind together. Not thread-safe. */
final class HeadingBuilder {

    private final InsightKind kind;
    private final Standing standing;
    private final Subject subject;
    private final @Nullable ServerResource resource;
    private final List<ReasonCode> reasons = new ArrayList<>();
    private final List<Caveat> caveats;
    private final List<Flip> flips = new ArrayList<>();
    private Severity severity = Severity.INFO;
    private boolean widened;
    private boolean withheld;

    HeadingBuilder(InsightKind kind, Standing standing, Subject subject, @Nullable ServerResource resource) {
        this.kind = kind;
        this.standing = standing;
        this.subject = subject;
        this.resource = resource;
        this.caveats = new ArrayList<>(standing.caveats());
        this.widened = !standing.caveats().isEmpty();
    }

    HeadingBuilder severity(Severity stated) {
        severity = stated;
        return this;
    }

    HeadingBuilder reasonIf(boolean holds, ReasonCode reason) {
        if (holds) {
            reasons.add(reason);
        }
        return this;
    }

    HeadingBuilder reason(ReasonCode reason) {
        return reasonIf(true, reason);
    }

    /** Adds what holds of every insight of the kind; the state stays. */
    HeadingBuilder caveat(Caveat caveat) {
        if (!caveats.contains(caveat)) {
            caveats.add(caveat);
        }
        return this;
    }

    /** Adds what makes this insight less sure. */
    HeadingBuilder widened(Caveat caveat) {
        widened = true;
        return caveat(caveat);
    }

    HeadingBuilder flip(Flip flip) {
        flips.add(flip);
        return this;
    }

    /** Says that this cannot be said. */
    HeadingBuilder withheld() {
        withheld = true;
        return this;
    }

    /** The confidence is at most medium when a required source is stale. */
    Heading heading(String claim, Figure figure, Confidence confidence) {
        InsightState state = withheld ? InsightState.WITHHELD : widened ? InsightState.WIDENED : InsightState.OK;
        return new Heading(
                Ids.of(kind, subject, resource),
                kind,
                severity,
                subject,
                resource,
                claim,
                figure,
                reasons,
                state,
                caveats,
                standing.isStale() ? Confidences.atMostMedium(confidence) : confidence,
                flips,
                standing.sources());
    }

    /**
     * The same, withheld, for these reasons.
     *
     * @param needs what would be needed, in words
     * @param evidence the figures that are too low, and what they should be, in their order
     */
    Withheld withheld(@Nullable String needs, Map<String, Long> evidence) {
        return new Withheld(
                Ids.of(kind, subject, resource), kind, subject, resource, List.copyOf(reasons), needs, evidence);
    }
}
