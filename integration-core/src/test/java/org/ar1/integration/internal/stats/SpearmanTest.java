package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpearmanTest {

    private static Spearman of(List<Double> x, List<Double> y) {
        return Spearman.of(centredRanks(x), centredRanks(y));
    }

    private static double[] descendingRanks(List<Double> series) {
        return Spearman.descendingRanks(centredRanks(series));
    }

    private static long[] centredRanks(List<Double> series) {
        return Spearman.centredRanks(
                series.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Double> series(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static List<Double> ascending(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList();
    }

    /** 1 to n in another order, whose rho is by the textbook 1 - 6 S / (n (n^2 - 1)). */
    private static double textbook(List<Double> permutation) {
        int n = permutation.size();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += Math.pow(permutation.get(i) - (i + 1), 2);
        }
        return 1 - 6 * squares / (n * ((double) n * n - 1));
    }

    @Test
    void intelligenceAndTelevision() {
        // The worked example of Wikipedia's "Spearman's rank correlation coefficient": rho is -29/165.
        Spearman spearman =
                of(series(106, 100, 86, 101, 99, 103, 97, 113, 112, 110), series(7, 27, 2, 50, 28, 29, 20, 12, 6, 17));

        assertThat(spearman.rho()).isEqualTo(-29 / 165.0, within(1e-15));
        assertThat(spearman.p()).as("as R and SciPy give it by Student's t").isEqualTo(0.627188, within(1e-6));
    }

    @Test
    void ties() {
        // Pearson's correlation of the ranks (1, 2.5, 2.5, 4) and (1.5, 1.5, 3, 4).
        Spearman spearman = of(series(1, 2, 2, 3), series(7, 7, 8, 9));

        assertThat(spearman.rho()).isEqualTo(3.75 / 4.5, within(1e-15));
    }

    /** Two-sided, exact: twice the tail of the published tables of S, the sum of squared rank differences. */
    @ParameterizedTest
    @CsvSource({
        "5, 1 2 3 4 5, 1.0, 2, 120",
        "5, 2 1 3 4 5, 0.9, 10, 120",
        "5, 5 4 3 2 1, -1.0, 2, 120",
        "6, 1 2 3 4 5 6, 1.0, 2, 720",
        "6, 2 1 3 4 5 6, 0.942857142857, 12, 720",
        "7, 1 2 3 4 5 6 7, 1.0, 2, 5040",
        "7, 2 1 3 4 5 6 7, 0.964285714286, 14, 5040",
        "9, 1 2 3 4 5 6 7 8 9, 1.0, 2, 362880",
        "9, 1 2 3 4 5 6 7 9 8, 0.983333333333, 18, 362880"
    })
    void exactValues(int n, String permutation, double rho, double asFar, double all) {
        List<Double> y =
                Arrays.stream(permutation.split(" ", -1)).map(Double::valueOf).toList();
        Spearman spearman = of(ascending(n), y);

        assertThat(spearman.rho()).isEqualTo(rho, within(1e-12)).isEqualTo(textbook(y), within(1e-12));
        assertThat(spearman.p()).isEqualTo(asFar / all, within(1e-15));
    }

    @Test
    void upToEightPairsPIsTheShareOfPermutationsAsFarFromZero() {
        List<List<Double>> ys = List.of(
                series(3, 1, 2),
                series(2, 4, 1, 3),
                series(5, 5, 1, 2, 2),
                series(1, 6, 2, 5, 3, 4),
                series(0, 0, 0, 1, 1, 7),
                series(4, 4, 3, 9, 1, 1, 1),
                series(8, 3, 1, 7, 2, 2, 6, 5));
        for (List<Double> y : ys) {
            for (List<Double> x : List.of(ascending(y.size()), tied(y.size()))) {
                Spearman spearman = of(x, y);

                assertThat(spearman.rho()).isEqualTo(naiveRho(x, y), within(1e-12));
                assertThat(spearman.p()).as("%s and %s", x, y).isEqualTo(naiveP(x, y), within(1e-12));
            }
        }
    }

    private static List<Double> tied(int n) {
        return IntStream.range(0, n).mapToObj(i -> Math.floor(i / 2.0)).toList();
    }

    @Test
    void ninePairsAreStillExactAndTenAreNot() {
        List<Double> nine = series(1, 2, 3, 4, 5, 6, 7, 9, 8);
        List<Double> ten = series(1, 2, 3, 4, 5, 6, 7, 8, 10, 9);

        // Exact: multiples of 1 / 9!. By t with 7 degrees of freedom it would be 1.9e-6.
        assertThat(of(ascending(9), nine).p() * 362_880).isEqualTo(18, within(1e-9));
        // By t: 9.31e-8. Exact it would be 20 / 10! = 5.5e-6.
        assertThat(of(ascending(10), ten).p()).isEqualTo(byT(textbook(ten), 10), within(1e-12));
        assertThat(of(ascending(10), ten).p()).isLessThan(1e-6);
    }

    /** Critical values of Student's t, two-sided, as every statistics table prints them. */
    @ParameterizedTest
    @CsvSource({
        "8, 2.306, 0.05",
        "8, 3.355, 0.01",
        "10, 1.812, 0.1",
        "10, 2.228, 0.05",
        "10, 3.169, 0.01",
        "20, 2.086, 0.05",
        "28, 2.048, 0.05",
        "28, 2.763, 0.01"
    })
    void theReferenceOfTheseTestsAgreesWithTheTables(int degrees, double t, double p) {
        double rho = t / Math.sqrt(degrees + t * t);

        assertThat(byT(rho, degrees + 2)).isEqualTo(p, within(p * 1e-3));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 15, 20, 30, 60, 100})
    void fromTenPairsOnPIsByStudentsT(int n) {
        List<Double> y = new ArrayList<>(ascending(n));
        for (int rotation = 1; rotation < n; rotation += 3) {
            Collections.rotate(y, rotation);
            double rho = textbook(y);
            Spearman spearman = of(ascending(n), y);

            assertThat(spearman.rho()).isEqualTo(rho, within(1e-12));
            assertThat(spearman.p()).isEqualTo(byT(rho, n), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 25, 1000})
    void beyondNinePairsPerfectOrderLeavesNoDoubt(int n) {
        List<Double> reversed = new ArrayList<>(ascending(n));
        Collections.reverse(reversed);

        assertThat(of(ascending(n), ascending(n))).isEqualTo(new Spearman(1, 0));
        assertThat(of(ascending(n), reversed)).isEqualTo(new Spearman(-1, 0));
    }

    @Test
    void noOrderAtAllIsCertainToBeSeen() {
        Spearman spearman = of(series(1, 2, 3, 4, 5), series(1, 2, 9, 2, 1));

        assertThat(spearman.rho()).isZero();
        assertThat(spearman.p()).isEqualTo(1);
    }

    @Test
    void zeroAndMinusZeroAreATie() {
        assertThat(of(series(0.0, -0.0, 1, 2, 3), series(5, 5, 6, 7, 8)).rho()).isEqualTo(1);
    }

    @Test
    void descendingRanksCountFromTheHighestAndTiesShareTheirAverage() {
        assertThat(descendingRanks(series(10, 30, 20))).containsExactly(3, 1, 2);
        assertThat(descendingRanks(series(5, 5, 1, 9))).containsExactly(2.5, 2.5, 4, 1);
        assertThat(descendingRanks(series(2, 2, 2))).containsExactly(2, 2, 2);
        assertThat(descendingRanks(series(7))).containsExactly(1);
        assertThat(descendingRanks(series())).isEmpty();
    }

    @Test
    void whatCannotBeCorrelatedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(series(1, 2), series(1, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> of(series(1, 2, 3), series(1, 2, 3, 4)));
        assertThatIllegalArgumentException().isThrownBy(() -> of(series(1, 1, 1), series(1, 2, 3)));
        assertThatIllegalArgumentException().isThrownBy(() -> of(series(1, 2, 3), series(4, 4, 4)));
    }

    private static double[] ranks(List<Double> series) {
        return series.stream()
                .mapToDouble(value -> {
                    long less = series.stream().filter(other -> other < value).count();
                    long equal = series.stream()
                            .filter(other -> other.doubleValue() == value)
                            .count();
                    return less + (equal + 1) / 2.0;
                })
                .toArray();
    }

    /** Pearson's correlation of the ranks. */
    private static double naiveRho(List<Double> x, List<Double> y) {
        double[] a = ranks(x);
        double[] b = ranks(y);
        double mean = (a.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - mean) * (b[i] - mean);
            aa += (a[i] - mean) * (a[i] - mean);
            bb += (b[i] - mean) * (b[i] - mean);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double naiveP(List<Double> x, List<Double> y) {
        double observed = Math.abs(naiveRho(x, y));
        long[] counts = new long[2];
        permute(x, y, new ArrayList<>(), new boolean[y.size()], observed, counts);
        return (double) counts[0] / counts[1];
    }

    private static void permute(
            List<Double> x, List<Double> y, List<Double> chosen, boolean[] used, double observed, long[] counts) {
        if (chosen.size() == y.size()) {
            counts[1]++;
            if (Math.abs(naiveRho(x, chosen)) >= observed - 1e-12) {
                counts[0]++;
            }
            return;
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                used[i] = true;
                chosen.add(y.get(i));
                permute(x, y, chosen, used, observed, counts);
                chosen.remove(chosen.size() - 1);
                used[i] = false;
            }
        }
    }

    /**
     * Both tails of Student's t by Simpson's rule. With t = tan(u) sqrt(v) the density is proportional to cos(u)^(v-1),
     * and u is the arcsine of rho.
     */
    private static double byT(double rho, int n) {
        int v = n - 2;
        double from = Math.asin(Math.min(1, Math.abs(rho)));
        return integral(from, Math.PI / 2, v - 1) / integral(0, Math.PI / 2, v - 1);
    }

    private static double integral(double from, double to, int power) {
        int steps = 20_000;
        double width = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.pow(Math.max(0, Math.cos(from + i * width)), power);
        }
        return sum * width / 3;
    }
}
