package org.ar1.integration.internal.insight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SaturationErrors;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.insight.ExposedTypes.ExposedType;
import org.ar1.integration.internal.stats.Proportions;
import org.ar1.integration.internal.stats.Proportions.Interval;
import org.ar1.integration.internal.stats.Proportions.Pooled;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.stats.StudentT;
import org.jspecify.annotations.Nullable;

/**
 * Whether lab types on hot servers have more errors than those on servers that are never hot. The counts of a type
 * depend on each other, so that they are compared by effective numbers (Rao and Scott 1992) and Student's t: pooled
 * without them, lab types that differ mildly make a difference of nothing.
 */
final class ErrorsOnHotServers implements Kind<SaturationErrors> {

    /** With fewer types a group, their spread says too little of others of their kind. */
    private static final int FEWEST_TYPES = 5;

    /** An interval of 95 %. */
    private static final double TAILS = 0.05;

    private static final String LOW = "low";
    private static final int EFFECT_PLACES = 2;

    @Override
    public InsightKind kind() {
        return InsightKind.SATURATION_ERRORS;
    }

    /** The two groups compared. */
    private record Comparison(Pooled hot, Pooled cool, double quantile, Interval ofHot, Interval ofCool) {

        static Comparison of(List<ExposedType> hot, List<ExposedType> cool) {
            Pooled hotPooled = pooled(hot);
            Pooled coolPooled = pooled(cool);
            double t = StudentT.twoSided(TAILS, hot.size() + cool.size() - 2);
            return new Comparison(
                    hotPooled,
                    coolPooled,
                    t,
                    Proportions.wilson(hotPooled.proportion(), hotPooled.effective(), t),
                    Proportions.wilson(coolPooled.proportion(), coolPooled.effective(), t));
        }

        private static Pooled pooled(List<ExposedType> group) {
            return Proportions.pooled(
                    group.stream().mapToLong(ExposedType::errors).toArray(),
                    group.stream().mapToLong(ExposedType::events).toArray());
        }

        Interval difference() {
            return Proportions.difference(hot.proportion(), ofHot, cool.proportion(), ofCool);
        }
    }

    @Override
    public Verdicts<SaturationErrors> judge(Basis basis) {
        Verdicts<SaturationErrors> verdicts = new Verdicts<>();
        ExposedTypes exposed = ExposedTypes.of(basis);
        List<ExposedType> hot = exposed.hot();
        List<ExposedType> cool = exposed.cool();
        HeadingBuilder heading = basis.heading(InsightKind.SATURATION_ERRORS, Subject.fleet(), null);
        if (hot.size() < FEWEST_TYPES || cool.size() < FEWEST_TYPES) {
            Map<String, Long> evidence = new LinkedHashMap<>();
            evidence.put("hot", (long) hot.size());
            evidence.put("cool", (long) cool.size());
            evidence.put("types_needed", (long) FEWEST_TYPES);
            verdicts.withhold(heading.reason(ReasonCode.TOO_FEW_LAB_TYPES)
                    .withheld(
                            FEWEST_TYPES + " lab types with " + ExposedTypes.FEWEST_EVENTS
                                    + " events on hot servers, and as many on servers that are never hot",
                            evidence));
            return verdicts;
        }
        SaturationErrors insight = insight(basis, heading, exposed, Comparison.of(hot, cool));
        verdicts.add(insight, insight.low() > 0);
        return verdicts;
    }

