package org.ar1.integration.jaxrs.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.event.CircuitBreakerChanged.State;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

class UpstreamHealthTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void whatWasNeverTriedHasNoAge() {
        ServiceHealth none = new ServiceHealth(
                UpstreamService.PERFORMANCE,
                State.CLOSED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());

        assertThat(UpstreamHealth.data(none, NOW))
                .containsExactly(
                        entry("observed", true), entry("circuit_breaker", "closed"), entry("last_outcome", "none"));
    }

    @Test
    void whatFailedHasTheAgesOfBothAnswersAndTheNextAttempts() {
        ServiceHealth failed = new ServiceHealth(
                UpstreamService.PERFORMANCE,
                State.OPEN,
                Optional.of(ErrorCode.HTTP_STATUS),
                Optional.of(NOW.minusSeconds(7)),
                Optional.of(NOW.minusSeconds(97)),
                Map.of("stats", NOW.plusSeconds(10), "peaks", NOW.plusSeconds(20)));

        assertThat(UpstreamHealth.data(failed, NOW))
                .containsExactly(
                        entry("observed", true),
                        entry("circuit_breaker", "open"),
                        entry("last_outcome", "http_status"),
                        entry("last_attempt_age_seconds", 7L),
                        entry("last_good_answer_age_seconds", 97L),
                        entry("next_attempt_at.peaks", "2026-05-04T12:00:20Z"),
                        entry("next_attempt_at.stats", "2026-05-04T12:00:10Z"));
    }

    @Test
    void aTimeInTheFutureHasNoNegativeAge() {
        ServiceHealth ahead = new ServiceHealth(
                UpstreamService.PERFORMANCE,
                State.CLOSED,
                Optional.empty(),
                Optional.of(NOW.plusSeconds(5)),
                Optional.empty(),
                Map.of());

        assertThat(UpstreamHealth.data(ahead, NOW)).containsEntry("last_attempt_age_seconds", 0L);
    }

    @Test
    void aServiceThatTheClientDoesNotKnowIsNotObserved() {
        assertThat(UpstreamHealth.data(null, NOW)).containsExactly(entry("observed", false));
    }
}
