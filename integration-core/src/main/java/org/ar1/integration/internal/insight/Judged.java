package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.Withheld;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ar1.integration.insight.Explanation.Step;

/**
 * A kind with its verdicts.
 *
 * @param <I> the insights of the kind
 * @param kind the kind
 * @param verdicts what it says
 */
record Judged<I extends Insight>(Kind<I> kind, Verdicts<I> verdicts) {

    /** Asks a kind; one of which a required source failed is withheld as a whole. */
    static <I extends Insight> Judged<I> of(Kind<I> kind, Basis basis) {
        List<String> failed = basis.standing(kind.kind()).failed();
        boolean namesTheSetting =
                kind.kind() == InsightKind.BUSIEST_HOUR && basis.inputs().tooManyServers();
        if (failed.isEmpty() || namesTheSetting) {
            return new Judged<>(kind, kind.judge(basis));
        }
        Verdicts<I> verdicts = new Verdicts<>();
        verdicts.withhold(basis.heading(kind.kind(), Subject.fleet(), null)
                .reason(ReasonCode.SOURCE_FAILED)
                .withheld(String.join(", ", failed), Map.of()));
        return new Judged<>(kind, verdicts);
    }

    Stream<I> listed() {
        return verdicts.listed().stream();
    }

    Stream<Withheld> withheld() {
        return verdicts.withheld().stream();
    }

    /** The steps of a listed insight; empty when the kind lists none of this identifier. */
    Optional<List<Step>> steps(Basis basis, String id) {
        return listed().filter(insight -> insight.heading().id().equals(id))
                .findFirst()
                .map(insight -> kind.explain(basis, insight));
    }
}
