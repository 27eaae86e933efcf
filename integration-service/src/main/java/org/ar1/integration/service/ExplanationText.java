package org.ar1.integration.service;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.internal.text.Printable;

/** One insight, step by step, as text for people. */
final class ExplanationText {

    private static final String END = System.lineSeparator();

    private ExplanationText() {}

    static String of(InsightView<Explanation> view) {
        Explanation explanation = view.value();
        StringBuilder text = new StringBuilder();
        Insight insight = explanation.insight();
        Withheld withheld = explanation.withheld();
        if (insight != null) {
            heading(text, insight.heading());
        } else if (withheld != null) {
            line(
                    text,
                    "Withheld: " + withheld.kind().id() + " of "
                            + withheld.subject().name());
            line(
                    text,
                    "Why: "
                            + ids(withheld.reasonCodes().stream()
                                    .map(ReasonCode::id)
                                    .toList()));
            if (withheld.needs() != null) {
                line(text, "It needs: " + withheld.needs());
            }
        }
        int number = 1;
        for (Explanation.Step step : explanation.steps()) {
            line(text, "");
            line(text, number++ + ". " + step.name() + ": " + step.says());
            for (Map.Entry<String, ?> input : step.inputs().entrySet()) {
                line(text, "   " + input.getKey() + " = " + StepValue.shown(input.getValue()));
            }
            line(text, "   => " + StepValue.shown(step.value()));
        }
        if (insight != null && !insight.heading().flips().isEmpty()) {
            line(text, "");
            line(text, "What would change it:");
            insight.heading()
                    .flips()
                    .forEach(flip -> line(
                            text,
                            "   " + flip.figure() + " is " + StepValue.shown(flip.value())
                                    + (flip.at() < flip.value() ? "; at or below " : "; at or above ")
                                    + StepValue.shown(flip.at()) + ": " + flip.then()));
        }
        line(text, "");
        line(text, "Definition: " + explanation.definition());
        return text.toString();
    }

    private static void heading(StringBuilder text, Heading heading) {
        Confidence confidence = heading.confidence();
        Confidence.Stability stability = confidence.stability();
        line(text, heading.claim());
        line(text, heading.kind().id() + ", " + heading.severity().id() + ", " + heading.id());
        line(
                text,
                "Why: " + ids(heading.reasonCodes().stream().map(ReasonCode::id).toList()));
        line(
                text,
                "Confidence: " + confidence.level().id()
                        + (confidence.weeks() == null ? "" : ", " + confidence.weeks() + " weeks")
                        + (confidence.coverage() == null ? "" : ", coverage " + confidence.coverage())
                        + (stability == null
                                ? ""
                                : ", the same in " + stability.same() + " of " + stability.of()
                                        + " with a week left out"));
        if (!heading.caveats().isEmpty()) {
            line(
                    text,
                    "Caveats: " + ids(heading.caveats().stream().map(Caveat::id).toList()));
        }
        line(text, "Sources: " + ids(heading.sources()));
    }

    private static String ids(List<String> ids) {
        return ids.stream().collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String line) {
        text.append(Printable.text(line)).append(END);
    }
}
