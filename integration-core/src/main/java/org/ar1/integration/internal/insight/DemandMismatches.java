package org.ar1.integration.internal.insight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.DemandMismatch;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.stats.ModifiedZ;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/**
 * Which lab types are busy in the application and idle on the servers, or the reverse, by the minutes of an event
 * compared with those of the other types. Both the modified z-score and the factor must be large: where all types are
 * alike, the score alone flags trifles.
 */
final class DemandMismatches implements Kind<DemandMismatch> {

    /** A median of fewer is not a standard to compare with. */
    private static final int FEWEST_TYPES = 8;

    /** As Iglewicz and Hoaglin propose. */
    private static final double OUTLYING = 3.5;

    /** What an operator would notice. */
    private static final double FACTOR = 3;

    private static final String Z = "z";
    private static final String FACTOR_NAME = "factor";
    private static final int Z_PLACES = 2;
    private static final int DIGITS = 3;

    @Override
    public InsightKind kind() {
        return InsightKind.DEMAND_MISMATCH;
    }

    @Override
    public Verdicts<DemandMismatch> judge(Basis basis) {
        Verdicts<DemandMismatch> verdicts = new Verdicts<>();
        SortedMap<String, Double> minutesPerEvent = minutesPerEvent(basis);
        HeadingBuilder heading = basis.heading(InsightKind.DEMAND_MISMATCH, Subject.fleet(), null);
        if (minutesPerEvent.size() < FEWEST_TYPES) {
            Map<String, Long> evidence = new LinkedHashMap<>();
            evidence.put("types", (long) minutesPerEvent.size());
            evidence.put("types_needed", (long) FEWEST_TYPES);
            verdicts.withhold(heading.reason(ReasonCode.TOO_FEW_LAB_TYPES)
                    .withheld(FEWEST_TYPES + " lab types with events and user-minutes", evidence));
            return verdicts;
        }
        ModifiedZ scores = scores(minutesPerEvent);
        if (scores.mad() == 0) {
            verdicts.withhold(heading.reason(ReasonCode.NO_SPREAD)
                    .withheld("lab types that differ in their minutes an event", Map.of()));
            return verdicts;
        }
        minutesPerEvent.forEach((labType, minutes) -> {
            DemandMismatch insight = insight(basis, labType, minutes, scores, minutesPerEvent.size());
            if (insight != null) {
                verdicts.add(insight, isListed(insight.z(), insight.factor()));
            }
        });
        return verdicts;
    }

    /** By lab type, of those whose events and user-minutes are both known and above 0. */
    private static SortedMap<String, Double> minutesPerEvent(Basis basis) {
        Map<String, @Nullable Double> minutes = new TreeMap<>(CodePoints.ORDER);
        for (PopularLab lab : basis.inputs().popular().asOptional().orElse(List.of())) {
            String labType = basis.labs().typeOf(lab.name());
            Double own = lab.totalUserMinutes();
            Double others = minutes.containsKey(labType) ? minutes.get(labType) : Double.valueOf(0);
            minutes.put(labType, own == null || others == null ? null : others + own);
        }
        SortedMap<String, Double> perEvent = new TreeMap<>(CodePoints.ORDER);
        UsageTrends trends = basis.inputs().trends().orNull();
        minutes.forEach((labType, sum) -> {
            UsageTrends.TypeTrend trend =
                    trends == null ? null : trends.labUsage().get(labType);
            Long events = trend == null ? null : trend.totalEvents();
            if (sum != null && sum > 0 && events != null && events > 0) {
                perEvent.put(labType, sum / events);
            }
        });
        return perEvent;
    }

    private static ModifiedZ scores(SortedMap<String, Double> minutesPerEvent) {
        return ModifiedZ.of(
                minutesPerEvent.values().stream().mapToDouble(Math::log).toArray());
    }

    private static boolean isListed(double z, double factor) {
        return Math.abs(z) >= OUTLYING && (factor >= FACTOR || factor <= 1 / FACTOR);
    }

    private static @Nullable DemandMismatch insight(
            Basis basis, String labType, double minutes, ModifiedZ scores, int of) {
        Double z = Rounding.places(scores.score(Math.log(minutes)), Z_PLACES);
        Double factor = Rounding.significant(Math.exp(Math.log(minutes) - scores.median()), DIGITS);
        Double own = Rounding.significant(minutes, DIGITS);
        Double median = Rounding.significant(Math.exp(scores.median()), DIGITS);
        if (z == null || factor == null || own == null || median == null) {
            return null;
        }
        boolean high = z >= 0;
        boolean listed = isListed(z, factor);
        HeadingBuilder heading = basis.heading(InsightKind.DEMAND_MISMATCH, Subject.labType(labType), null)
                .caveat(Caveat.WINDOWS_DIFFER)
                .reasonIf(listed && !high, ReasonCode.APPLICATION_HEAVY)
                .reasonIf(listed && high, ReasonCode.INFRASTRUCTURE_HEAVY);
        if (high) {
            heading.flip(Flips.at(Z, z, OUTLYING, Flips.NOT_LISTED, "listed"))
                    .flip(Flips.at(FACTOR_NAME, factor, FACTOR, Flips.NOT_LISTED, "listed"));
        } else {
            Double third = Rounding.fraction(1 / FACTOR);
            heading.flip(Flips.upTo(Z, z, -OUTLYING, "listed", Flips.NOT_LISTED))
                    .flip(Flips.upTo(FACTOR_NAME, factor, third == null ? 0 : third, "listed", Flips.NOT_LISTED));
        }
        String claim = labType + " has " + Claims.number(own) + " user-minutes an event; the median of " + of
                + " lab types is " + Claims.number(median) + ".";
        return new DemandMismatch(
                heading.heading(
                        claim,
                        new Figure(Z, z, "score", OUTLYING),
                        Confidences.ofJoin(basis.labs().coverage().ratio())),
                z,
                factor,
                of,
                own,
                median);
    }

    @Override
    public List<Step> explain(Basis basis, DemandMismatch insight) {
        SortedMap<String, Double> minutesPerEvent = minutesPerEvent(basis);
        ModifiedZ scores = scores(minutesPerEvent);
        Map<String, @Nullable Double> all = new LinkedHashMap<>();
        minutesPerEvent.forEach((labType, minutes) -> all.put(labType, Rounding.significant(minutes, DIGITS)));
        return new StepList()
                .add(
                        "minutes_per_event",
                        "user-minutes of all time of the labs of the type / events of the trends",
                        insight.minutesPerEvent(),
                        "of all types",
                        all)
                .add(
                        "v",
                        "natural logarithm of that",
                        Rounding.digits(Math.log(minutesPerEvent.getOrDefault(
                                insight.heading().subject().key(), insight.minutesPerEvent()))))
                .add("median", "median of v over the types", Rounding.digits(scores.median()), "of", insight.of())
                .add("mad", "median of |v - median|", Rounding.digits(scores.mad()))
                .add(Z, "0.6745 (v - median) / mad; outlying from 3.5 either way", insight.z())
                .add(FACTOR_NAME, "e^(v - median); from 3, or up to a third", insight.factor())
                .list();
    }
}
