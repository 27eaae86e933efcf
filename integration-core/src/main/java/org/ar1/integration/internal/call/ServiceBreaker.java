package org.ar1.integration.internal.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default breaker, by resilience4j: open for five seconds when half of the last twenty calls failed, then one call
 * on trial. A trial that never ends counts as failed after a while, so that it cannot block the breaker.
 */
final class ServiceBreaker implements CircuitBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceBreaker.class);
    private static final int WINDOW = 20;
    private static final float THRESHOLD_PERCENT = 50;
    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(10);

    /** resilience4j wants to see a failure; this one carries no stack. */
    private static final class CallFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallFailed() {
            super("the call failed", null, false, false);
        }
    }

    private final io.github.resilience4j.circuitbreaker.CircuitBreaker breaker;

    ServiceBreaker(UpstreamService service, Events events) {
        this(service.id(), service.displayName(), state -> tell(service, state, events));
    }

    /**
     * A closed breaker.
     *
     * @param changed is told each state that it comes to
     */
    ServiceBreaker(String id, String name, Consumer<State> changed) {
        this(id, name, changed, System::nanoTime, LONGEST_TRIAL);
    }

    /** The same by a clock and a length of trials of one's own. */
    ServiceBreaker(String id, String name, Consumer<State> changed, LongSupplier nanoTime, Duration longestTrial) {
        breaker = io.github.resilience4j.circuitbreaker.CircuitBreaker.of(
                id,
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW, WINDOW, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(THRESHOLD_PERCENT)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .maxWaitDurationInHalfOpenState(longestTrial)
                        .clock(new MonotonicClock(nanoTime))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            State state = event.getStateTransition().getToState();
            LOG.info("{}: circuit breaker {}", name, state);
            changed.accept(state);
        });
    }

    static void tell(UpstreamService service, State state, Events events) {
        CircuitBreakerChanged.State told = switch (state) {
            case OPEN -> CircuitBreakerChanged.State.OPEN;
            case HALF_OPEN -> CircuitBreakerChanged.State.HALF_OPEN;
            default -> CircuitBreakerChanged.State.CLOSED;
        };
        events.health().breakerChanged(service, told);
        if (events.areHeard()) {
            events.tell(IntegrationListener::circuitBreakerChanged, new CircuitBreakerChanged(service, told));
        }
    }

    @Override
    public boolean tryPass() {
        return breaker.tryAcquirePermission();
    }

    @Override
    public void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed() {
        breaker.onError(0, TimeUnit.NANOSECONDS, new CallFailed());
    }

    @Override
    public void ignored() {
        breaker.releasePermission();
    }

    @Override
    public String toString() {
        return breaker.getState().toString();
    }
}
