package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.RESOURCE;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TEXTS;
import static org.ar1.integration.document.Forms.WHOLE;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.Confidence.Stability;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.SubjectType;
import org.ar1.integration.insight.Withheld;

/** What insights and what is withheld have in common. */
final class HeadingJson {

    static final Form<InsightState> STATE = Forms.id(InsightState.values(), InsightState::id);
    static final Form<ConfidenceLevel> LEVEL = Forms.id(ConfidenceLevel.values(), ConfidenceLevel::id);
    static final Form<List<ReasonCode>> REASONS = Form.list(Forms.id(ReasonCode.values(), ReasonCode::id));
    static final Form<List<Caveat>> CAVEATS = Form.list(Forms.id(Caveat.values(), Caveat::id));

    private static final Form<InsightKind> KIND = Forms.id(InsightKind.values(), InsightKind::id);
    private static final Form<Severity> SEVERITY = Forms.id(Severity.values(), Severity::id);
    private static final Form<Map<String, Long>> NUMBERS = Form.map(WHOLE);

    private static final Form<Subject> SUBJECT = Form.object(subject -> {
        SubjectType type = subject.get("type", Subject::type, Forms.id(SubjectType.values(), SubjectType::id));
        String key = subject.find("key", own -> own.type() == SubjectType.FLEET ? null : own.key(), key(type));
        return new Subject(type, key == null ? "" : key, subject.get("name", Subject::name, TEXT));
    });

    private static final Form<Figure> FIGURE = Form.object(figure -> new Figure(
            figure.get("name", Figure::name, TEXT),
            figure.find("value", Figure::value, REAL),
            figure.get("unit", Figure::unit, TEXT),
            figure.find("threshold", Figure::threshold, REAL)));

    private static final Form<Stability> STABILITY = Form.object(stability ->
            new Stability(stability.get("same", Stability::same, COUNT), stability.get("of", Stability::of, COUNT)));

    static final Form<Confidence> CONFIDENCE = Form.object(confidence -> new Confidence(
            confidence.get("level", Confidence::level, LEVEL),
            confidence.find("weeks", Confidence::weeks, COUNT),
            confidence.find("coverage", Confidence::coverage, REAL),
            confidence.find("stability", Confidence::stability, STABILITY)));

    private static final Form<List<Flip>> FLIPS = Form.list(Form.object(flip -> new Flip(
            flip.get("figure", Flip::figure, TEXT),
            flip.get("value", Flip::value, REAL),
            flip.get("at", Flip::at, REAL),
            flip.get("margin", Flip::margin, REAL),
            flip.get("then", Flip::then, TEXT))));

    /** An insight without its evidence. */
    static final Form<Heading> HEADING = Form.object(heading -> heading(heading, () -> {}));

    static final Form<Insight> INSIGHT = Form.object(HeadingJson::insight);
    static final Form<Withheld> WITHHELD = Form.object(HeadingJson::withheld);

    private HeadingJson() {}

    /** The key of a server is a number. */
    private static Form<String> key(SubjectType type) {
        return type != SubjectType.SERVER
                ? TEXT
                : Forms.form(
                        (out, key) -> out.writeNumber(Long.parseLong(key)), node -> Long.toString(WHOLE.read(node)));
    }

    /** The members of an insight. Its evidence is written among those of the heading, and read after them. */
    static Insight insight(Fields<Insight> insight) throws IOException {
        Insight written = insight.written();
        Heading heading = heading(insight.of(Insight::heading), () -> {
            if (written != null) {
                evidence(insight, written.heading());
            }
        });
        return written == null ? evidence(insight, heading) : written;
    }

    private static Insight evidence(Fields<Insight> insight, Heading heading) throws IOException {
        return insight.group("evidence", evidence -> EvidenceJson.insight(evidence, heading));
    }

    /** Writes what comes between two members. */
    private interface Between {
        void write() throws IOException;
    }

    private static Heading heading(Fields<Heading> heading, Between between) throws IOException {
        return new Heading(
                heading.get("id", Heading::id, TEXT),
                heading.get("kind", Heading::kind, KIND),
                heading.get("severity", Heading::severity, SEVERITY),
                heading.get("subject", Heading::subject, SUBJECT),
                heading.find("resource", Heading::resource, RESOURCE),
                heading.get("claim", Heading::claim, TEXT),
                heading.get("figure", Heading::figure, FIGURE),
                heading.get("reason_codes", Heading::reasonCodes, REASONS),
                heading.get("state", Heading::state, STATE),
                heading.get("caveats", Heading::caveats, CAVEATS),
                heading.get("confidence", Heading::confidence, CONFIDENCE),
                flips(heading, between),
                heading.get("sources", Heading::sources, TEXTS));
    }

    private static List<Flip> flips(Fields<Heading> heading, Between before) throws IOException {
        before.write();
        return heading.get("flips", Heading::flips, FLIPS);
    }

    /** The members of what is withheld. */
    static Withheld withheld(Fields<Withheld> none) throws IOException {
        return new Withheld(
                none.get("id", Withheld::id, TEXT),
                none.get("kind", Withheld::kind, KIND),
                none.get("subject", Withheld::subject, SUBJECT),
                none.find("resource", Withheld::resource, RESOURCE),
                none.get("reason_codes", Withheld::reasonCodes, REASONS),
                none.find("needs", Withheld::needs, TEXT),
                none.get("evidence", Withheld::evidence, NUMBERS));
    }
}
