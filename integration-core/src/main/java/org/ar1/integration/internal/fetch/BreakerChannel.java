package org.ar1.integration.internal.fetch;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Channel;
import org.ar1.integration.internal.http.Endpoint;
import org.ar1.integration.internal.http.Reply;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.CircuitBreaker;

/** Fails at once while the service's breaker is open. */
final class BreakerChannel implements Channel {

    private final Channel next;
    private final CircuitBreaker breaker;

    BreakerChannel(Channel next, CircuitBreaker breaker) {
        this.next = next;
        this.breaker = breaker;
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        if (!breaker.tryPass()) {
            return CompletableFuture.failedFuture(new CallFailure(
                    ErrorCode.CIRCUIT_OPEN, endpoint + " was not asked, because the service fails too often", false));
        }
        CompletableFuture<Reply<T>> call;
        try {
            call = next.call(endpoint, context);
        } catch (RuntimeException | Error e) {
            call = CompletableFuture.failedFuture(e);
        }
        return call.whenComplete((reply, thrown) -> {
            if (thrown == null) {
                breaker.succeeded();
            } else if (CallFailure.of(thrown).isServicesFault()) {
                breaker.failed();
            } else {
                breaker.ignored();
            }
        });
    }

    @Override
    public String toString() {
        return "circuit breaker > " + next;
    }
}
