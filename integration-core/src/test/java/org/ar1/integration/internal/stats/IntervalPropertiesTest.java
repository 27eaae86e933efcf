package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ar1.integration.internal.stats.Proportions.Interval;
import org.ar1.integration.internal.stats.Proportions.Pooled;

class IntervalPropertiesTest {

    @Property(tries = 300)
    void wilsonsIntervalHoldsTheProportionAndNothingImpossible(
            @ForAll @DoubleRange(min = 0, max = 1) double proportion,
            @ForAll @DoubleRange(min = 1, max = 1e6) double n,
            @ForAll @DoubleRange(min = 0.1, max = 13) double quantile) {
        Interval interval = Proportions.wilson(proportion, n, quantile);

        assertThat(interval.low()).isBetween(-1e-9, proportion + 1e-9);
        assertThat(interval.high()).isBetween(proportion - 1e-9, 1 + 1e-9);
    }

    @Property(tries = 300)
    void theDifferenceTheOtherWayRoundIsItsNegative(
            @ForAll @IntRange(max = 50) int a, @ForAll @IntRange(max = 50) int b) {
        Interval first = Proportions.wilson(a / 50.0, 50, 2);
        Interval second = Proportions.wilson(b / 50.0, 50, 2);

        Interval there = Proportions.difference(a / 50.0, first, b / 50.0, second);
        Interval back = Proportions.difference(b / 50.0, second, a / 50.0, first);

        assertThat(there.low()).isEqualTo(-back.high(), within(1e-12));
        assertThat(there.high()).isEqualTo(-back.low(), within(1e-12));
    }

    @Property(tries = 300)
    void clustersNeverTellMoreThanTheirObservations(
            @ForAll @Size(min = 2, max = 9) int[] counted, @ForAll @IntRange(min = 1, max = 99) int each) {
        long[] observed = new long[counted.length];
        long[] within = new long[counted.length];
        for (int i = 0; i < counted.length; i++) {
            observed[i] = each;
            within[i] = Math.floorMod(counted[i], each + 1);
        }

        Pooled pooled = Proportions.pooled(within, observed);

        assertThat(pooled.effective()).isPositive().isLessThanOrEqualTo(pooled.n());
        assertThat(pooled.proportion()).isBetween(0.0, 1.0);
    }

    @Property(tries = 300)
    void moreDegreesOfFreedomAreMoreSure(
            @ForAll @DoubleRange(min = 0.01, max = 0.9) double tails, @ForAll @IntRange(min = 1, max = 500) int v) {
        assertThat(StudentT.twoSided(tails, v)).isPositive().isGreaterThan(StudentT.twoSided(tails, v + 1));
    }

    @Property(tries = 300)
    void theDistanceOfSamplesIsSymmetric(
            @ForAll @Size(min = 1, max = 30) byte[] first, @ForAll @Size(min = 1, max = 30) byte[] second) {
        double[] a = doubles(first);
        double[] b = doubles(second);

        assertThat(KolmogorovSmirnov.distance(a, b))
                .isEqualTo(KolmogorovSmirnov.distance(b, a))
                .isBetween(0.0, 1.0)
                .isEqualTo(naive(a, b), within(1e-12));
    }

    private static double naive(double[] a, double[] b) {
        double most = 0;
        for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
            int at = value;
            double ofA = (double) Arrays.stream(a).filter(x -> x <= at).count() / a.length;
            double ofB = (double) Arrays.stream(b).filter(x -> x <= at).count() / b.length;
            most = Math.max(most, Math.abs(ofA - ofB));
        }
        return most;
    }

    @Property(tries = 300)
    void dispersionDoesNotDependOnTheUnit(@ForAll @Size(min = 2, max = 30) byte[] amounts) {
        double[] some = Arrays.stream(doubles(amounts)).map(x -> x + 200).toArray();
        double[] scaled = Arrays.stream(some).map(x -> 16 * x).toArray();

        Dispersion dispersion = Dispersion.of(some);

        assertThat(Dispersion.of(scaled).cv()).isEqualTo(dispersion.cv());
        assertThat(Dispersion.of(scaled).gini()).isEqualTo(dispersion.gini()).isBetween(0.0, 1.0);
        assertThat(Dispersion.diversity(new double[][] {some, scaled})).isEqualTo(1);
    }

    private static double[] doubles(byte[] bytes) {
        double[] doubles = new double[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            doubles[i] = bytes[i];
        }
        return doubles;
    }
}
