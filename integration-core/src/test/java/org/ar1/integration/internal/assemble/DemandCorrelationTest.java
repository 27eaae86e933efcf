package org.ar1.integration.internal.assemble;

import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.Disagreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ar1.integration.internal.assemble.DemandCorrelation.Measures;
import org.ar1.integration.internal.assemble.DemandCorrelation.Verdict;
import org.ar1.integration.report.Correlation.ApplicationMeasure;
import org.ar1.integration.report.Correlation.InfrastructureMeasure;
import org.ar1.integration.report.Correlation.Pair;
import org.ar1.integration.report.Correlation.Reason;
import org.junit.jupiter.api.Test;

class DemandCorrelationTest {

    /** Lab types a, b, c... with these events and user-minutes. */
    private static Verdict of(List<Double> events, List<Double> minutes) {
        List<Measures> types = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            types.add(new Measures(String.valueOf((char) ('a' + i)), events.get(i), null, minutes.get(i), null));
        }
        return DemandCorrelation.of(types, 30);
    }

    private static List<Double> ascending(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList();
    }

    private static List<Double> descending(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> (double) -i).toList();
    }

    private static Pair eventsByMinutes(Verdict verdict) {
        return verdict.correlation().pairs().get(0);
    }

    @Test
    void eachApplicationMeasureIsPairedWithEachInfrastructureMeasure() {
        Correlation correlation = DemandCorrelation.of(List.of(), 30).correlation();

        assertThat(correlation.applicationWindowDays()).isEqualTo(30);
        assertThat(correlation.infrastructureWindow()).isEqualTo("all time");
        assertThat(correlation.pairs())
                .extracting(Pair::application, Pair::infrastructure)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                ApplicationMeasure.TOTAL_EVENTS, InfrastructureMeasure.USER_MINUTES),
                        org.assertj.core.groups.Tuple.tuple(
                                ApplicationMeasure.TOTAL_EVENTS, InfrastructureMeasure.NORMALIZED_USAGE),
                        org.assertj.core.groups.Tuple.tuple(
                                ApplicationMeasure.UNIQUE_USERS, InfrastructureMeasure.USER_MINUTES),
                        org.assertj.core.groups.Tuple.tuple(
                                ApplicationMeasure.UNIQUE_USERS, InfrastructureMeasure.NORMALIZED_USAGE));
    }

    @Test
    void eachPairTakesItsOwnMeasures() {
        List<Measures> types = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            types.add(new Measures("type " + i, i, -i, (double) i, (double) -i));
        }

        assertThat(DemandCorrelation.of(types, 30).correlation().pairs())
                .extracting(Pair::rho)
                .containsExactly(1.0, -1.0, -1.0, 1.0);
    }

    @Test
    void withoutTheTrendsTheWindowIsUnknown() {
        assertThat(DemandCorrelation.of(List.of(), null).correlation().applicationWindowDays())
                .isNull();
    }

    @Test
    void fewerThanFivePairsGiveAReason() {
        assertThat(eventsByMinutes(of(ascending(4), ascending(4))))
                .isEqualTo(new Pair(
                        ApplicationMeasure.TOTAL_EVENTS,
                        InfrastructureMeasure.USER_MINUTES,
                        null,
                        null,
                        4,
                        Reason.FEWER_THAN_FIVE_PAIRS));
    }

    @Test
    void fivePairsAreEnough() {
        Pair pair = eventsByMinutes(of(ascending(5), descending(5)));

        assertThat(pair.n()).isEqualTo(5);
        assertThat(pair.rho()).isEqualTo(-1.0);
        assertThat(pair.p()).isEqualTo(0.01667);
        assertThat(pair.reason()).isNull();
    }

    @Test
    void onlyTypesWithBothMeasuresCount() {
        Verdict verdict = of(
                Arrays.asList(1.0, 2.0, null, 3.0, 4.0, 5.0, null, 9.0),
                Arrays.asList(1.0, 2.0, 7.0, 3.0, 4.0, 5.0, null, null));

        assertThat(eventsByMinutes(verdict).n()).isEqualTo(5);
        assertThat(eventsByMinutes(verdict).rho()).isEqualTo(1.0);
    }

    @Test
    void constantInputGivesAReason() {
        List<Double> constant = Collections.nCopies(6, 3.0);

        assertThat(eventsByMinutes(of(constant, ascending(6))).reason()).isEqualTo(Reason.CONSTANT_INPUT);
        assertThat(eventsByMinutes(of(ascending(6), constant)).reason()).isEqualTo(Reason.CONSTANT_INPUT);
        assertThat(eventsByMinutes(of(constant, constant)).n()).isEqualTo(6);
        assertThat(eventsByMinutes(of(constant, constant)).rho()).isNull();
        assertThat(eventsByMinutes(of(constant, constant)).p()).isNull();
    }

    @Test
    void zeroIsZeroWhateverItsSign() {
        assertThat(eventsByMinutes(of(ascending(5), List.of(0.0, -0.0, 0.0, -0.0, 0.0)))
                        .reason())
                .isEqualTo(Reason.CONSTANT_INPUT);
    }

    @Test
    void disagreementsAreInTheTopThirdByOneSideAndTheBottomThirdByTheOther() {
        Verdict verdict = of(
                List.of(60.0, 50.0, 40.0, 30.0, 20.0, 10.0), // a and b on top, e and f at the bottom
                List.of(10.0, 55.0, 40.0, 30.0, 60.0, 20.0)); // e and b on top, f and a at the bottom

        assertThat(verdict.disagreements())
                .containsExactly(new Disagreement("a", 1, 6, 6), new Disagreement("e", 5, 1, 6));
    }

    @Test
    void ofSevenTheThirdsAreTwoEach() {
        assertThat(of(ascending(7), descending(7)).disagreements())
                .extracting(Disagreement::labType)
                .containsExactly("a", "b", "f", "g");
    }

    @Test
    void ofThreeTheThirdsAreOneEach() {
        assertThat(of(ascending(3), descending(3)).disagreements())
                .containsExactly(new Disagreement("a", 3, 1, 3), new Disagreement("c", 1, 3, 3));
    }

    @Test
    void ofTwoThereAreNoThirds() {
        assertThat(of(ascending(2), descending(2)).disagreements()).isEmpty();
    }

    @Test
    void whereBothSidesAgreeThereIsNone() {
        assertThat(of(ascending(9), ascending(9)).disagreements()).isEmpty();
    }

    @Test
    void tiesShareTheirRankAndMayLeaveAThirdEmpty() {
        // Three share the ranks 1 to 3: rank 2, which is in the top third of six. Four share 1 to 4: 2.5, which is not.
        List<Double> minutes = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);

        assertThat(of(List.of(9.0, 9.0, 9.0, 3.0, 2.0, 1.0), minutes).disagreements())
                .containsExactly(
                        new Disagreement("a", 2, 6, 6),
                        new Disagreement("b", 2, 5, 6),
                        new Disagreement("e", 5, 2, 6),
                        new Disagreement("f", 6, 1, 6));
        assertThat(of(List.of(9.0, 9.0, 9.0, 9.0, 2.0, 1.0), minutes).disagreements())
                .containsExactly(new Disagreement("e", 5, 2, 6), new Disagreement("f", 6, 1, 6));
        assertThat(of(Collections.nCopies(6, 9.0), minutes).disagreements()).isEmpty();
    }

    @Test
    void disagreementsAreOrderedByCodePoint() {
        List<Measures> types = new ArrayList<>();
        String[] labTypes = {"\uff5e", "🐳", "Z", "a", "m", "n"};
        for (int i = 0; i < labTypes.length; i++) {
            types.add(new Measures(labTypes[i], i, null, (double) -i, null));
        }

        assertThat(DemandCorrelation.of(types, 30).disagreements())
                .extracting(Disagreement::labType)
                .containsExactly("m", "n", "\uff5e", "🐳");
    }
}
