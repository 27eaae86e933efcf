package org.ar1.integration.document;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.Confidence.Stability;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/** What insights and what is withheld have in common. */
final class HeadingJson {

    private HeadingJson() {}

    static void insight(JsonOut json, Insight insight) throws IOException {
        Heading heading = insight.heading();
        json.text("id", heading.id());
        json.text("kind", heading.kind().id());
        json.text("severity", heading.severity().id());
        subject(json, heading.subject());
        resource(json, heading.resource());
        json.text("claim", heading.claim());
        json.object("figure", () -> {
            json.text("name", heading.figure().name());
            json.number("value", heading.figure().value());
            json.text("unit", heading.figure().unit());
            json.number("threshold", heading.figure().threshold());
        });
        reasons(json, heading.reasonCodes());
        json.text("state", heading.state().id());
        caveats(json, heading.caveats());
        confidence(json, heading.confidence());
        json.object("evidence", () -> EvidenceJson.write(json, insight));
        json.list("flips", heading.flips(), flip -> {
            json.text("figure", flip.figure());
            json.number("value", flip.value());
            json.number("at", flip.at());
            json.number("margin", flip.margin());
            json.text("then", flip.then());
        });
        json.texts("sources", heading.sources());
    }

    static void withheld(JsonOut json, Withheld none) throws IOException {
        json.text("id", none.id());
        json.text("kind", none.kind().id());
        subject(json, none.subject());
        resource(json, none.resource());
        reasons(json, none.reasonCodes());
        json.text("needs", none.needs());
        json.numbers("evidence", none.evidence());
    }

    private static void subject(JsonOut json, Subject subject) throws IOException {
        json.object("subject", () -> {
            json.text("type", subject.type().id());
            switch (subject.type()) {
                case SERVER -> json.number("key", Long.valueOf(subject.key()));
                case FLEET -> json.nothing("key");
                default -> json.text("key", subject.key());
            }
            json.text("name", subject.name());
        });
    }

    private static void resource(JsonOut json, @Nullable ServerResource resource) throws IOException {
        json.text("resource", resource == null ? null : resource.id());
    }

    static void reasons(JsonOut json, List<ReasonCode> reasons) throws IOException {
        json.texts("reason_codes", reasons.stream().map(ReasonCode::id).toList());
    }

    static void caveats(JsonOut json, List<Caveat> caveats) throws IOException {
        json.texts("caveats", caveats.stream().map(Caveat::id).toList());
    }

    static void confidence(JsonOut json, Confidence confidence) throws IOException {
        Stability stability = confidence.stability();
        json.object("confidence", () -> {
            json.text("level", confidence.level().id());
            json.number("weeks", confidence.weeks());
            json.number("coverage", confidence.coverage());
            if (stability == null) {
                json.nothing("stability");
            } else {
                json.object("stability", () -> {
                    json.number("same", stability.same());
                    json.number("of", stability.of());
                });
            }
        });
    }

    static void date(JsonOut json, String name, @Nullable LocalDate date) throws IOException {
        json.text(name, date == null ? null : date.toString());
    }
}
