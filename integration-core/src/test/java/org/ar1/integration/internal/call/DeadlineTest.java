package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void noTimeIsOverAtOnce() {
        assertThat(Deadline.in(Duration.ZERO).hasPassed()).isTrue();
        assertThat(Deadline.in(Duration.ZERO).remaining()).isZero();
        assertThat(Deadline.in(Duration.ofSeconds(-1)).hasPassed()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(-1)).remaining()).isZero();
    }

    @Test
    void aYearIsNotOver() {
        assertThat(Deadline.in(YEAR).hasPassed()).isFalse();
        assertThat(Deadline.in(YEAR).remaining()).isBetween(Duration.ofDays(364), YEAR);
    }

    @Test
    void aPartIsCountedFromTheStart() {
        Deadline deadline = Deadline.in(YEAR);

        assertThat(deadline.half().remaining()).isBetween(Duration.ofDays(181), YEAR.dividedBy(2));
        assertThat(deadline.part(10).remaining()).isBetween(Duration.ofDays(35), YEAR.dividedBy(10));
        assertThat(deadline.part(0).hasPassed()).isTrue();
        assertThat(deadline.part(100).remaining()).isBetween(Duration.ofDays(364), YEAR);
    }

    @Test
    void theEarlierOfTwoCounts() {
        assertThat(Deadline.in(YEAR).atMost(Duration.ZERO).hasPassed()).isTrue();
        assertThat(Deadline.in(Duration.ZERO).atMost(YEAR).hasPassed()).isTrue();
        assertThat(Deadline.in(YEAR).atMost(Duration.ofDays(10)).remaining())
                .isBetween(Duration.ofDays(9), Duration.ofDays(10));
        assertThat(Deadline.in(Duration.ofDays(10)).atMost(YEAR).remaining())
                .isBetween(Duration.ofDays(9), Duration.ofDays(10));
    }

    @Test
    void orTheLaterOfTwoWithItsOwnTrace() {
        Deadline over = Deadline.in(Duration.ZERO).forTrace("own");
        Deadline later = Deadline.in(YEAR).forTrace("other");

        assertThat(over.orLater(later).hasPassed()).isFalse();
        assertThat(over.orLater(later).traceParent()).isEqualTo("own");
        assertThat(later.orLater(over)).isSameAs(later);
    }
}