    private static SaturationErrors insight(
            Basis basis, HeadingBuilder heading, ExposedTypes exposed, Comparison comparison) {
        Interval difference = comparison.difference();
        double low = fraction(difference.low());
        double high = fraction(difference.high());
        double middle =
                fraction(comparison.hot().proportion() - comparison.cool().proportion());
        heading.severity(low > 0 ? Severity.WARNING : Severity.INFO)
                .caveat(Caveat.ASSOCIATION_ONLY)
                .reasonIf(low > 0, ReasonCode.MORE_ERRORS_ON_HOT_SERVERS)
                .flip(Flips.upTo(LOW, low, 0, "not_explained_by_load", "associated"));
        String claim = "Lab types on hot servers are associated with " + Claims.points(middle) + " "
                + (middle < 0 ? "fewer" : "more") + " errors (" + Claims.percent(low) + " to "
                + Claims.percent(high) + ").";
        return new SaturationErrors(
                heading.heading(claim, new Figure(LOW, low, "fraction", 0.0), confidence(basis, exposed)),
                new SaturationErrors.Groups(exposed.hot().size(), exposed.cool().size()),
                fraction(comparison.hot().proportion()),
                fraction(comparison.cool().proportion()),
                middle,
                low,
                high,
                List.of(
                        effect(comparison.hot().designEffect()),
                        effect(comparison.cool().designEffect())));
    }

    /** It hangs on the join and on the history of several servers: the lowest of them. */
    private static Confidence confidence(Basis basis, ExposedTypes exposed) {
        Confidence history = Confidences.ofSeveral(exposed.servers().stream()
                .map(server -> server.confidence(null))
                .toList());
        Confidence join = Confidences.ofJoin(basis.labs().coverage().ratio());
        return join.level().compareTo(history.level()) > 0
                ? new Confidence(join.level(), history.weeks(), history.coverage(), history.stability())
                : history;
    }

    private static double fraction(double figure) {
        Double rounded = Rounding.fraction(figure);
        return rounded == null ? 0 : rounded;
    }

    private static double effect(double figure) {
        Double rounded = Rounding.places(figure, EFFECT_PLACES);
        return rounded == null ? 1 : rounded;
    }

    @Override
    public List<Step> explain(Basis basis, SaturationErrors insight) {
        ExposedTypes exposed = ExposedTypes.of(basis);
        Comparison comparison = Comparison.of(exposed.hot(), exposed.cool());
        return new StepList()
                .add(
                        "types",
                        "lab types with 30 events or more; exposure is the highest share of hot hours of their servers"
                                + " in the window of the trends: hot from 0.01, cool at 0",
                        figures(exposed))
                .add("rate_hot", "errors / events of the hot types together", insight.rateHot())
                .add("rate_cool", "errors / events of the cool types together", insight.rateCool())
                .add(
                        "design_effects",
                        "max(1, (m / (m - 1) sum (errors - events p)^2 / N^2) / (p (1 - p) / N)) of each group",
                        insight.designEffects())
                .add(
                        "t",
                        "quantile of Student's t, two-sided 95 %, with all types - 2 degrees of freedom",
                        Rounding.digits(comparison.quantile()))
                .add(
                        "bounds",
                        "Wilson's bounds of each rate with N / design effect",
                        List.of(bounds(comparison.ofHot()), bounds(comparison.ofCool())),
                        "effective_hot",
                        Rounding.places(comparison.hot().effective(), EFFECT_PLACES),
                        "effective_cool",
                        Rounding.places(comparison.cool().effective(), EFFECT_PLACES))
                .add("difference", "rate_hot - rate_cool, from the rates before rounding", insight.difference())
                .add(
                        LOW,
                        "difference - root((rate_hot - its low)^2 + (high of cool - rate_cool)^2); associated above 0",
                        insight.low())
                .add("high", "difference + root((high of hot - rate_hot)^2 + (rate_cool - its low)^2)", insight.high())
                .list();
    }

    private static List<Double> bounds(Interval interval) {
        return List.of(fraction(interval.low()), fraction(interval.high()));
    }

    private static Map<String, @Nullable Object> figures(ExposedTypes exposed) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (ExposedType type : exposed.types()) {
            Map<String, Object> own = new LinkedHashMap<>();
            own.put("exposure", type.exposure());
            own.put("errors", type.errors());
            own.put("events", type.events());
            figures.put(type.labType(), own);
        }
        return figures;
    }
}
