package org.ar1.integration.jaxrs.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

class UpstreamHealthTest {

    private final AtomicLong seconds = new AtomicLong(-50);
    private final UpstreamHealth health = new UpstreamHealth(() -> TimeUnit.SECONDS.toNanos(seconds.get()));

    private void attempt(ErrorCode error) {
        health.attemptEnded(new AttemptEnded(
                UpstreamService.PERFORMANCE, "peaks", 1, Duration.ZERO, error, OptionalInt.empty(), 0));
    }

    @Test
    void whatWasNeverTriedHasNoAge() {
        health.attached();

        assertThat(health.data(UpstreamService.PERFORMANCE))
                .containsExactly(
                        entry("observed", true), entry("circuit_breaker", "closed"), entry("last_outcome", "none"));
    }

    @Test
    void aFailureKeepsTheAgeOfTheLastGoodAnswer() {
        health.attached();
        attempt(null);
        seconds.addAndGet(90);
        attempt(ErrorCode.HTTP_STATUS);
        health.circuitBreakerChanged(
                new CircuitBreakerChanged(UpstreamService.PERFORMANCE, CircuitBreakerChanged.State.OPEN));
        seconds.addAndGet(7);

        assertThat(health.data(UpstreamService.PERFORMANCE))
                .containsExactly(
                        entry("observed", true),
                        entry("circuit_breaker", "open"),
                        entry("last_outcome", "http_status"),
                        entry("last_attempt_age_seconds", 7L),
                        entry("last_good_answer_age_seconds", 97L));
        assertThat(health.data(UpstreamService.USER_PROGRESS)).containsEntry("last_outcome", "none");
    }

    private void fetched(String resource, ErrorCode error, Instant askedAgainAt) {
        health.fetchEnded(new FetchEnded(UpstreamService.PERFORMANCE, resource, false, error, 1, askedAgainAt));
    }

    private String nextAttempts() {
        return health.data(UpstreamService.PERFORMANCE).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("next_attempt_at"))
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    @Test
    void eachResourceThatFailedHasItsNextAttemptUntilItAnswers() {
        health.attached();
        fetched("stats", ErrorCode.TIMEOUT, Instant.ofEpochSecond(10));
        fetched("peaks", ErrorCode.HTTP_STATUS, Instant.ofEpochSecond(15));
        fetched("stats", ErrorCode.TIMEOUT, Instant.ofEpochSecond(30));

        assertThat(nextAttempts())
                .isEqualTo("next_attempt_at.peaks=1970-01-01T00:00:15Z next_attempt_at.stats=1970-01-01T00:00:30Z");

        fetched("stats", null, null);
        assertThat(nextAttempts()).isEqualTo("next_attempt_at.peaks=1970-01-01T00:00:15Z");
    }

    @Test
    void aFetchWithoutACallDoesNotMoveTheNextAttempt() {
        health.attached();
        fetched("stats", ErrorCode.TIMEOUT, Instant.ofEpochSecond(10));
        fetched("stats", ErrorCode.CIRCUIT_OPEN, null);

        assertThat(nextAttempts()).isEqualTo("next_attempt_at.stats=1970-01-01T00:00:10Z");
    }

    @Test
    void aValueOfAnotherReplicaEndsTheWaitForTheNextAttempt() {
        health.attached();
        fetched("stats", ErrorCode.TIMEOUT, Instant.ofEpochSecond(10));
        health.sourceRecovered(new SourceRecovered(UpstreamService.PERFORMANCE, "stats", 1, Instant.EPOCH));

        assertThat(nextAttempts()).isEmpty();
    }
}
