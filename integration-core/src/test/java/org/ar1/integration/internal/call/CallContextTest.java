package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
