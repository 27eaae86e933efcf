package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Flip;
import org.ar1.integration.internal.stats.Rounding;

/** What would change a verdict. */
final class Flips {

    /** The verdict of what is not listed. */
    static final String NOT_LISTED = "not listed";

    private Flips() {}

    /**
     * A threshold that belongs to the verdict above it.
     *
     * @param below the verdict of a lesser figure
     * @param above the verdict from the threshold on
     */
    static Flip at(String figure, double value, double threshold, String below, String above) {
        return new Flip(figure, value, threshold, margin(value, threshold), value >= threshold ? below : above);
    }

    /**
     * A threshold that belongs to the verdict below it.
     *
     * @param below the verdict up to the threshold
     * @param above the verdict of a greater figure
     */
    static Flip upTo(String figure, double value, double threshold, String below, String above) {
        return new Flip(figure, value, threshold, margin(value, threshold), value > threshold ? below : above);
    }

    private static double margin(double value, double threshold) {
        Double margin = Rounding.fraction(value - threshold);
        return margin == null ? 0 : margin;
    }
}
