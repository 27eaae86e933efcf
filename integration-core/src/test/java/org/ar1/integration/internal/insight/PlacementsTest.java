package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.Placement;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.insight.SmallCampus.Usage;
import org.ar1.integration.upstream.ServerResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementsTest {

    private static List<Placement> listed(SmallCampus campus) {
        return new Placements().judge(campus.basis()).listed();
    }

    private static Move move(SmallCampus campus, String labType, long from, long to) {
        return Placements.move(campus.basis(), labType, from, to).orElseThrow();
    }

    /** S is at 90 Mondays at 10 and at 50 else, T at 60 then and at 30 else. */
    private static SmallCampus byHand() {
        return new SmallCampus(4)
                .server(1, hour -> hour % 168 == 10 ? 90 : 50)
                .server(2, hour -> hour % 168 == 10 ? 30 : 60)
                .lab("A", "a", 1)
                .lab("B", "b", 1)
                .popular("A", 1L, 30.0)
                .popular("B", 1L, 70.0);
    }

    @Test
    void theSharesOfAMoveByHand() {
        Move move = move(byHand(), "a", 1, 2);

        assertThat(move.shareNeeded()).as("1 - 80 / 90").isEqualTo(0.1111);
        assertThat(move.shareSafe()).as("min(50 / 90, 20 / 50)").isEqualTo(0.4);
        assertThat(move.shareEstimated()).isEqualTo(0.3);
        assertThat(move.verdict()).isEqualTo(MoveVerdict.HELPS);
        assertThat(move.bindingNeeded()).isEqualTo(ServerResource.CPU);
        assertThat(move.bindingSafe()).isEqualTo(ServerResource.CPU);
        assertThat(move(byHand(), "b", 1, 2).verdict()).isEqualTo(MoveVerdict.TOO_MUCH);
    }

    @Test
    void theMoveWithTheLargestMarginIsListed() {
        Placement placement = listed(byHand()).get(0);

        assertThat(listed(byHand())).hasSize(1);
        assertThat(placement.labType()).isEqualTo("a");
        assertThat(placement.to()).isEqualTo(2);
        assertThat(placement.margin()).as("min(.3 - .1111, .4 - .3)").isEqualTo(0.1);
        assertThat(placement.heading().subject()).isEqualTo(Subject.server(1));
        assertThat(placement.heading().resource()).isNull();
        assertThat(placement.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(placement.heading().reasonCodes()).containsExactly(ReasonCode.MOVE_HELPS);
        assertThat(placement.heading().caveats()).containsExactly(Caveat.SHARE_ESTIMATED);
        assertThat(placement.heading().state()).isEqualTo(InsightState.OK);
        assertThat(placement.heading().confidence().level()).isEqualTo(ConfidenceLevel.MEDIUM);
        assertThat(placement.heading().flips())
                .containsExactly(
                        new Flip("share_estimated", 0.3, 0.1111, 0.1889, "not listed"),
                        new Flip("share_estimated", 0.3, 0.4, -0.1, "not listed"));
        assertThat(placement.heading().claim())
                .isEqualTo(
                        "Moving a from Server-1 to Server-2 helps: it has about 30 % of the load of Server-1, of which 11 %"
                                + " must go, and Server-2 takes up to 40 % of it.");
    }

    @Test
    void ofEqualMarginsTheFirstTypeAndThenTheFirstServer() {
        SmallCampus campus = new SmallCampus(4)
                .server(1, hour -> hour % 168 == 10 ? 90 : 50)
                .server(10, Usage.of(10))
                .server(9, Usage.of(10))
                .lab("A", "ä", 1)
                .lab("B", "z", 1)
                .popular("A", 1L, 50.0)
                .popular("B", 1L, 50.0);

        assertThat(listed(campus)).extracting(Placement::labType, Placement::to).containsExactly(tuple("z", 9L));
    }

    @Test
    void theLargerMarginWinsWhateverTheNamesAndNumbers() {
        SmallCampus campus = new SmallCampus(4)
                .server(1, hour -> hour % 168 == 10 ? 90 : 50)
                .server(2, Usage.of(58))
                .server(3, Usage.of(20))
                .lab("A", "a", 1)
                .lab("B", "b", 1)
                .popular("A", 1L, 20.0)
                .popular("B", 1L, 30.0)
                .lab("C", "c", 1)
                .popular("C", 1L, 50.0);

        assertThat(listed(campus))
                .as("a and c have .0889 and .1667 to spare, and none of the three as much on the second")
                .extracting(Placement::labType, Placement::to, Placement::margin)
                .containsExactly(tuple("b", 3L, 0.1889));
    }

    @Test
    void ofEqualResourcesTheProcessorBinds() {
        SmallCampus campus = byHand().history(1, Usage.of(90), Usage.of(90), Usage.of(90))
                .history(2, Usage.of(35), Usage.of(35), Usage.of(35));

        assertThat(move(campus, "a", 1, 2))
                .extracting(Move::bindingNeeded, Move::bindingSafe)
                .containsExactly(ServerResource.CPU, ServerResource.CPU);
    }

    @Test
    void hoursInWhichTheSourceUsesNothingAllowEverything() {
        SmallCampus campus = byHand().history(
                        1, hour -> hour % 168 == 10 ? 90 : hour % 168 == 11 ? 0 : 50, Usage.of(1), Usage.of(1))
                .history(2, hour -> hour % 168 == 11 ? 99 : 30, Usage.of(1), Usage.of(1));

        assertThat(move(campus, "a", 1, 2).shareSafe()).as("50 / 90").isEqualTo(0.5556);
    }

    @Test
    void aTypeThatHasTheServerAloneHasItsWholeLoad() {
        SmallCampus campus = new SmallCampus(4)
                .server(1, hour -> hour % 168 == 10 ? 90 : 50)
                .server(2, 1000.0, 1000.0, 1000.0, SmallCampus.NOW)
                .history(2, Usage.of(1), Usage.of(1), Usage.of(1))
                .lab("A", "a", 1)
                .lab("A2", "a", 1);
        Placement placement = listed(campus).get(0);

        assertThat(placement.shareEstimated()).isEqualTo(1);
        assertThat(placement.shareSafe()).as("at most 1").isEqualTo(1);
        assertThat(placement.margin()).isZero();
        assertThat(placement.heading().caveats()).isEmpty();
        assertThat(placement.heading().confidence().level()).isEqualTo(ConfidenceLevel.HIGH);
    }

    @Test
    void theDiskOfTheTargetIsSafeToo() {
        SmallCampus campus = byHand().history(1, hour -> hour % 168 == 10 ? 90 : 50, Usage.of(1), Usage.of(40))
                .history(2, Usage.of(1), Usage.of(1), Usage.of(76));

        assertThat(move(campus, "a", 1, 2))
                .extracting(Move::shareSafe, Move::bindingSafe, Move::verdict)
                .as("4 / 40")
                .containsExactly(0.1, ServerResource.DISK, MoveVerdict.IMPOSSIBLE);
        assertThat(listed(campus)).isEmpty();
    }

    @Test
    void memoryMayNeedMoreThanTheProcessor() {
        SmallCampus campus = byHand().history(1, hour -> hour == 1 ? 90 : 50, hour -> hour == 2 ? 160 : 1, Usage.of(1));

        assertThat(move(campus, "a", 1, 2))
                .extracting(Move::shareNeeded, Move::bindingNeeded)
                .as("1 - 80 / 160")
                .containsExactly(0.5, ServerResource.MEMORY);
    }

    @Test
    void aTargetThatIsHotAlreadyHasNoRoom() {
        SmallCampus campus = byHand().history(2, Usage.of(90), Usage.of(1), Usage.of(1));

        assertThat(move(campus, "a", 1, 2).shareSafe()).as("-10 / 50").isEqualTo(-0.2);
        assertThat(move(campus, "a", 1, 2).verdict()).isEqualTo(MoveVerdict.IMPOSSIBLE);
    }

    @ParameterizedTest
    @CsvSource({"11.11, HELPS", "11.10, TOO_LITTLE", "40, HELPS", "40.01, TOO_MUCH"})
    void theRoundedSharesAreCompared(double minutes, MoveVerdict verdict) {
        SmallCampus campus = new SmallCampus(4)
                .server(1, hour -> hour % 168 == 10 ? 90 : 50)
                .server(2, hour -> hour % 168 == 10 ? 30 : 60)
                .lab("A", "a", 1)
                .lab("B", "b", 1)
                .popular("A", 1L, minutes)
                .popular("B", 1L, 100 - minutes);

        assertThat(move(campus, "a", 1, 2).verdict()).isEqualTo(verdict);
        assertThat(listed(campus).stream().anyMatch(p -> p.labType().equals("a")))
                .isEqualTo(verdict == MoveVerdict.HELPS);
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        Move minutes = move(byHand().lab("C", "c", 1), "a", 1, 2);
        assertThat(minutes.shareEstimated()).isNull();
        assertThat(minutes.shareNeeded()).isEqualTo(0.1111);
        assertThat(minutes.verdict()).isEqualTo(MoveVerdict.UNKNOWN);

        Move capacity = move(byHand().server(2, 100.0, 100.0, null, SmallCampus.NOW), "a", 1, 2);
        assertThat(capacity).isEqualTo(new Move("a", 1, 2, null, 0.3, null, MoveVerdict.UNKNOWN, null, null));

        assertThat(move(byHand().slots(2, slot -> slot < 4032 - 2 ? 1 : Double.NaN, true), "a", 1, 2)
                        .verdict())
                .isEqualTo(MoveVerdict.HELPS);
        assertThat(move(byHand().slots(2, slot -> slot < 4032 - 3 ? 1 : Double.NaN, true), "a", 1, 2)
                        .verdict())
                .as("silent")
                .isEqualTo(MoveVerdict.UNKNOWN);
        assertThat(listed(byHand().slots(2, slot -> slot < 4032 - 3 ? 1 : Double.NaN, true)))
                .isEmpty();

        int hours = 672;
        assertThat(move(byHand().slots(2, slot -> slot < 6 * (hours - 167) ? Double.NaN : 1, true), "a", 1, 2)
                        .verdict())
                .as("167 hours in common")
                .isEqualTo(MoveVerdict.UNKNOWN);
        assertThat(move(byHand().slots(2, slot -> slot < 6 * (hours - 168) ? Double.NaN : 1, true), "a", 1, 2)
                        .verdict())
                .isEqualTo(MoveVerdict.HELPS);
    }

    @Test
    void aMoveOfNothingOrToNowhereIsNone() {
        assertThat(Placements.move(byHand().basis(), "x", 1, 2)).isEmpty();
        assertThat(Placements.move(byHand().basis(), "a", 1, 77)).isEmpty();
        assertThat(Placements.move(byHand().basis(), "a", 77, 1)).isEmpty();
    }

    @Test
    void withoutSessionsNothingNeedsToMove() {
        SmallCampus campus = byHand().history(1, Usage.of(0), Usage.of(0), Usage.of(0));

        assertThat(move(campus, "a", 1, 2))
                .extracting(Move::shareNeeded, Move::shareSafe, Move::bindingSafe)
                .containsExactly(0.0, 1.0, null);
    }

    @Test
    void aServerThatIsNotHotStaysAsItIs() {
        assertThat(listed(byHand().history(1, hour -> hour % 168 == 10 ? 79.99 : 50, Usage.of(1), Usage.of(1))))
                .isEmpty();
    }

    @Test
    void theTwentyHottestAreSearched() {
        SmallCampus campus = new SmallCampus(4).server(100, Usage.of(1));
        for (int id = 1; id <= 22; id++) {
            int usage = 80 + (id * 7) % 22; // 22 different ones, 80 to 101
            campus.server(id, Usage.of(usage)).lab("A" + id, "a", id).lab("B" + id, "b", id);
            campus.popular("A" + id, 1L, 30.0).popular("B" + id, 1L, 70.0);
        }

        assertThat(listed(campus))
                .hasSize(20)
                .extracting(placement -> placement.heading().subject().key())
                .as("80 and 81")
                .doesNotContain("22", "19");
    }

    @Test
    void theFiftyTargetsWithTheMostHeadroomAreSearched() {
        SmallCampus campus = byHand().history(2, Usage.of(79.9), Usage.of(1), Usage.of(1));
        for (int id = 100; id < 150; id++) {
            // Room in general, but none of disk.
            campus.server(id, Usage.of(20), Usage.of(20), Usage.of(99));
        }
        campus.history(1, hour -> hour % 168 == 10 ? 90 : 50, Usage.of(1), Usage.of(1))
                .server(3, Usage.of(21));

        assertThat(listed(campus)).isEmpty();
        assertThat(listed(campus.history(3, Usage.of(19), Usage.of(1), Usage.of(1))))
                .extracting(Placement::to)
                .containsExactly(3L);
    }

    @Test
    void withoutTheCatalogueTypesAreGuessed() {
        Placement placement = listed(byHand().failed(InsightSource.CATALOGUE)).get(0);

        assertThat(placement.heading().state()).isEqualTo(InsightState.WIDENED);
        assertThat(placement.heading().caveats()).containsExactly(Caveat.JOIN_INCOMPLETE, Caveat.SHARE_ESTIMATED);
    }

    @Test
    void theStepsNameWhatWentIn() {
        SmallCampus campus = byHand();
        List<Step> steps =
                new Placements().explain(campus.basis(), listed(campus).get(0));

        assertThat(steps)
                .extracting(Step::name)
                .containsExactly("hours", "share_needed", "share_safe", "share_estimated", "margin");
        assertThat(steps.get(1).inputs()).containsEntry("usage", 90.0).containsEntry("maximum", 100.0);
        assertThat(steps.get(2).inputs()).containsEntry("Server-1", 50.0).containsEntry("Server-2", 60.0);
    }
}
