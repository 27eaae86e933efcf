package org.ar1.integration.internal.call;

import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;

import static org.ar1.integration.internal.call.FakeChannel.endpoint;
import static org.ar1.integration.internal.call.FakeChannel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CircuitBreakerChannelTest {

    /** Notes what it is told. */
    private static final class NotingBreaker implements CircuitBreaker {
        private final List<String> told = new ArrayList<>();
        private boolean open;

        @Override
        public boolean tryPass() {
            return !open;
        }

        @Override
        public void succeeded() {
            told.add("succeeded");
        }

        @Override
        public void failed() {
            told.add("failed");
        }

        @Override
        public void ignored() {
            told.add("ignored");
        }
    }

    private final NotingBreaker breaker = new NotingBreaker();
    private CompletableFuture<Reply<String>> answer = CompletableFuture.completedFuture(reply("A"));
    private final FakeChannel next = new FakeChannel().answering(() -> answer);
    private final CircuitBreakerChannel channel = new CircuitBreakerChannel(next, breaker);

    private CompletableFuture<Reply<String>> call() {
        return channel.call(endpoint("a"), new CallContext(Deadline.in(Duration.ofHours(1))));
    }

    private void failing(ErrorCode code, boolean servicesFault) {
        answer = CompletableFuture.failedFuture(
                new CallFailure(code, "failed", false, servicesFault, java.util.Optional.empty()));
    }

    private static ErrorCode codeOf(CompletableFuture<?> failed) {
        return CallFailure.of(failed.handle((value, thrown) -> thrown).join())
                .error()
                .code();
    }

    @Test
    void theBreakerLearnsHowEachCallEnded() {
        assertThat(call().join()).isEqualTo(reply("A"));
        failing(ErrorCode.TIMEOUT, true);
        assertThat(codeOf(call())).isEqualTo(ErrorCode.TIMEOUT);
        failing(ErrorCode.HTTP_STATUS, false);
        assertThat(codeOf(call())).isEqualTo(ErrorCode.HTTP_STATUS);

        assertThat(breaker.told).containsExactly("succeeded", "failed", "ignored");
    }

    @Test
    void anOpenBreakerFailsTheCallWithoutMakingIt() {
        breaker.open = true;

        assertThat(codeOf(call())).isEqualTo(ErrorCode.CIRCUIT_OPEN);
        assertThat(next.asked()).isEmpty();
        assertThat(breaker.told).isEmpty();
    }

    @Test
    void theDefaultOpensWhenHalfOfTwentyCallsFailed() {
        CircuitBreaker standard = new ServiceBreaker(UpstreamService.PERFORMANCE, Events.none());
        for (int i = 0; i < 19; i++) {
            assertThat(standard.tryPass()).isTrue();
            if (i % 2 == 0) {
                standard.failed();
            } else {
                standard.succeeded();
            }
        }
        assertThat(standard.tryPass()).isTrue();
        standard.ignored();
        assertThat(standard.tryPass()).as("an ignored call does not count").isTrue();
        standard.failed();
        assertThat(standard.tryPass()).isFalse();
    }

    @Test
    void theDefaultStaysClosedWhileFewerFail() {
        CircuitBreaker standard = new ServiceBreaker(UpstreamService.PERFORMANCE, Events.none());
        for (int i = 0; i < 100; i++) {
            assertThat(standard.tryPass()).isTrue();
            if (i % 3 == 0) {
                standard.failed();
            } else {
                standard.succeeded();
            }
        }
        assertThat(standard.tryPass()).isTrue();
    }

    @Test
    void eachChangeOfTheDefaultIsTold() {
        List<CircuitBreakerChanged> told = new ArrayList<>();
        Events events = Events.to(List.of(new IntegrationListener() {
            @Override
            public void circuitBreakerChanged(CircuitBreakerChanged event) {
                told.add(event);
            }
        }));
        CircuitBreaker standard = new ServiceBreaker(UpstreamService.PERFORMANCE, events);
        for (int i = 0; i < 20; i++) {
            standard.failed();
        }
        ServiceBreaker.tell(UpstreamService.PERFORMANCE, State.HALF_OPEN, events);
        ServiceBreaker.tell(UpstreamService.PERFORMANCE, State.CLOSED, events);
        events.close();

        assertThat(told)
                .extracting(CircuitBreakerChanged::state)
                .containsExactly(
                        CircuitBreakerChanged.State.OPEN,
                        CircuitBreakerChanged.State.HALF_OPEN,
                        CircuitBreakerChanged.State.CLOSED);
        assertThat(told).extracting(CircuitBreakerChanged::service).containsOnly(UpstreamService.PERFORMANCE);
    }
}
