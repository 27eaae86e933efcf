package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a service is silent, and how long it usually is before it answers. */
class ServiceActivityTest {

    private static final long PATIENCE = 500;

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final ServiceActivity activity = new ServiceActivity(clock::get);

    private long at(long later) {
        return clock.addAndGet(later);
    }

    private void answer(String resource, long takes) {
        long started = clock.get();
        at(takes);
        activity.answered(resource, started);
    }

    @Test
    void silenceIsCountedFromTheLatestAnswerOrTheBeginningOfTheWait() {
        long began = clock.get();
        at(300);
        assertThat(activity.silenceNanos(began)).isEqualTo(300);

        activity.answered();
        at(100);
        assertThat(activity.silenceNanos(began)).isEqualTo(100);
        assertThat(activity.silenceNanos(at(0))).isZero();
    }

    @Test
    void aStreamThatGoesOnIsNoSilence() {
        long began = clock.get();
        at(300);
        activity.sending();
        at(50);

        assertThat(activity.silenceNanos(began)).isEqualTo(50);
        assertThat(activity.hasAnsweredSince(began)).isFalse();
    }

    @Test
    void patienceIsWhatIsSetWhereTheServiceAnswersWithinIt() {
        assertThat(activity.patienceNanos(PATIENCE)).isEqualTo(PATIENCE);
        answer("trends", 500);
        assertThat(activity.patienceNanos(PATIENCE)).isEqualTo(PATIENCE);
    }

    @Test
    void patienceIsTwiceTheSilenceBeforeTheLatestAnswerWhereThatWasLonger() {
        answer("trends", 2_200);
        answer("usage/lab", 100);
        assertThat(activity.patienceNanos(PATIENCE)).isEqualTo(4_400);

        answer("trends", 2_000);
        assertThat(activity.patienceNanos(PATIENCE)).isEqualTo(4_000);
        answer("trends", 300);
        assertThat(activity.patienceNanos(PATIENCE)).isEqualTo(PATIENCE);
    }

    @Test
    void waitingForOtherAnswersIsNoSilence() {
        long started = clock.get();
        for (int i = 0; i < 10; i++) {
            answer("usage/lab", 100);
        }
        activity.answered("trends", started);

        assertThat(activity.patienceNanos(PATIENCE)).isEqualTo(PATIENCE);
    }

    @Test
    void noPatienceStaysNone() {
        answer("trends", 2_200);

        assertThat(activity.patienceNanos(0)).isZero();
    }
}
