package org.ar1.integration.internal.insight;

import java.util.List;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;

/**
 * One kind of insight: a pure function of the basis. Implementations are asked only when no required source failed.
 *
 * @param <I> its insights
 */
interface Kind<I extends Insight> {

    InsightKind kind();

    /** Judges everything that the kind is about. */
    Verdicts<I> judge(Basis basis);

    /**
     * The steps of one insight that {@link #judge} gave for the same basis: the formulas in words, inputs and results.
     */
    List<Step> explain(Basis basis, I insight);
}
