package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** With 4 to 14 pairs, so on both sides of the limit between exact and approximate. */
class SpearmanPropertiesTest {

    private static Spearman of(List<Tuple2<Integer, Integer>> pairs) {
        return of(pairs, pair -> pair.get1(), pair -> pair.get2());
    }

    private static Spearman of(
            List<Tuple2<Integer, Integer>> pairs,
            ToDoubleFunction<Tuple2<Integer, Integer>> x,
            ToDoubleFunction<Tuple2<Integer, Integer>> y) {
        return Spearman.of(centredRanks(pairs, x), centredRanks(pairs, y));
    }

    private static long[] centredRanks(
            List<Tuple2<Integer, Integer>> pairs, ToDoubleFunction<Tuple2<Integer, Integer>> side) {
        return Spearman.centredRanks(pairs.stream().mapToDouble(side).toArray());
    }

    @Property(tries = 100)
    void bothFiguresAreInRange(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
        assertThat(of(pairs).rho()).isBetween(-1.0, 1.0);
        assertThat(of(pairs).p()).isBetween(0.0, 1.0);
    }

    @Property(tries = 100)
    void theSidesMayBeSwapped(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
        assertSame(of(pairs, pair -> pair.get2(), pair -> pair.get1()), of(pairs));
    }

    @Property(tries = 100)
    void onlyTheOrderOfTheValuesMatters(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
        Spearman spearman = of(pairs);

        assertThat(of(pairs, pair -> 3.5 * pair.get1(), pair -> pair.get2())).isEqualTo(spearman);
        assertThat(of(pairs, pair -> pair.get1(), pair -> pair.get2() + 1e6)).isEqualTo(spearman);
        assertThat(of(pairs, pair -> Math.exp(pair.get1()), pair -> Math.pow(pair.get2(), 3)))
                .isEqualTo(spearman);
    }

    @Property(tries = 100)
    void theOrderOfThePairsDoesNotMatter(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs, @ForAll Random random) {
        List<Tuple2<Integer, Integer>> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, random);

        assertSame(of(shuffled), of(pairs));
    }

    @Property(tries = 100)
    void reversingOneSideChangesTheSignOnly(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
        Spearman reversed = of(pairs, pair -> -pair.get1(), pair -> pair.get2());

        assertThat(reversed.rho()).isEqualTo(0 - of(pairs).rho());
        assertThat(reversed.p()).isEqualTo(of(pairs).p());
    }

    @Property(tries = 100)
    void everyPairTwiceKeepsRho(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
        List<Tuple2<Integer, Integer>> twice = new ArrayList<>(pairs);
        twice.addAll(pairs);

        assertThat(of(twice).rho()).isEqualTo(of(pairs).rho(), within(1e-12));
    }

    @Property(tries = 100)
    void aSideAgreesWithItself(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
        assertThat(of(pairs, pair -> pair.get1(), pair -> pair.get1()).rho()).isEqualTo(1.0);
        assertThat(of(pairs, pair -> pair.get1(), pair -> -pair.get1()).rho()).isEqualTo(-1.0);
    }

    @Property(tries = 100)
    void descendingRanksSumUpWhateverTheTies(@ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
        double[] ranks = Spearman.descendingRanks(centredRanks(pairs, pair -> pair.get1()));
        double sum = 0;
        for (double rank : ranks) {
            sum += rank;
        }
        assertThat(sum).isEqualTo(ranks.length * (ranks.length + 1) / 2.0);
    }

    private static void assertSame(Spearman actual, Spearman expected) {
        assertThat(actual.rho()).isEqualTo(expected.rho(), within(1e-15));
        assertThat(actual.p()).isEqualTo(expected.p(), within(1e-12));
    }

    /** Many ties; neither side constant. */
    @Provide
    Arbitrary<List<Tuple2<Integer, Integer>>> pairs() {
        Arbitrary<Integer> values = Arbitraries.integers().between(-5, 5);
        return Arbitraries.integers()
                .between(0, 9)
                .flatMap(size -> values.tuple2()
                        .list()
                        .ofMinSize(2)
                        .ofMaxSize(size < 7 ? 5 : 12)
                        .map(pairs -> {
                            List<Tuple2<Integer, Integer>> all = new ArrayList<>(pairs);
                            all.add(Tuple.of(6, 6));
                            all.add(Tuple.of(-6, 6));
                            all.add(Tuple.of(0, -6));
                            return all;
                        }));
    }
}
