package org.ar1.integration.internal.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.source.Sourced;

/**
 * A reading that is reported once, wherever a report waits for it: with the first value that one of the waiters gets
 * or, when none of them gets one, as failed.
 */
final class ObservedRead<T> implements Reading<T> {

    private final Reading<T> reading;
    private final Consumer<Sourced<?>> observer;
    private final AtomicInteger waiters = new AtomicInteger();
    private final AtomicBoolean reported = new AtomicBoolean();

    ObservedRead(Reading<T> reading, Consumer<Sourced<?>> observer) {
        this.reading = reading;
        this.observer = observer;
    }

    @Override
    public CompletableFuture<Sourced<T>> by(Deadline deadline) {
        waiters.incrementAndGet();
        return reading.by(deadline).thenApply(this::observe);
    }

    private Sourced<T> observe(Sourced<T> sourced) {
        boolean last = waiters.decrementAndGet() == 0;
        if ((last || sourced.outcome().hasData()) && reported.compareAndSet(false, true)) {
            observer.accept(sourced);
        }
        return sourced;
    }
}
