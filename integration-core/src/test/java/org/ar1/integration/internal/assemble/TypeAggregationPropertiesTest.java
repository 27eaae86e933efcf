package org.ar1.integration.internal.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.UtilizationStatus;

class TypeAggregationPropertiesTest {

    @Property
    void theOrderOfTheLabsChangesNothing(@ForAll("labs") List<LabUtilization> labs, @ForAll Random random) {
        List<LabUtilization> shuffled = new ArrayList<>(labs);
        Collections.shuffle(shuffled, random);

        assertThat(TypeAggregation.of(shuffled, sessions(labs))).isEqualTo(TypeAggregation.of(labs, sessions(labs)));
    }

    @Property
    void everyLabTwiceKeepsTheRatio(@ForAll("labs") List<LabUtilization> labs) {
        List<LabUtilization> twice = new ArrayList<>(labs);
        labs.forEach(lab -> twice.add(copy(lab, lab.labId() + 1000, 1)));

        LabTypeUtilization once = TypeAggregation.of(labs, null);
        LabTypeUtilization doubled = TypeAggregation.of(twice, null);

        assertThat(doubled.ratio()).isEqualTo(once.ratio());
        assertThat(doubled.status()).isEqualTo(once.status());
        assertThat(doubled.labs()).hasSize(2 * labs.size());
    }

    @Property
    void usageAndEstimateScaledAlikeKeepTheRatio(
            @ForAll("labs") List<LabUtilization> labs, @ForAll @IntRange(min = 1, max = 50) int factor) {
        List<LabUtilization> scaled =
                labs.stream().map(lab -> copy(lab, lab.labId(), factor)).toList();

        assertThat(TypeAggregation.of(scaled, null).ratio())
                .isEqualTo(TypeAggregation.of(labs, null).ratio());
        assertThat(TypeAggregation.of(scaled, null).status())
                .isEqualTo(TypeAggregation.of(labs, null).status());
    }

    @Property
    void averagesLieBetweenTheirParts(@ForAll("labs") List<LabUtilization> labs) {
        Double average = TypeAggregation.of(labs, sessions(labs)).avgUsers();
        if (average != null) {
            List<Double> parts = labs.stream()
                    .filter(lab -> sessions(labs).get(lab.labId()) > 0)
                    .map(LabUtilization::avgUsers)
                    .toList();
            assertThat(average).isBetween(Collections.min(parts) - 1e-9, Collections.max(parts) + 1e-9);
        }
    }

    /** At least two labs, with usages in tenths as the service computes them. */
    @Provide
    Arbitrary<List<LabUtilization>> labs() {
        Arbitrary<Long> estimates = Arbitraries.longs().between(0, 400).injectNull(0.2);
        Arbitrary<Double> usages = Arbitraries.integers()
                .between(0, 5000)
                .map(tenths -> tenths / 10.0)
                .injectNull(0.1);
        return Combinators.combine(estimates, usages, Arbitraries.integers().between(0, 300))
                .as((estimate, usage, users) ->
                        new LabUtilization(0, "", estimate, users / 10.0, 1.0, usage, null, UtilizationStatus.UNKNOWN))
                .list()
                .ofMinSize(2)
                .ofMaxSize(8)
                .map(TypeAggregationPropertiesTest::numbered);
    }

    private static List<LabUtilization> numbered(List<LabUtilization> labs) {
        List<LabUtilization> numbered = new ArrayList<>();
        labs.forEach(lab -> numbered.add(copy(lab, numbered.size() + 1, 1)));
        return numbered;
    }

    private static LabUtilization copy(LabUtilization lab, long id, int factor) {
        Long estimate = lab.estimatedUsers();
        Double usage = lab.normalizedUsage();
        return new LabUtilization(
                id,
                "Lab " + id,
                estimate == null ? null : estimate * factor,
                lab.avgUsers(),
                lab.avgTime(),
                usage == null ? null : Math.round(usage * 10) * factor / 10.0,
                null,
                UtilizationStatus.UNKNOWN);
    }

    private static Map<Long, Long> sessions(List<LabUtilization> labs) {
        return labs.stream()
                .map(LabUtilization::labId)
                .collect(Collectors.toMap(Function.identity(), id -> id % 3 == 0 ? 0 : id));
    }
}
