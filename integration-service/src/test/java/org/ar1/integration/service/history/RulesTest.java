package org.ar1.integration.service.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.ar1.integration.service.history.Observations.Fetch;
import org.ar1.integration.service.history.Observations.Log;
import org.ar1.integration.service.history.Observations.Read;
import org.ar1.integration.service.history.Observations.ReplicaProcess;
import org.ar1.integration.service.history.Observations.Seen;
import org.ar1.integration.service.history.Observations.Stretch;
import org.ar1.integration.service.history.Plan.Kind;
import org.ar1.integration.service.history.Rules.Rule;
import org.ar1.integration.service.history.Rules.Violation;
import org.junit.jupiter.api.Test;

/** Logs made by hand, one for each way to break a rule, beside those that only just keep it. */
class RulesTest {

    private static final ReplicaProcess ONE = new ReplicaProcess(0, 1);
    private static final ReplicaProcess OTHER = new ReplicaProcess(1, 1);
    private static final Plan EQUAL_CLOCKS = Plan.quiet();
    private static final Plan OTHER_AHEAD = new Plan(0, 1000, OTHER.replica(), List.of(), List.of());

    private final List<Read> reads = new ArrayList<>();
    private final List<Fetch> fetches = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();

    private void fetch(ReplicaProcess process, long at) {
        fetches.add(new Fetch(process, Watched.SERVERS, at));
    }

    private static Seen seen(String outcome, long fetchedAt, long value) {
        return new Seen(Watched.SERVERS, outcome, fetchedAt, value, value);
    }

    private void read(ReplicaProcess process, long sent, Seen seen) {
        reads.add(new Read(process, "/", sent, sent + 10, 200, false, List.of(seen)));
    }

    private void answer(long took, int status, boolean retryAfter) {
        reads.add(new Read(ONE, "/", 10_000, 10_000 + took, status, retryAfter, List.of()));
    }

    private void disturbed(Kind kind, ReplicaProcess process, long from, long to) {
        stretches.add(new Stretch(kind, process.replica(), from, to));
    }

    private List<Rule> broken() {
        return broken(EQUAL_CLOCKS);
    }

    private List<Rule> broken(Plan plan) {
        return Rules.violations(plan, new Log(reads, fetches, stretches)).stream()
                .map(Violation::rule)
                .distinct()
                .toList();
    }

    @Test
    void aCachedValueMayBeAsOldAsTheLimitAndTheTimeOfAReport() {
        fetch(ONE, 10_000);
        read(ONE, 16_000, seen("cached", 10_000, 10_000));
        assertThat(broken()).isEmpty();
        read(ONE, 16_001, seen("cached", 10_000, 10_000));
        assertThat(broken()).containsExactly(Rule.WITHIN_LIMIT);
    }

    @Test
    void aStaleValueMayBeOlderButNotOlderThanItsOwnLimit() {
        fetch(ONE, 10_000);
        read(ONE, 25_000, seen("stale", 10_000, 10_000));
        assertThat(broken()).isEmpty();
        read(ONE, 25_001, seen("stale", 10_000, 10_000));
        assertThat(broken()).containsExactly(Rule.WITHIN_LIMIT);
    }

    @Test
    void theAgeIsThatOfTheServicesAnswerWhateverTheReportSays() {
        fetch(ONE, 10_000);
        read(ONE, 21_000, seen("cached", 20_000, 10_000));
        assertThat(broken()).contains(Rule.WITHIN_LIMIT, Rule.GIVEN);
    }

    @Test
    void anUnchangedReportMustNotHideWhatIsTooOld() {
        fetch(ONE, 10_000);
        read(ONE, 60_000, Seen.unchanged(seen("cached", 10_000, 10_000)));
        assertThat(broken()).containsExactly(Rule.WITHIN_LIMIT);
    }

    @Test
    void aValueThatNoServiceAnsweredIsRejected() {
        fetch(ONE, 10_000);
        read(ONE, 10_100, seen("live", 10_050, 10_001));
        assertThat(broken()).containsExactly(Rule.GIVEN);
    }

    @Test
    void anOlderValueIsNotOfALaterFetch() {
        fetch(ONE, 10_000);
        read(ONE, 15_000, seen("live", 14_600, 10_000));
        assertThat(broken()).containsExactly(Rule.GIVEN);
    }

    @Test
    void dataAsOfBelongsToTheValue() {
        fetch(ONE, 10_000);
        read(ONE, 10_100, new Seen(Watched.SERVERS, "live", 10_050L, 9_000L, 10_000L));
        assertThat(broken()).containsExactly(Rule.GIVEN);
    }

    @Test
    void aFallbackIsNotLive() {
        fetch(ONE, 10_000);
        read(ONE, 13_006, seen("live", 10_000, 10_000));
        assertThat(broken()).containsExactly(Rule.LIVE_IS_LIVE);
    }

