package org.ar1.integration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.ar1.integration.internal.source.Results;
import org.junit.jupiter.api.Test;

class SourcedTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final SourceError ERROR = new SourceError(ErrorCode.TIMEOUT, "It did not answer in time");

    private static Sourced<String> of(String value, Outcome outcome, SourceError error) {
        return Results.of(value, UpstreamService.PERFORMANCE, "stats", outcome, NOW, null, 1, error);
    }

    private static Sourced<String> value(Outcome outcome, SourceError error) {
        return new Sourced.Value<>("x", UpstreamService.PERFORMANCE, "stats", outcome, NOW, null, 1, error);
    }

    private static Sourced<String> failure(Outcome outcome, SourceError error) {
        return new Sourced.Failure<>(UpstreamService.PERFORMANCE, "stats", outcome, 1, error);
    }

    @Test
    void aResultIsAValueOrAnAbsenceOrAFailure() {
        assertThat(of("x", Outcome.STALE, ERROR)).isEqualTo(value(Outcome.STALE, ERROR));
        assertThat(of(null, Outcome.LIVE, null))
                .isEqualTo(new Sourced.Absence<>(UpstreamService.PERFORMANCE, "stats", Outcome.LIVE, NOW, 1, null));
        assertThat(of(null, Outcome.FAILED, ERROR)).isEqualTo(failure(Outcome.FAILED, ERROR));
    }

    @Test
    void aValueIsGiven() {
        assertThat(of("x", Outcome.LIVE, null).orElseThrow()).isEqualTo("x");
        assertThat(of("x", Outcome.STALE, ERROR).orElseThrow()).isEqualTo("x");
        assertThat(of("x", Outcome.CACHED, null).asOptional()).contains("x");
    }

    @Test
    void aFailedSourceIsTheUpstreamsFault() {
        Sourced<String> failed = of(null, Outcome.FAILED, ERROR);

        assertThat(failed.asOptional()).isEmpty();
        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(failed::orElseThrow)
                .withMessage("It did not answer in time")
                .satisfies(thrown -> assertThat(thrown.source()).isSameAs(failed));
    }

    @Test
    void aSkippedSourceWasNotAsked() {
        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(of(null, Outcome.SKIPPED, null)::orElseThrow)
                .withMessage("Performance (stats) was not asked");
    }

    @Test
    void aValueThatTheServiceDoesNotHaveIsNobodysFault() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(of(null, Outcome.LIVE, null)::orElseThrow)
                .withMessage("Performance has no such stats");
    }

    @Test
    void ageIsTheTimeSinceTheFetchAndNeverNegative() {
        assertThat(of("x", Outcome.LIVE, null).age(NOW.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(of("x", Outcome.LIVE, null).age(NOW.minusSeconds(90))).isEqualTo(Duration.ZERO);
        assertThat(Results.of(null, UpstreamService.PERFORMANCE, "stats", Outcome.FAILED, null, null, 1, ERROR)
                        .age(NOW))
                .isNull();
    }

    @Test
    void aViewKeepsWhereTheValueCameFrom() {
        assertThat(of("four", Outcome.STALE, ERROR).map(String::length))
                .isEqualTo(Results.of(4, UpstreamService.PERFORMANCE, "stats", Outcome.STALE, NOW, null, 1, ERROR));
        assertThat(of(null, Outcome.LIVE, null).map(String::length).orNull()).isNull();
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> value(Outcome.FAILED, ERROR));
        assertThatIllegalArgumentException().isThrownBy(() -> value(Outcome.SKIPPED, null));
        assertThatIllegalArgumentException().isThrownBy(() -> failure(Outcome.SKIPPED, ERROR));
        assertThatIllegalArgumentException().isThrownBy(() -> failure(Outcome.STALE, ERROR));
        assertThatIllegalArgumentException().isThrownBy(() -> failure(Outcome.LIVE, null));
        assertThatIllegalArgumentException().isThrownBy(() -> of(null, Outcome.STALE, null));
        assertThatIllegalArgumentException().isThrownBy(() -> of("x", Outcome.LIVE, ERROR));
        assertThatIllegalArgumentException().isThrownBy(() -> of("x", Outcome.CACHED, ERROR));
        assertThatIllegalArgumentException().isThrownBy(() -> of("x", Outcome.STALE, null));
        assertThatIllegalArgumentException().isThrownBy(() -> of(null, Outcome.FAILED, null));
    }

    @Test
    void exceptionsCarryWhatTheyAreAbout() {
        UndeterminedLabTypeException undetermined =
                new UndeterminedLabTypeException("docker", Duration.ofSeconds(2), List.of());

        assertThat(undetermined.labType()).isEqualTo("docker");
        assertThat(undetermined.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(undetermined.sources()).isEmpty();
        assertThat(undetermined).hasMessage("Whether this lab type exists cannot be told now");
        assertThat(new UnknownLabTypeException("docker").labType()).isEqualTo("docker");
        assertThat(new UnknownLabTypeException("docker")).hasMessage("No source knows this lab type");
    }

    @Test
    void namesOnTheWireAreStable() {
        assertThat(Outcome.values())
                .extracting(Outcome::id)
                .containsExactly("live", "cached", "stale", "failed", "skipped");
        assertThat(ErrorCode.values())
                .extracting(ErrorCode::id)
                .containsExactly(
                        "connect",
                        "timeout",
                        "http_status",
                        "decode",
                        "too_large",
                        "circuit_open",
                        "deadline",
                        "unresponsive",
                        "unknown_lab",
                        "internal");
        assertThat(UpstreamService.values())
                .extracting(UpstreamService::id)
                .containsExactly(
                        "lab-monitoring",
                        "performance",
                        "resource-allocation",
                        "user-progress",
                        "performance-reporting",
                        "usage-analytics");
    }
}
