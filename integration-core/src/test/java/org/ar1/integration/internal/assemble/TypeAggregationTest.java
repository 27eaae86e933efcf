package org.ar1.integration.internal.assemble;

import static org.ar1.integration.internal.assemble.Given.lab;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeAggregationTest {

    private static final Map<Long, Long> NO_SESSIONS = Map.of();

    @Test
    void oneLabHasExactlyTheFiguresOfTheService() {
        LabUtilization lab =
                new LabUtilization(7, "Docker", 30L, 4.125, 61.7, 25.45125, 0.847, UtilizationStatus.OVER_UTILIZED);

        assertThat(TypeAggregation.of(List.of(lab), null))
                .isEqualTo(new LabTypeUtilization(
                        UtilizationStatus.OVER_UTILIZED, 4.125, 30L, 0.847, 61.7, 25.45125, List.of(lab)));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "0"},
            nullValues = "null")
    void oneLabWithoutAnEstimateKeepsItsFiguresButHasNoRatio(Long estimate) {
        LabUtilization lab = new LabUtilization(7, "Docker", estimate, 4.0, 60.0, 24.0, null, UtilizationStatus.NORMAL);

        assertThat(TypeAggregation.of(List.of(lab), NO_SESSIONS))
                .isEqualTo(new LabTypeUtilization(
                        UtilizationStatus.UNKNOWN, 4.0, estimate, null, 60.0, 24.0, List.of(lab)));
    }

    @Test
    void severalLabsAreSummedAndWeightedBySessions() {
        LabUtilization small = new LabUtilization(1, "A", 10L, 2.0, 30.0, 6.0, 0.6, UtilizationStatus.UNDER_UTILIZED);
        LabUtilization large = new LabUtilization(2, "B", 30L, 10.0, 60.0, 60.0, 2.0, UtilizationStatus.OVER_UTILIZED);

        LabTypeUtilization type = TypeAggregation.of(List.of(large, small), Map.of(1L, 3L, 2L, 1L));

        assertThat(type.normalizedUsage()).isEqualTo(66.0);
        assertThat(type.estimatedUsers()).isEqualTo(40);
        assertThat(type.ratio()).isEqualTo(1.65);
        assertThat(type.status()).isEqualTo(UtilizationStatus.OVER_UTILIZED);
        assertThat(type.avgUsers()).isEqualTo(4.0);
        assertThat(type.avgTime()).isEqualTo(37.5);
        assertThat(type.labs()).containsExactly(small, large);
    }

    @ParameterizedTest
    @CsvSource({
        "1254, 1.25, NORMAL",
        "1255, 1.26, OVER_UTILIZED",
        "745, 0.75, NORMAL",
        "744, 0.74, UNDER_UTILIZED",
        "1000, 1.0, NORMAL"
    })
    void theStatusFollowsFromTheRoundedRatio(double usage, double ratio, UtilizationStatus status) {
        LabTypeUtilization type = TypeAggregation.of(List.of(lab(1, 400L, usage), lab(2, 600L, 0.0)), NO_SESSIONS);

        assertThat(type.ratio()).isEqualTo(ratio);
        assertThat(type.status()).isEqualTo(status);
    }

    @Test
    void theLastBitsOfASumDoNotDecide() {
        // As doubles 0.1 + 0.2 + 2.3 is 2.5999999999999996, and that by 8 less than 0.325.
        LabTypeUtilization type =
                TypeAggregation.of(List.of(lab(1, 2L, 0.1), lab(2, 3L, 0.2), lab(3, 3L, 2.3)), NO_SESSIONS);

        assertThat(type.normalizedUsage()).isEqualTo(2.6);
        assertThat(type.ratio()).isEqualTo(0.33);
    }

    @Test
    void figuresBeyondAllBoundsDoNotBreakTheReport() {
        LabTypeUtilization type = TypeAggregation.of(
                List.of(lab(1, 1L << 53, Double.MAX_VALUE), lab(2, 1L << 53, Double.MAX_VALUE)), NO_SESSIONS);

        assertThat(type.status()).isEqualTo(UtilizationStatus.OVER_UTILIZED);
        assertThat(type.ratio()).isFinite();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "0"},
            nullValues = "null")
    void aLabWithoutAnEstimateStaysOutOfBothSums(Long estimate) {
        LabTypeUtilization type =
                TypeAggregation.of(List.of(lab(1, 10L, 5.0), lab(2, estimate, 1000.0), lab(3, 10L, 15.0)), NO_SESSIONS);

        assertThat(type.estimatedUsers()).isEqualTo(20);
        assertThat(type.normalizedUsage()).isEqualTo(20.0);
        assertThat(type.ratio()).isEqualTo(1.0);
        assertThat(type.labs()).hasSize(3).anySatisfy(lab -> {
            assertThat(lab.labId()).isEqualTo(2);
            assertThat(lab.status()).isEqualTo(UtilizationStatus.UNKNOWN);
            assertThat(lab.ratio()).isNull();
        });
    }

    @Test
    void aLabWithoutUsageStaysOutOfBothSums() {
        LabTypeUtilization type = TypeAggregation.of(List.of(lab(1, 10L, 5.0), lab(2, 90L, null)), NO_SESSIONS);

        assertThat(type.estimatedUsers()).isEqualTo(10);
        assertThat(type.ratio()).isEqualTo(0.5);
    }

    @Test
    void withoutAnyEstimateThereIsNoRatio() {
        LabTypeUtilization type =
                TypeAggregation.of(List.of(lab(1, null, 5.0), lab(2, 0L, 9.0)), Map.of(1L, 1L, 2L, 1L));

        assertThat(type.status()).isEqualTo(UtilizationStatus.UNKNOWN);
        assertThat(type.ratio()).isNull();
        assertThat(type.estimatedUsers()).isNull();
        assertThat(type.normalizedUsage()).isNull();
        assertThat(type.avgUsers()).isEqualTo(7.0);
        assertThat(type.labs()).hasSize(2);
    }

    @Test
    void anEstimatedLabThatNobodyUsedIsUnderUtilized() {
        LabTypeUtilization type = TypeAggregation.of(List.of(lab(1, 5L, 0.0), lab(2, 5L, 0.0)), NO_SESSIONS);

        assertThat(type.status()).isEqualTo(UtilizationStatus.UNDER_UTILIZED);
        assertThat(type.ratio()).isZero();
    }

    @Test
    void withoutThePopularListThereAreNoAverages() {
        LabTypeUtilization type = TypeAggregation.of(List.of(lab(1, 10L, 5.0), lab(2, 10L, 5.0)), null);

        assertThat(type.avgUsers()).isNull();
        assertThat(type.avgTime()).isNull();
        assertThat(type.ratio()).isEqualTo(0.5);
    }

    @Test
    void withoutTheSessionsOfOneLabThereAreNoAverages() {
        LabTypeUtilization type = TypeAggregation.of(List.of(lab(1, 10L, 5.0), lab(2, 10L, 5.0)), Map.of(1L, 4L));

        assertThat(type.avgUsers()).isNull();
    }

    @Test
    void withoutAnySessionThereAreNoAverages() {
        LabTypeUtilization type =
                TypeAggregation.of(List.of(lab(1, 10L, 5.0), lab(2, 10L, 5.0)), Map.of(1L, 0L, 2L, 0L));

        assertThat(type.avgUsers()).isNull();
        assertThat(type.avgTime()).isNull();
    }

    @Test
    void aLabWithoutSessionsHasNoWeightAndNeedsNoFigure() {
        LabUtilization unused = new LabUtilization(2, "B", 10L, null, null, null, null, UtilizationStatus.NORMAL);

        LabTypeUtilization type = TypeAggregation.of(List.of(lab(1, 10L, 5.0), unused), Map.of(1L, 4L, 2L, 0L));

        assertThat(type.avgUsers()).isEqualTo(5.0);
        assertThat(type.avgTime()).isEqualTo(10.0);
    }

    @Test
    void aLabWithSessionsButWithoutAFigureLeavesNoAverage() {
        LabUtilization unknown = new LabUtilization(2, "B", 10L, null, 10.0, null, null, UtilizationStatus.NORMAL);

        LabTypeUtilization type = TypeAggregation.of(List.of(lab(1, 10L, 5.0), unknown), Map.of(1L, 4L, 2L, 1L));

        assertThat(type.avgUsers()).isNull();
        assertThat(type.avgTime()).isEqualTo(10.0);
    }

    @Test
    void theLabsAreOrderedByNumber() {
        LabTypeUtilization type =
                TypeAggregation.of(List.of(lab(10, 1L, 1.0), lab(9, 1L, 1.0), lab(-1, 1L, 1.0)), NO_SESSIONS);

        assertThat(type.labs()).isSortedAccordingTo(Comparator.comparingLong(LabUtilization::labId));
    }
}
