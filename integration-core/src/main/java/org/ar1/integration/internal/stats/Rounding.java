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

    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4};

    /** Below it, a product of a double with a power of ten is off by less than {@link #CLEAR}. */
    private static final double LARGEST_SCALED = 1e12;

    private static final double CLEAR = 1e-3;

    private Rounding() {}

    /** A fraction, a ratio or a mean, with four decimals; null when it is not finite. */
    public static @Nullable Double fraction(double figure) {
        return places(figure, FRACTION_PLACES);
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

    /**
     * Rounded to a number of decimals; null when it is not finite. A figure that is clearly not in the middle between
     * two results is rounded without decimals, which takes a twentieth of the time.
     */
    public static @Nullable Double places(double figure, int places) {
        if (places < POWERS_OF_TEN.length) {
            double scaled = figure * POWERS_OF_TEN[places];
            double whole = Math.rint(scaled);
            boolean isClear = Math.abs(Math.abs(scaled - whole) - 0.5) > CLEAR;
            if (isClear && Math.abs(scaled) < LARGEST_SCALED) {
                return whole / POWERS_OF_TEN[places] + 0.0; // never negative zero
            }
        }
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
