package org.ar1.integration.internal.stats;

import org.apache.commons.numbers.gamma.Erfc;

/** The standard normal distribution. */
final class Normal {

    private Normal() {}

    /**
     * The probability of a value at least so far from 0, on either side.
     *
     * @param z the distance from 0, 0 or more
     * @return 1 for 0, towards 0 for large distances
     */
    public static double twoSided(double z) {
        return Erfc.value(z / Math.sqrt(2));
    }
}
