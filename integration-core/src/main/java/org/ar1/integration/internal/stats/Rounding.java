package org.ar1.integration.internal.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Rounds the figures that this library computes: half to even, on the exact binary value, as Python's {@code round}
 * does. Whatever is not finite is no figure. Figures are rounded before they are compared with a threshold, so that
 * readers of a figure can redo the verdict.
 */
public final class Rounding {

    private static final int FRACTION_PLACES = 4;
    /** More than rounding to four decimals moves a figure. */
    private static final double NEAR = 1e-4;

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Rounding() {}

    /** A fraction, a ratio or a mean, with four decimals; null when it is not finite. */
    public static @Nullable Double fraction(double figure) {
        return Double.isFinite(figure) ? fraction(new BigDecimal(figure)) : null;
    }

    /** The same of a sum in decimals. */
    public static @Nullable Double fraction(BigDecimal figure) {
        return finite(figure.setScale(FRACTION_PLACES, RoundingMode.HALF_EVEN));
    }

    /** Whether a fraction, rounded to four decimals, reaches a threshold; false when it is not finite. */
    public static boolean reaches(double figure, double threshold) {
        if (Math.abs(figure - threshold) > NEAR) {
            return Double.isFinite(figure) && figure > threshold;
        }
        Double rounded = fraction(figure);
        return rounded != null && rounded >= threshold;
    }

    /** Rounded to a number of decimals; null when it is not finite. */
    public static @Nullable Double places(double figure, int places) {
        return Double.isFinite(figure) ? finite(new BigDecimal(figure).setScale(places, RoundingMode.HALF_EVEN)) : null;
    }

    /** Rounded to a number of significant digits; null when it is not finite. */
    public static @Nullable Double significant(double figure, int digits) {
        return Double.isFinite(figure)
                ? finite(new BigDecimal(figure).round(new MathContext(digits, RoundingMode.HALF_EVEN)))
                : null;
    }

    /** A coefficient or a probability, with four significant digits; null when it is not finite. */
    public static @Nullable Double digits(double figure) {
        return Double.isFinite(figure) ? finite(new BigDecimal(figure).round(FOUR_DIGITS)) : null;
    }

    /** The nearest double, never negative zero; null when it is beyond all doubles. */
    public static @Nullable Double finite(BigDecimal figure) {
        double nearest = figure.doubleValue();
        return Double.isFinite(nearest) ? nearest : null;
    }
}
