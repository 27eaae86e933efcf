package org.ar1.integration.insight;

import org.jspecify.annotations.Nullable;

/**
 * How sure an insight is, and why.
 *
 * @param level the level
 * @param weeks whole weeks from the first slot of the server to the newest slot of all; null when it does not
 *     depend on the history
 * @param coverage slots seen by slots of that time, 0 to 1; null for the same reason
 * @param stability of the verdicts with one week left out, how many are the same; null where none is left out
 */
public record Confidence(
        ConfidenceLevel level,
        @Nullable Integer weeks,
        @Nullable Double coverage,
        @Nullable Stability stability) {
    /**
     * How often a verdict stays the same when one week is left out.
     *
     * @param same the verdicts that are the same
     * @param of all of them
     */
    public record Stability(int same, int of) {}
}
