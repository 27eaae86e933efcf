package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ar1.integration.source.ErrorCode;
import org.junit.jupiter.api.Test;

class CallContextTest {

    @Test
    void aQueuedCallIsOfUseToTheNextReaderUnlessItsValueIsNotCached() {
        assertThat(new CallContext(Deadline.in(Duration.ZERO)).isExpired()).isFalse();
        assertThat(CallContext.uncached(Deadline.in(Duration.ZERO)).isExpired()).isTrue();
        assertThat(CallContext.uncached(Deadline.in(Duration.ofHours(1))).isExpired())
                .isFalse();
    }

    @Test
    void aRevalidatingCallHasTheSameDeadline() {
        assertThat(CallContext.uncached(Deadline.in(Duration.ZERO))
                        .revalidating("\"v1\"")
                        .isExpired())
                .isTrue();
    }

    @Test
    void aRefusedConnectionCountsUntilTheNextAttemptBegins() {
        CallContext context = new CallContext(Deadline.in(Duration.ofHours(1)));
        context.countAttempt();
        context.willRepeat(new CallFailure(ErrorCode.CONNECT, "It cannot be reached", true), Duration.ofHours(1));

        assertThat(context.refusal()).isCompletedWithValueMatching(refusal -> refusal.left() > 0);

        context.countAttempt();

        assertThat(context.refusal()).isNotDone();
    }

    @Test
    void whatIsLeftUntilTheNextAttemptEnds() {
        CallContext context = new CallContext(Deadline.in(Duration.ofHours(1)));
        context.willRepeat(new CallFailure(ErrorCode.CONNECT, "It cannot be reached", true), Duration.ZERO);

        assertThat(context.refusal()).isCompletedWithValueMatching(refusal -> refusal.left() <= 0);
    }
}
