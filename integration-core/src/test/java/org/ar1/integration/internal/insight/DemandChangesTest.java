package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.DemandChange;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ar1.integration.insight.Explanation.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandChangesTest {

    private static Verdicts<DemandChange> judge(SmallCampus campus) {
        return new DemandChanges().judge(campus.basis());
    }

    private static SmallCampus campus(Long... events) {
        return new SmallCampus(2).weekly("docker", events);
    }

    private static DemandChange one(Long... events) {
        return judge(campus(events)).all().findFirst().orElseThrow();
    }

    @Test
    void halfMoreThanUsualIsNotYetBeyondTheRangeByHand() {
        DemandChange change = one(90L, 150L, 205L, 270L);

        assertThat(change.weeks()).containsExactly(90L, 60L, 55L, 65L);
        assertThat(change.usual()).isEqualTo(60);
        assertThat(change.factor()).isEqualTo(1.5);
        assertThat(judge(campus(90L, 150L, 205L, 270L)).listed()).isEmpty();
        assertThat(change.heading().flips())
                .containsExactly(
                        new Flip("weeks[0]", 90, 97.5, -7.5, "TAKING_OFF"),
                        new Flip("weeks[0]", 90, 36.6667, 53.3333, "ABANDONED"));
    }

    @Test
    void aTypeTakesOffByHand() {
        DemandChange change = judge(campus(100L, 160L, 215L, 280L)).listed().get(0);

        assertThat(change.weeks()).containsExactly(100L, 60L, 55L, 65L);
        assertThat(change.factor()).isEqualTo(1.67);
        assertThat(change.heading().reasonCodes()).containsExactly(ReasonCode.TAKING_OFF);
        assertThat(change.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(change.heading().subject()).isEqualTo(Subject.labType("docker"));
        assertThat(change.heading().claim())
                .isEqualTo("docker had 100 events in the last week, 60 in a usual one of the three before.");
        assertThat(change.heading().sources())
                .containsExactly(
                        "usage-analytics/trends-7",
                        "usage-analytics/trends-14",
                        "usage-analytics/trends-21",
                        "usage-analytics/trends-28");
    }

    @ParameterizedTest
    @CsvSource({
        "90, 150, 210, 270, TAKING_OFF",
        "89, 149, 209, 269, ''",
        "40, 100, 160, 220, ABANDONED",
        "41, 101, 161, 221, ''",
        "0, 0, 60, 120, ABANDONED",
        "29, 29, 29, 29, ''",
        "30, 30, 30, 30, TAKING_OFF",
        "0, 29, 58, 87, ''",
        "0, 30, 60, 90, ABANDONED"
    })
    void theBoundsAreHalfBeyondTheRange(long a, long b, long c, long d, String reason) {
        assertThat(judge(campus(a, b, c, d)).listed())
                .flatExtracting(change -> change.heading().reasonCodes())
                .extracting(ReasonCode::id)
                .isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @Test
    void withoutAUsualWeekThereIsNoFactor() {
        DemandChange change = one(50L, 50L, 50L, 50L);

        assertThat(change.usual()).isZero();
        assertThat(change.factor()).isNull();
        assertThat(change.heading().figure().value()).isNull();
    }

    @Test
    void windowsThatAreReadMomentsApartGiveNoNegativeWeek() {
        assertThat(one(100L, 99L, 140L, 180L).weeks()).containsExactly(100L, 0L, 41L, 40L);
    }

    @Test
    void aTypeThatAnAnswerDoesNotListHasNoEventsThere() {
        assertThat(one(null, 60L, 120L, 180L).weeks()).containsExactly(0L, 60L, 60L, 60L);
    }

    @Test
    void aNumberThatIsNotStatedIsNotZero() {
        SmallCampus campus = campus(100L, 160L, 215L).unstatedInFourWeeks("docker");

        assertThat(judge(campus).all()).isEmpty();
    }

    @Test
    void oneWindowThatFailsWithholdsIt() {
        Basis basis = campus(100L, 160L, 215L, 280L)
                .failed(InsightSource.WEEKLY_TRENDS)
                .basis();

        assertThat(basis.standing(InsightKind.DEMAND_CHANGE).failed()).hasSize(4);
        assertThat(new DemandChanges().judge(basis).all()).isEmpty();
    }

    @Test
    void theStepsNameWhatWentIn() {
        SmallCampus campus = campus(100L, 160L, 215L, 280L);
        DemandChange change = judge(campus).listed().get(0);

        List<Step> steps = new DemandChanges().explain(campus.basis(), change);
        assertThat(steps)
                .extracting(Step::name)
                .containsExactly("events", "weeks", "usual", "factor", "taking_off", "abandoned");
        assertThat(steps.get(0).value()).isEqualTo(List.of(100L, 160L, 215L, 280L));
        assertThat(steps.get(4).inputs()).containsEntry("at", 97.5);
    }
}
