package org.ar1.integration.internal.call;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.CircuitBreaker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails at once while the service's circuit breaker is open. A breaker that throws counts as closed. */
final class CircuitBreakerChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreakerChannel.class);

    private final Channel next;
    private final CircuitBreaker breaker;

    CircuitBreakerChannel(Channel next, CircuitBreaker breaker) {
        this.next = next;
        this.breaker = breaker;
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        if (!isClosed()) {
            return CompletableFuture.failedFuture(new CallFailure(
                    ErrorCode.CIRCUIT_OPEN, endpoint + " was not asked, because the service fails too often", false));
        }
        CompletableFuture<Reply<T>> call;
        try {
            call = next.call(endpoint, context);
        } catch (RuntimeException | Error e) {
            call = CompletableFuture.failedFuture(e);
        }
        return call.whenComplete((reply, thrown) -> report(thrown));
    }

    private boolean isClosed() {
        try {
            return breaker.tryPass();
        } catch (Throwable e) {
            LOG.warn("A circuit breaker failed, and counts as closed", e);
            return true;
        }
    }

    private void report(@Nullable Throwable thrown) {
        try {
            if (thrown == null) {
                breaker.succeeded();
            } else if (CallFailure.of(thrown).isServicesFault()) {
                breaker.failed();
            } else {
                breaker.ignored();
            }
        } catch (Throwable e) {
            LOG.warn("A circuit breaker failed to take note of a call", e);
        }
    }

    @Override
    public String toString() {
        return "circuit breaker > " + next;
    }
}
