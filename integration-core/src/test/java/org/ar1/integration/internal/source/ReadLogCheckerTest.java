package org.ar1.integration.internal.source;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ar1.integration.internal.source.ReadLog.Answered;
import org.ar1.integration.internal.source.ReadLog.Began;
import org.ar1.integration.internal.source.ReadLog.Ended;
import org.ar1.integration.internal.source.ReadLog.Ending;
import org.ar1.integration.internal.source.ReadLog.Event;
import org.ar1.integration.internal.source.ReadLog.Moved;
import org.ar1.integration.internal.source.ReadLog.Result;
import org.ar1.integration.internal.source.ReadLog.Started;
import org.ar1.integration.internal.source.ReadLogChecker.Rule;
import org.ar1.integration.internal.source.ReadLogChecker.Times;
import org.ar1.integration.internal.source.ReadLogChecker.Violation;
import org.junit.jupiter.api.Test;

/** Each rule is seen to fail on a log made by hand, and a log in which all goes well breaks none. */
class ReadLogCheckerTest {

    private static final Times TIMES = new Times(
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Set.of("history"),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5));

    private final List<Event> log = new ArrayList<>();
    private final Instant start = ManualClock.START;
    private Instant now = start;

    ReadLogCheckerTest() {
        log.add(new Moved(now));
    }

    private void advance(Duration by) {
        now = now.plus(by);
        log.add(new Moved(now));
    }

    private static Instant asOf(String value) {
        return value == null ? null : ManualClock.START.plusSeconds(value.charAt(0));
    }

    private void comes(int read) {
        log.add(new Began(read, "key", false));
    }

    private void comesInHaste(int read) {
        log.add(new Began(read, "key", true));
    }

    private void gets(int read, Outcome outcome, String value, Instant fetchedAt) {
        log.add(new Answered(read, log.size(), outcome, value, fetchedAt, asOf(value), null, null));
    }

    private void gets(int read, Outcome outcome, String value, Instant fetchedAt, String message) {
        log.add(new Answered(read, log.size(), outcome, value, fetchedAt, asOf(value), ErrorCode.HTTP_STATUS, message));
    }

    private void isLate(int read, Outcome outcome, String value, Instant fetchedAt) {
        log.add(new Answered(read, log.size(), outcome, value, fetchedAt, asOf(value), ErrorCode.DEADLINE, "late"));
    }

    private void loads(int load, int read) {
        log.add(new Started(load, "key", read));
    }

    private void ends(int load, Result result) {
        log.add(new Ending(load, result));
        log.add(new Ended(load));
    }

    private static Result value(String value) {
        return Result.given(value, asOf(value));
    }

    private static Result failure(String message) {
        return Result.failed(message, true, Duration.ZERO);
    }

    /** Reader 1 gets a value, live, from load 1. */
    private void given(String value) {
        comes(1);
        loads(1, 1);
        ends(1, value(value));
        gets(1, Outcome.LIVE, value, now);
    }

    /** Reader 1 is told, live, by load 1 that there is no value. */
    private void absent() {
        comes(1);
        loads(1, 1);
        ends(1, Result.absent());
        gets(1, Outcome.LIVE, null, now);
    }

    private List<Rule> broken() {
        return ReadLogChecker.violations(TIMES, log).stream()
                .map(Violation::rule)
                .toList();
    }

    @Test
    void aLogInWhichAllGoesWellBreaksNoRule() {
        given("A");
        comes(2);
        gets(2, Outcome.CACHED, "A", start);
        advance(Duration.ofMinutes(9));
        comes(3);
        loads(2, 3);
        gets(3, Outcome.CACHED, "A", start);
        ends(2, failure("no"));
        comes(4);
        gets(4, Outcome.STALE, "A", start, "no");
        advance(Duration.ofSeconds(10));
        comesInHaste(5);
        loads(3, 5);
        isLate(5, Outcome.STALE, "A", start);
        comes(6);
        ends(3, Result.unchanged("A", asOf("A")));
        gets(6, Outcome.LIVE, "A", now);
        advance(Duration.ofHours(25));
        comes(7);
        loads(4, 7);
        ends(4, failure("no again"));
        gets(7, Outcome.FAILED, null, null, "no again");

        assertThat(broken()).isEmpty();
    }

    @Test
    void aValueThatNoLoadGaveIsFound() {
        comes(1);
        loads(1, 1);
        ends(1, value("A"));
        gets(1, Outcome.LIVE, "B", start);

        assertThat(broken()).containsExactly(Rule.GIVEN);
    }

    @Test
    void aFailureKeptAsDataIsFound() {
        comes(1);
        loads(1, 1);
        ends(1, failure("no"));
        gets(1, Outcome.FAILED, null, null, "no");
        comes(2);
        gets(2, Outcome.CACHED, null, start);

        assertThat(broken()).containsExactly(Rule.GIVEN);
    }

    @Test
    void aWrongTimeIsFound() {
        given("A");
        comes(2);
        gets(2, Outcome.CACHED, "A", start.minusMillis(1));
        comes(3);
        log.add(new Answered(3, log.size(), Outcome.CACHED, "A", start, start.plusSeconds(1_000), null, null));

        assertThat(broken()).containsExactly(Rule.GIVEN, Rule.GIVEN);
    }

    @Test
    void anAbsenceIsServedAndKeptAsAValueIs() {
        absent();
        advance(Duration.ofMinutes(9));
        comes(2);
        loads(2, 2);
        gets(2, Outcome.CACHED, null, start);
        ends(2, failure("no"));
        comes(3);
        gets(3, Outcome.STALE, null, start, "no");

        assertThat(broken()).isEmpty();
    }

    @Test
    void anAbsencePastTheWindowIsFound() {
        absent();
        advance(Duration.ofMinutes(10));
        comes(2);
        gets(2, Outcome.CACHED, null, start);

        assertThat(broken()).containsExactly(Rule.CACHED_IN_TIME);
    }

    @Test
    void anAbsenceThatIsWithheldIsFound() {
        absent();
        advance(Duration.ofMinutes(5));
        comes(2);
        loads(2, 2);
        ends(2, failure("no"));
        gets(2, Outcome.FAILED, null, null, "no");

        assertThat(broken()).containsExactly(Rule.NOT_WITHHELD);
    }

    @Test
    void aValueOlderThanTheLimitIsFound() {
        given("A");
        advance(Duration.ofHours(24));
        comes(2);
        loads(2, 2);
        ends(2, failure("no"));
        gets(2, Outcome.STALE, "A", start, "no");
        assertThat(broken()).isEmpty();

        advance(Duration.ofMillis(1));
        comes(3);
        gets(3, Outcome.STALE, "A", start, "no");
        assertThat(broken()).containsExactly(Rule.WITHIN_LIMIT);
    }

    @Test
    void aCachedValuePastTheWindowIsFound() {
        given("A");
        advance(Duration.ofMinutes(10));
        comes(2);
        loads(2, 2);
        gets(2, Outcome.CACHED, "A", start);

        assertThat(broken()).containsExactly(Rule.CACHED_IN_TIME);
    }

    @Test
    void aCachedValueFromTheFutureIsFound() {
        given("A");
        advance(Duration.ofMillis(-1));
        comes(2);
        gets(2, Outcome.CACHED, "A", start);

        assertThat(broken()).containsExactly(Rule.CACHED_IN_TIME);
    }

    @Test
    void aFailureThatIsNotShownIsFound() {
        given("A");
        advance(Duration.ofMinutes(5));
        comes(2);
        loads(2, 2);
        gets(2, Outcome.CACHED, "A", start);
        ends(2, failure("no"));
        comes(3);
        gets(3, Outcome.CACHED, "A", start);

        assertThat(broken()).containsExactly(Rule.FAILURE_SHOWN);
    }

    @Test
    void aFallbackServedAsLiveIsFound() {
        given("A");
        advance(Duration.ofMinutes(5));
        comes(2);
        loads(2, 2);
        ends(2, failure("no"));
        gets(2, Outcome.LIVE, "A", start);

        assertThat(broken()).containsExactly(Rule.LIVE_IS_LIVE);
    }

    @Test
    void anErrorWhereNoneBelongsIsFound() {
        given("A");
        comes(2);
        loads(2, 2);
        ends(2, failure("no"));
        gets(2, Outcome.CACHED, "A", start, "no");

        assertThat(broken()).contains(Rule.ERROR_FITS);
    }

    @Test
    void aStaleValueWithoutItsReasonIsFound() {
        given("A");
        comes(2);
        gets(2, Outcome.STALE, "A", start);

        assertThat(broken()).containsExactly(Rule.ERROR_FITS);
    }

    @Test
    void aFailureThatCarriesAValueIsFound() {
        comes(1);
        loads(1, 1);
        ends(1, failure("no"));
        gets(1, Outcome.FAILED, "A", start, "no");

        assertThat(broken()).containsExactly(Rule.ERROR_FITS);
    }

    @Test
    void anErrorOfNoLoadIsFound() {
        given("A");
        comes(2);
        gets(2, Outcome.STALE, "A", start, "made up");

        assertThat(broken()).containsExactly(Rule.ERROR_IS_TRUE);
    }

    @Test
    void anErrorThatASuccessHasEndedIsFound() {
        comes(1);
        loads(1, 1);
        ends(1, failure("no"));
        gets(1, Outcome.FAILED, null, null, "no");
        advance(Duration.ofSeconds(10));
        comes(2);
        loads(2, 2);
        ends(2, value("A"));
        gets(2, Outcome.LIVE, "A", now);
        comes(3);
        gets(3, Outcome.STALE, "A", now, "no");

        assertThat(broken()).containsExactly(Rule.ERROR_IS_TRUE);
    }

    @Test
    void aReaderWithTimeIsNotLate() {
        given("A");
        advance(Duration.ofMinutes(5));
        comes(2);
        loads(2, 2);
        isLate(2, Outcome.STALE, "A", start);

        assertThat(broken()).containsExactly(Rule.ERROR_IS_TRUE);
    }

    @Test
    void nobodyIsLateForACallThatIsNotMade() {
        given("A");
        comesInHaste(2);
        isLate(2, Outcome.STALE, "A", start);

        assertThat(broken()).containsExactly(Rule.ERROR_IS_TRUE);
    }

    @Test
    void anOlderValueAfterANewerOneIsFound() {
        given("A");
        advance(Duration.ofMinutes(6));
        comes(2);
        loads(2, 2);
        ends(2, value("B"));
        gets(2, Outcome.LIVE, "B", now);
        comes(3);
        gets(3, Outcome.CACHED, "A", start);

        assertThat(broken()).containsExactly(Rule.NEVER_BACK);
    }

    @Test
    void anOlderValueAfterAnAbsenceIsFound() {
        given("A");
        advance(Duration.ofMinutes(5));
        comes(2);
        loads(2, 2);
        ends(2, Result.absent());
        gets(2, Outcome.LIVE, null, now);
        comes(3);
        gets(3, Outcome.CACHED, "A", start);

        assertThat(broken()).containsExactly(Rule.NEVER_BACK);
    }

    @Test
    void dataThatStateAnEarlierTimeAreFound() {
        given("B");
        advance(Duration.ofMinutes(5));
        comes(2);
        loads(2, 2);
        ends(2, value("A"));
        gets(2, Outcome.LIVE, "A", now);

        assertThat(broken()).containsExactly(Rule.NEVER_BACK);
    }

    @Test
    void anOlderValueIsAllowedToWhoeverCameBeforeTheNewer() {
        given("A");
        advance(Duration.ofMinutes(5));
        comesInHaste(2);
        loads(2, 2);
        comes(3);
        ends(2, value("B"));
        gets(3, Outcome.LIVE, "B", now);
        isLate(2, Outcome.STALE, "A", start);

        assertThat(broken()).isEmpty();
    }

    @Test
    void twoCallsAtATimeAreFound() {
        comesInHaste(1);
        loads(1, 1);
        isLate(1, Outcome.FAILED, null, null);
        comesInHaste(2);
        loads(2, 2);
        isLate(2, Outcome.FAILED, null, null);

        assertThat(broken()).containsExactly(Rule.ONE_AT_A_TIME);
    }

    @Test
    void aCallBeforeItsTimeIsFound() {
        int read = 0;
        for (int wait : new int[] {10, 20, 40, 80, 160, 300, 300}) {
            comes(++read);
            loads(read, read);
            ends(read, failure("no " + read));
            gets(read, Outcome.FAILED, null, null, "no " + read);
            advance(Duration.ofSeconds(wait));
        }
        assertThat(broken()).isEmpty();

        advance(Duration.ofMillis(-1));
        comesInHaste(++read);
        loads(read, read);
        isLate(read, Outcome.FAILED, null, null);
        assertThat(broken()).containsExactly(Rule.LEFT_ALONE);
    }

    @Test
    void aServiceThatAskedForALongerPauseIsLeftAlone() {
        comes(1);
        loads(1, 1);
        ends(1, Result.failed("no", true, Duration.ofSeconds(90)));
        gets(1, Outcome.FAILED, null, null, "no");
        advance(Duration.ofSeconds(89));
        comesInHaste(2);
        loads(2, 2);
        isLate(2, Outcome.FAILED, null, null);

        assertThat(broken()).containsExactly(Rule.LEFT_ALONE);
    }

    /** The clock went back, so that one could ask before the pause was over; which of the two failures counts is open. */
    @Test
    void aCallWhileAnotherFailureIsBeingNotedIsNoViolation() {
        comes(1);
        loads(1, 1);
        ends(1, Result.failed("no", true, Duration.ofSeconds(90)));
        gets(1, Outcome.FAILED, null, null, "no");
        advance(Duration.ofMillis(-1));
        comesInHaste(2);
        loads(2, 2);
        log.add(new Ending(2, failure("no 2")));
        isLate(2, Outcome.FAILED, null, null);
        advance(Duration.ofSeconds(30));
        comesInHaste(3);
        loads(3, 3);
        isLate(3, Outcome.FAILED, null, null);

        assertThat(broken()).isEmpty();
    }

    @Test
    void nothingIsLeftAloneThatWasNotAskedOrBeforeItsFailure() {
        comes(1);
        loads(1, 1);
        ends(1, Result.failed("not asked", false, Duration.ZERO));
        gets(1, Outcome.FAILED, null, null, "not asked");
        comes(2);
        loads(2, 2);
        ends(2, failure("no"));
        gets(2, Outcome.FAILED, null, null, "no");
        advance(Duration.ofMillis(-1));
        comesInHaste(3);
        loads(3, 3);
        isLate(3, Outcome.FAILED, null, null);

        assertThat(broken()).isEmpty();
    }

    @Test
    void aFetchOfWhatIsFreshIsFound() {
        given("A");
        advance(Duration.ofMinutes(5).minusMillis(1));
        comesInHaste(2);
        loads(2, 2);
        isLate(2, Outcome.STALE, "A", start);

        assertThat(broken()).containsExactly(Rule.NOT_WHILE_FRESH);
    }

    @Test
    void aHistoryIsFreshForLonger() {
        log.add(new Began(1, "history", false));
        log.add(new Started(1, "history", 1));
        ends(1, value("A"));
        gets(1, Outcome.LIVE, "A", start);
        advance(Duration.ofMinutes(10).minusMillis(1));
        log.add(new Began(2, "history", true));
        log.add(new Started(2, "history", 2));
        isLate(2, Outcome.STALE, "A", start);

        assertThat(broken()).containsExactly(Rule.NOT_WHILE_FRESH);
    }

    @Test
    void aValueThatIsWithheldIsFound() {
        given("A");
        advance(Duration.ofHours(24));
        comes(2);
        loads(2, 2);
        ends(2, failure("no"));
        gets(2, Outcome.FAILED, null, null, "no");

        assertThat(broken()).containsExactly(Rule.NOT_WITHHELD);
    }

    @Test
    void aReaderWithoutAnAnswerIsFound() {
        comes(1);

        assertThat(broken()).containsExactly(Rule.ANSWERED);
    }

    @Test
    void aReaderWithTwoAnswersIsFound() {
        given("A");
        gets(1, Outcome.LIVE, "A", start);

        assertThat(broken()).containsExactly(Rule.ANSWERED);
    }
}
