package org.ar1.integration.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Turns turns = new Turns();

    private static Instant in(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    private void set(String key, int... seconds) {
        turns.set(key, IntStream.of(seconds).mapToObj(TurnsTest::in));
    }

    @Test
    void withoutAnySourceNothingTurns() {
        assertThat(turns.after(NOW)).isEqualTo(Instant.MAX);
    }

    @Test
    void theEarliestComesFirst() {
        set("a", 3);
        set("b", 1);
        set("c", 2);

        assertThat(turns.after(NOW)).isEqualTo(in(1));
        assertThat(turns.after(in(1))).isEqualTo(in(2));
        assertThat(turns.after(in(2))).isEqualTo(in(3));
        assertThat(turns.after(in(3))).isEqualTo(Instant.MAX);
    }

    @Test
    void aSourceHasOnlyItsNewestTurns() {
        set("a", 1, 3, 4);
        set("a", 5);
        set("b", 9);

        assertThat(turns.after(NOW)).isEqualTo(in(5));
        set("a");
        assertThat(turns.after(NOW)).isEqualTo(in(9));
    }

    @Test
    void aSourceMayHaveSeveralTurns() {
        set("a", 4, 2, 2);
        set("b", 3);

        assertThat(turns.after(NOW)).isEqualTo(in(2));
        assertThat(turns.after(in(2))).isEqualTo(in(3));
        assertThat(turns.after(in(3))).isEqualTo(in(4));
    }

    @Test
    void sourcesThatTurnTogetherAreKeptApart() {
        set("a", 1);
        set("b", 1);
        set("a");

        assertThat(turns.after(NOW)).isEqualTo(in(1));
    }

    @Test
    void whatIsOverDoesNotComeBackWithAClockThatIsSetBack() {
        set("a", 1);
        set("b", 3);

        assertThat(turns.after(in(2))).isEqualTo(in(3));
        assertThat(turns.after(NOW)).isEqualTo(in(3));
    }
}
