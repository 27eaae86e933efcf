package org.ar1.integration.internal.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.internal.call.Bulkhead.Begun;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the calls in flight, which the JDK's client does not, by an adaptive limit. A call that timed out counts until
 * the service has ended it, because the services do not notice that a caller hung up. A call that waited for too long
 * is not made.
 */
final class BulkheadChannel implements Channel {

    private final Channel next;
    private final ConcurrencyLimit limit;
    private final Bulkhead bulkhead;
    private final AtomicInteger inFlight = new AtomicInteger();

    BulkheadChannel(Channel next, int maxInFlight, int maxWaiting, Duration timeout) {
        this.next = next;
        this.limit = new ConcurrencyLimit(maxInFlight, timeout);
        this.bulkhead = new Bulkhead(limit::current, maxWaiting);
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        return bulkhead.begin(() -> begin(endpoint, context))
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(
                        thrown instanceof RejectedExecutionException
                                ? notMade(endpoint + " has too many calls waiting")
                                : CallFailure.of(thrown)));
    }

    private <T> Begun<Reply<T>> begin(Endpoint<T> endpoint, CallContext context) {
        if (context.isExpired()) {
            CompletableFuture<Reply<T>> expired =
                    CompletableFuture.failedFuture(notMade(endpoint + " was not asked before the deadline"));
            return new Begun<>(expired, expired);
        }
        long startNanos = System.nanoTime();
        int others = inFlight.incrementAndGet();
        CompletableFuture<Reply<T>> reply;
        try {
            reply = next.call(endpoint, context);
        } catch (RuntimeException | Error e) {
            reply = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> ended = reply.handle((value, thrown) -> {
                    CallFailure failure = thrown == null ? null : CallFailure.of(thrown);
                    sample(endpoint, failure, startNanos, others);
                    return failure == null ? CompletableFuture.<Void>completedFuture(null) : failure.exchangeEnded();
                })
                .thenCompose(exchangeEnded -> exchangeEnded)
                .whenComplete((done, thrown) -> inFlight.decrementAndGet());
        return new Begun<>(reply, ended);
    }

    /** The time of a streamed answer tells how long it is, not how busy the service is. */
    private void sample(Endpoint<?> endpoint, @Nullable CallFailure failure, long startNanos, int others) {
        boolean overloaded = failure != null && !failure.exchangeEnded().isDone();
        if (endpoint.size() == Endpoint.Size.BOUNDED && (failure == null || overloaded)) {
            limit.sample(System.nanoTime() - startNanos, others);
        }
    }

    private static CallFailure notMade(String why) {
        return new CallFailure(ErrorCode.DEADLINE, why, false);
    }

    @Override
    public String toString() {
        return bulkhead + " > " + next;
    }
}
