package org.ar1.integration.internal.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.ar1.integration.internal.http.Bulkhead;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Channel;
import org.ar1.integration.internal.http.Endpoint;
import org.ar1.integration.internal.http.Reply;
import org.ar1.integration.source.ErrorCode;

/**
 * Lets a limited number of calls through at a time, which the JDK's client does not; those that waited are not made once
 * nobody waits for them any more.
 */
final class LimitedChannel implements Channel {

    private final Channel next;
    private final Bulkhead bulkhead;

    LimitedChannel(Channel next, int maxInFlight, int maxWaiting) {
        this.next = next;
        this.bulkhead = new Bulkhead(maxInFlight, maxWaiting);
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        return bulkhead.run(() -> context.deadline().hasPassed()
                        ? CompletableFuture.failedFuture(notMade(endpoint + " was not asked before the time was over"))
                        : next.call(endpoint, context))
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(
                        thrown instanceof RejectedExecutionException
                                ? notMade(endpoint + " has too many calls waiting")
                                : CallFailure.of(thrown)));
    }

    private static CallFailure notMade(String why) {
        return new CallFailure(ErrorCode.DEADLINE, why, false);
    }

    @Override
    public String toString() {
        return bulkhead + " > " + next;
    }
}
