package org.ar1.integration.internal.stats;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Student's t distribution. */
public final class StudentT {

    private StudentT() {}

    /**
     * The value that a variable exceeds, upwards or downwards, with a given probability; found by bisection to the last
     * bit that the tail tells apart.
     *
     * @param tails the probability of both tails together, above 0 and at most 1; 0.05 for an interval of 95 %
     * @param degreesOfFreedom 1 or more
     */
    public static double twoSided(double tails, int degreesOfFreedom) {
        double low = 0;
        double high = 1;
        while (tails(high, degreesOfFreedom) > tails) {
            low = high;
            high *= 2;
        }
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
            if (tails(middle, degreesOfFreedom) > tails) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** I(v / (v + t^2); v / 2, 1 / 2) (Abramowitz and Stegun, 26.5.27). */
    private static double tails(double t, int v) {
        return RegularizedBeta.value(v / (v + t * t), v / 2.0, 0.5);
    }
}
