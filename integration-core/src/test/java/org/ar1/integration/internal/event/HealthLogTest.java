package org.ar1.integration.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.ar1.integration.event.CircuitBreakerChanged.State;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

class HealthLogTest {

    private static final UpstreamService SERVICE = UpstreamService.PERFORMANCE;

    private final HealthLog log = new HealthLog();

    private ServiceHealth performance() {
        return log.now().get(SERVICE);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    @Test
    void everyServiceHasAnEntryFromTheStart() {
        assertThat(log.now()).containsOnlyKeys(UpstreamService.values());
        assertThat(performance().lastAttemptAt()).isEmpty();
        assertThat(performance().nextAttemptAt()).isEmpty();
    }

    @Test
    void aFailureKeepsTheTimeOfTheLastGoodAnswer() {
        log.attemptEnded(SERVICE, null, at(1));
        log.attemptEnded(SERVICE, ErrorCode.HTTP_STATUS, at(90));
        log.breakerChanged(SERVICE, State.OPEN);

        assertThat(performance().circuitBreaker()).isEqualTo(State.OPEN);
        assertThat(performance().lastError()).hasValue(ErrorCode.HTTP_STATUS);
        assertThat(performance().lastAttemptAt()).hasValue(at(90));
        assertThat(performance().lastGoodAnswerAt()).hasValue(at(1));
        assertThat(log.now().get(UpstreamService.USER_PROGRESS).lastAttemptAt()).isEmpty();
    }

    @Test
    void aSuccessClearsTheError() {
        log.attemptEnded(SERVICE, ErrorCode.TIMEOUT, at(1));
        log.attemptEnded(SERVICE, null, at(2));

        assertThat(performance().lastError()).isEmpty();
        assertThat(performance().lastGoodAnswerAt()).hasValue(at(2));
    }

    @Test
    void eachResourceThatFailedHasItsNextAttemptUntilItAnswers() {
        log.nextAttempt(SERVICE, "stats", at(10));
        log.nextAttempt(SERVICE, "peaks", at(15));
        log.nextAttempt(SERVICE, "stats", at(30));

        assertThat(performance().nextAttempts().toString())
                .isEqualTo("{peaks=1970-01-01T00:00:15Z, stats=1970-01-01T00:00:30Z}");
        assertThat(performance().nextAttemptAt()).hasValue(at(15));

        log.nextAttempt(SERVICE, "stats", null);
        assertThat(performance().nextAttempts()).containsOnlyKeys("peaks");
    }

    @Test
    void aStateThatWasReadDoesNotChange() {
        ServiceHealth before = performance();
        log.nextAttempt(SERVICE, "stats", at(10));

        assertThat(before.nextAttempts()).isEmpty();
    }
}
