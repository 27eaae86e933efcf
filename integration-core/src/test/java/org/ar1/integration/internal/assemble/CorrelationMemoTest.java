package org.ar1.integration.internal.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.ar1.integration.internal.assemble.DemandCorrelation.Measures;
import org.junit.jupiter.api.Test;

class CorrelationMemoTest {

    private final CorrelationMemo memo = new CorrelationMemo();

    private static List<Measures> measures(int events) {
        return IntStream.range(0, 6)
                .mapToObj(i -> new Measures("type " + i, (long) (i + events), 3L, i * 2.0, null))
                .toList();
    }

    @Test
    void equalMeasuresAreCorrelatedOnce() {
        assertThat(memo.verdict(measures(1), 30)).isSameAs(memo.verdict(measures(1), 30));
    }

    @Test
    void otherMeasuresAreCorrelatedAgain() {
        DemandCorrelation.Verdict before = memo.verdict(measures(1), 30);

        assertThat(memo.verdict(measures(2), 30)).isNotSameAs(before);
        assertThat(memo.verdict(measures(2), 30)).isEqualTo(DemandCorrelation.of(measures(2), 30));
    }

    @Test
    void anotherWindowIsStated() {
        memo.verdict(measures(1), 30);

        assertThat(memo.verdict(measures(1), 7).correlation().applicationWindowDays())
                .isEqualTo(7);
        assertThat(memo.verdict(measures(1), null).correlation().applicationWindowDays())
                .isNull();
    }
}
