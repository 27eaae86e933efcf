package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;

import java.util.Collection;
import org.ar1.integration.insight.Confidence.Stability;
import org.jspecify.annotations.Nullable;

/** How sure insights are. */
final class Confidences {

    private static final int WEEKS_HIGH = 4;
    private static final int WEEKS_MEDIUM = 2;
    private static final double COVERAGE_HIGH = 0.9;
    private static final double COVERAGE_MEDIUM = 0.5;
    private static final int STABLE_PERCENT_MEDIUM = 75;
    private static final double JOIN_HIGH = 0.9;
    private static final double JOIN_MEDIUM = 0.7;

    private Confidences() {}

    /** Of the history of one server. */
    static Confidence ofHistory(int weeks, double coverage, @Nullable Stability stability) {
        ConfidenceLevel level;
        if (weeks >= WEEKS_HIGH && coverage >= COVERAGE_HIGH && sameInPercent(stability, 100)) {
            level = ConfidenceLevel.HIGH;
        } else if (weeks >= WEEKS_MEDIUM
                && coverage >= COVERAGE_MEDIUM
                && sameInPercent(stability, STABLE_PERCENT_MEDIUM)) {
            level = ConfidenceLevel.MEDIUM;
        } else {
            level = ConfidenceLevel.LOW;
        }
        return new Confidence(level, weeks, coverage, stability);
    }

    private static boolean sameInPercent(@Nullable Stability stability, int percent) {
        return stability == null || 100L * stability.same() >= (long) percent * stability.of();
    }

    /** Of several servers: the lowest level, the fewest weeks and the least coverage. Low when there are none. */
    static Confidence ofSeveral(Collection<Confidence> several) {
        ConfidenceLevel level = several.isEmpty() ? ConfidenceLevel.LOW : ConfidenceLevel.HIGH;
        Integer weeks = null;
        Double coverage = null;
        for (Confidence one : several) {
            level = one.level().compareTo(level) > 0 ? one.level() : level;
            weeks = weeks == null || (one.weeks() != null && one.weeks() < weeks) ? one.weeks() : weeks;
            coverage = coverage == null || (one.coverage() != null && one.coverage() < coverage)
                    ? one.coverage()
                    : coverage;
        }
        return new Confidence(level, weeks, coverage, null);
    }

    /** Of what hangs on the join: by the share of names matched; low when that is not known. */
    static Confidence ofJoin(@Nullable Double coverage) {
        ConfidenceLevel level = coverage == null || coverage < JOIN_MEDIUM
                ? ConfidenceLevel.LOW
                : coverage < JOIN_HIGH ? ConfidenceLevel.MEDIUM : ConfidenceLevel.HIGH;
        return new Confidence(level, null, coverage, null);
    }

    /** At most medium. */
    static Confidence atMostMedium(Confidence confidence) {
        return confidence.level() == ConfidenceLevel.HIGH
                ? new Confidence(
                        ConfidenceLevel.MEDIUM, confidence.weeks(), confidence.coverage(), confidence.stability())
                : confidence;
    }
}
