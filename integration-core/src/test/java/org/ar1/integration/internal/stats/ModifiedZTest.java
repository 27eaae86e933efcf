package org.ar1.integration.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ModifiedZTest {

    @Test
    void minutesAnEventByHand() {
        double[] logarithms =
                DoubleStream.of(512, 8, 4, 1, 2, 4, 2, 8, 4).map(Math::log).toArray();

        ModifiedZ scores = ModifiedZ.of(logarithms);

        assertThat(scores.median()).isEqualTo(Math.log(4));
        assertThat(scores.mad()).isEqualTo(Math.log(2), within(1e-15));
        assertThat(scores.score(Math.log(512))).as(".6745 x 7").isEqualTo(4.7215, within(1e-12));
        assertThat(scores.score(Math.log(1))).isEqualTo(-1.349, within(1e-12));
    }

    @Test
    void whereMostAreEqualThereIsNoSpread() {
        ModifiedZ scores = ModifiedZ.of(new double[] {2, 2, 2, 9});

        assertThat(scores.mad()).isZero();
        assertThat(scores.score(9)).isInfinite();
    }
}