    @Test
    void aProcessDoesNotGoBackToAnOlderValue() {
        fetch(ONE, 10_000);
        fetch(ONE, 12_100);
        read(ONE, 12_200, seen("live", 12_150, 12_100));
        read(OTHER, 12_300, seen("cached", 10_000, 10_000));
        assertThat(broken()).isEmpty();
        read(ONE, 12_300, seen("cached", 10_000, 10_000));
        assertThat(broken()).containsExactly(Rule.NEVER_BACK);
    }

    @Test
    void requestsAtTheSameTimeMayBeAnsweredInAnyOrder() {
        fetch(ONE, 10_000);
        fetch(ONE, 12_100);
        read(ONE, 12_200, seen("live", 12_150, 12_100));
        read(ONE, 12_210, seen("cached", 10_000, 10_000));
        assertThat(broken()).isEmpty();
    }

    @Test
    void aProcessFetchesOnceAPeriodEvenIfItIsCutOff() {
        disturbed(Kind.CUT, ONE, 9_000, 20_000);
        fetch(ONE, 10_000);
        fetch(ONE, 11_900);
        read(ONE, 10_100, seen("live", 10_050, 10_000));
        read(ONE, 12_000, seen("live", 11_950, 11_900));
        assertThat(broken()).containsExactly(Rule.ONE_FETCH_A_PERIOD);
    }

    @Test
    void replicasThatSeeTheCacheFetchOnceBetweenThem() {
        fetch(ONE, 10_000);
        fetch(OTHER, 10_500);
        read(ONE, 10_100, seen("live", 10_050, 10_000));
        assertThat(broken()).as("one fetch failed").isEmpty();
        read(OTHER, 10_600, seen("live", 10_550, 10_500));
        assertThat(broken()).containsExactly(Rule.ONE_FETCH_A_PERIOD);
        assertThat(broken(OTHER_AHEAD)).isEmpty();
    }

    @Test
    void aReplicaThatIsCutOffMayFetchForItself() {
        disturbed(Kind.SILENCED, OTHER, 1_000, 2_000);
        fetch(ONE, 10_000);
        fetch(OTHER, 10_500);
        read(ONE, 10_100, seen("live", 10_050, 10_000));
        read(OTHER, 10_600, seen("live", 10_550, 10_500));
        assertThat(broken()).isEmpty();
        ReplicaProcess third = new ReplicaProcess(2, 1);
        fetch(third, 10_700);
        read(third, 10_800, seen("live", 10_750, 10_700));
        assertThat(broken()).containsExactly(Rule.ONE_FETCH_A_PERIOD);
    }

    @Test
    void statusesAreThoseOfTheContract() {
        answer(10, 200, false);
        answer(10, 304, false);
        answer(10, 503, true);
        assertThat(broken()).isEmpty();
        for (int status : new int[] {500, 503, 404, Observations.NO_ANSWER}) {
            reads.clear();
            answer(10, status, false);
            assertThat(broken()).as("%d", status).containsExactly(Rule.ANSWERED);
        }
    }

    @Test
    void onlyAProcessThatIsKilledGivesNoAnswer() {
        answer(10, Observations.NO_ANSWER, false);
        disturbed(Kind.KILLED, OTHER, 9_900, 12_000);
        assertThat(broken()).containsExactly(Rule.ANSWERED);
        disturbed(Kind.KILLED, ONE, 10_005, 12_000);
        assertThat(broken()).isEmpty();
    }

    @Test
    void aRequestEndsInTimeUnlessItsProcessIsStopped() {
        answer(5_000, 200, false);
        assertThat(broken()).isEmpty();
        answer(5_500, 200, false);
        assertThat(broken()).containsExactly(Rule.IN_TIME);
        disturbed(Kind.STOPPED, ONE, 9_000, 10_500);
        assertThat(broken()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(Plan.of(7)).hasToString(Plan.of(7).toString());
        assertThat(Plan.of(7).disturbances()).isNotEqualTo(Plan.of(8).disturbances());
    }

    /** A check of runs in which nothing happens would prove nothing. */
    @Test
    void thePlansHaveEverythingInThem() {
        List<Plan> plans = LongStream.rangeClosed(1, 10).mapToObj(Plan::of).toList();
        assertThat(plans.stream().flatMap(plan -> plan.disturbances().stream()).map(Plan.Disturbance::kind))
                .contains(Kind.values());
        assertThat(plans.stream().map(Plan::skew)).contains(0L, Plan.SKEW);
        assertThat(plans.stream()
                        .flatMap(plan -> plan.faults().stream())
                        .map(Plan.ServiceFault::name)
                        .distinct())
                .hasSize(9);
    }
}
