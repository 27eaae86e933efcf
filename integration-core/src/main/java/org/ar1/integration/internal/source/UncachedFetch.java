package org.ar1.integration.internal.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.jspecify.annotations.Nullable;

/** One call for a source of which nothing is kept. Each reader makes a call of its own. */
final class UncachedFetch<T> implements Reading<T> {

    private final Source<T> source;
    private final SourceStore store;
    private final SourceEvents events;
    private final Executor late;

    /**
     * A fetch yet to begin.
     *
     * @param late runs what follows when the reader stops waiting
     */
    UncachedFetch(Source<T> source, SourceStore store, SourceEvents events, Executor late) {
        this.source = source;
        this.store = store;
        this.events = events;
        this.late = late;
    }

    @Override
    public CompletableFuture<Sourced<T>> by(Deadline deadline) {
        if (store.isClosed()) {
            return CompletableFuture.completedFuture(
                    failed(SourceStore.closed(source).error(), 0));
        }
        InFlightFetch fetch = InFlightFetch.uncached(deadline);
        return load(fetch)
                .handle((reply, thrown) -> ended(fetch, reply, thrown))
                .orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyAsync(
                        thrown -> failed(
                                FetchWaiter.isTimeout(thrown)
                                        ? FetchWaiter.late(source)
                                        : CallFailure.of(thrown).error(),
                                fetch.context().attempts()),
                        late);
    }

    private CompletableFuture<Reply<T>> load(InFlightFetch fetch) {
        try {
            return source.load().apply(fetch.context());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Sourced<T> ended(InFlightFetch fetch, @Nullable Reply<T> reply, @Nullable Throwable thrown) {
        int attempts = fetch.context().attempts();
        if (reply != null) {
            events.fetchEnded(source, fetch, null, null);
            return SourceStore.sourced(source, store.entry(source, reply, null), Outcome.LIVE, attempts, null);
        }
        CallFailure failure = CallFailure.of(thrown == null ? new NullPointerException("the reply") : thrown);
        events.fetchEnded(source, fetch, failure, null);
        return failed(failure.error(), attempts);
    }

    private Sourced<T> failed(SourceError error, int attempts) {
        return new Sourced.Failure<>(source.service(), source.resource(), Outcome.FAILED, attempts, error);
    }
}
