package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Flip;
import org.ar1.integration.insight.IdleLab;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ar1.integration.insight.Explanation.Step;
import org.junit.jupiter.api.Test;

class IdleLabsTest {

    private static List<IdleLab> listed(SmallCampus campus) {
        return new IdleLabs().judge(campus.basis()).listed();
    }

    private static SmallCampus byHand() {
        return new SmallCampus(2)
                .trend("a", 5L, 1L, 0L)
                .lab("A", "a", 1)
                .lab("B", "b", 2)
                .popular("A", 3L, 1.0)
                .popular("B", 0L, 0.0);
    }

    @Test
    void aLabThatWasNeverUsedHasAServerToItselfByHand() {
        IdleLab idle = listed(byHand()).get(0);

        assertThat(listed(byHand())).hasSize(1);
        assertThat(idle.lab()).isEqualTo("B");
        assertThat(idle.labType()).isEqualTo("b");
        assertThat(idle.servers()).containsExactly(2L);
        assertThat(idle.aloneOn()).containsExactly(2L);
        assertThat(idle.days()).isEqualTo(30);
        assertThat(idle.sessions()).isZero();
        assertThat(idle.heading().subject()).isEqualTo(Subject.lab("B"));
        assertThat(idle.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(idle.heading().reasonCodes()).containsExactly(ReasonCode.NEVER_USED, ReasonCode.SERVER_TO_RECLAIM);
        assertThat(idle.heading().flips()).containsExactly(new Flip("events", 0, 1, -1, "not listed"));
        assertThat(idle.heading().confidence().level()).isEqualTo(ConfidenceLevel.HIGH);
        assertThat(idle.heading().claim()).isEqualTo("B was never used, and has Server-2 to itself.");
    }

    @Test
    void aLabOfATypeWithoutEventsThatWasUsedOnceMayGoToo() {
        IdleLab idle =
                listed(byHand().lab("C", "c", 10, 1, 9).popular("C", 4L, 2.0)).get(1);

        assertThat(idle.servers()).as("by number").containsExactly(1L, 9L, 10L);
        assertThat(idle.aloneOn()).containsExactly(9L, 10L);
        assertThat(idle.heading().reasonCodes()).containsExactly(ReasonCode.NO_EVENTS, ReasonCode.SERVER_TO_RECLAIM);
        assertThat(idle.heading().claim())
                .isEqualTo("C was not used for 30 days, and has Server-9, Server-10 to itself.");
    }

    @Test
    void besideOtherLabsItIsOnlyWorthKnowing() {
        IdleLab idle = listed(byHand().lab("C", "c", 1).popular("C", 4L, 2.0)).get(1);

        assertThat(idle.aloneOn()).isEmpty();
        assertThat(idle.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(idle.heading().reasonCodes()).containsExactly(ReasonCode.NO_EVENTS);
    }

    @Test
    void theSecondLabOfATypeInUseIsNotIdle() {
        assertThat(listed(byHand().lab("A2", "a", 3).popular("A2", 0L, 0.0))).hasSize(1);
    }

    @Test
    void eventsWhoseNumberIsNotStatedAreNoAbsence() {
        assertThat(listed(byHand().trend("b", null, null, null))).isEmpty();
        assertThat(listed(byHand().trend("b", 0L, 0L, 0L))).hasSize(1);
    }

    @Test
    void aGuessedTypeIsListedOnlyWhenNeverUsed() {
        SmallCampus campus = byHand().lab("X y", null, 2)
                .lab("Z", null, 2)
                .popular("X y", 0L, 0.0)
                .popular("Z", 1L, 1.0);
        List<IdleLab> listed = listed(campus);

        assertThat(listed).extracting(IdleLab::lab).containsExactly("B", "X y");
        assertThat(listed.get(1).labType()).isEqualTo("x-y");
        assertThat(listed.get(1).heading().reasonCodes())
                .containsExactly(ReasonCode.NEVER_USED, ReasonCode.NOT_IN_CATALOGUE);
        assertThat(listed.get(1).heading().confidence().level()).isEqualTo(ConfidenceLevel.LOW);
        assertThat(listed.get(0).heading().confidence().level())
                .as("two of four match")
                .isEqualTo(ConfidenceLevel.LOW);
    }

    @Test
    void withoutTheCatalogueAllTypesAreGuessed() {
        List<IdleLab> listed =
                listed(byHand().lab("C", "c", 1).popular("C", 1L, 1.0).failed(InsightSource.CATALOGUE));

        assertThat(listed).extracting(IdleLab::lab).containsExactly("B");
        assertThat(listed.get(0).heading().state()).isEqualTo(InsightState.WIDENED);
        assertThat(listed.get(0).heading().caveats()).containsExactly(Caveat.JOIN_INCOMPLETE);
        assertThat(listed.get(0).heading().reasonCodes())
                .containsExactly(ReasonCode.NEVER_USED, ReasonCode.SERVER_TO_RECLAIM);
        assertThat(listed.get(0).heading().confidence().level()).isEqualTo(ConfidenceLevel.LOW);
    }

    @Test
    void withoutSessionsNothingIsCalledNeverUsed() {
        IdleLab idle =
                listed(byHand().lab("Z", null, 2).failed(InsightSource.POPULAR)).get(0);

        assertThat(listed(byHand().lab("Z", null, 2).failed(InsightSource.POPULAR)))
                .hasSize(1);
        assertThat(idle.sessions()).isNull();
        assertThat(idle.heading().reasonCodes()).containsExactly(ReasonCode.NO_EVENTS);
        assertThat(idle.heading().caveats()).containsExactly(Caveat.SESSIONS_UNKNOWN);
        assertThat(idle.heading().state()).isEqualTo(InsightState.WIDENED);
    }

    @Test
    void theJoinDecidesHowSureItIs() {
        SmallCampus campus = byHand().lab("E", null, 1)
                .popular("E", 1L, 1.0)
                .lab("C", "c", 1)
                .lab("D", "d", 1);

        assertThat(listed(campus).get(0).heading().confidence().level())
                .as("four of five match")
                .isEqualTo(ConfidenceLevel.MEDIUM);
        assertThat(listed(byHand().stale(InsightSource.TRENDS))
                        .get(0)
                        .heading()
                        .confidence()
                        .level())
                .isEqualTo(ConfidenceLevel.MEDIUM);
    }

    @Test
    void theStepsNameWhatWentIn() {
        SmallCampus campus = byHand();

        assertThat(new IdleLabs().explain(campus.basis(), listed(campus).get(0)))
                .extracting(Step::name)
                .containsExactly("lab_type", "events", "sessions", "alone_on");
    }
}
