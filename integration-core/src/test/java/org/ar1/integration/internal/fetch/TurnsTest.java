package org.ar1.integration.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Turns turns = new Turns();

    private static Instant in(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    @Test
    void withoutAnySourceNothingTurns() {
        assertThat(turns.after(NOW)).isEqualTo(Instant.MAX);
    }

    @Test
    void theEarliestComesFirst() {
        turns.set("a", in(3));
        turns.set("b", in(1));
        turns.set("c", in(2));

        assertThat(turns.after(NOW)).isEqualTo(in(1));
        assertThat(turns.after(in(1))).isEqualTo(in(2));
        assertThat(turns.after(in(2))).isEqualTo(in(3));
        assertThat(turns.after(in(3))).isEqualTo(Instant.MAX);
    }

    @Test
    void aSourceHasOneTurn() {
        turns.set("a", in(1));
        turns.set("a", in(5));
        turns.set("b", in(9));

        assertThat(turns.after(NOW)).isEqualTo(in(5));
        turns.set("a", null);
        assertThat(turns.after(NOW)).isEqualTo(in(9));
    }

    @Test
    void sourcesThatTurnTogetherAreKeptApart() {
        turns.set("a", in(1));
        turns.set("b", in(1));
        turns.set("a", null);

        assertThat(turns.after(NOW)).isEqualTo(in(1));
    }

    @Test
    void whatIsOverDoesNotComeBackWithAClockThatIsSetBack() {
        turns.set("a", in(1));
        turns.set("b", in(3));

        assertThat(turns.after(in(2))).isEqualTo(in(3));
        assertThat(turns.after(NOW)).isEqualTo(in(3));
    }
}
