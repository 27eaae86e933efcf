package org.ar1.integration.internal.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ar1.integration.internal.fetch.Read.Absence;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.source.Sourced;

/**
 * A reading that is told of once, wherever it is waited for: with the first value that one of those who wait gets, or,
 * when the last of them got none, as failed. That there is no such value is told when it has been judged.
 */
final class HeardReading<T> implements Reading<T> {

    private final Reading<T> reading;
    private final Consumer<Sourced<?>> teller;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();

    HeardReading(Reading<T> reading, Consumer<Sourced<?>> teller) {
        this.reading = reading;
        this.teller = teller;
    }

    @Override
    public CompletableFuture<Read<T>> by(Deadline deadline) {
        waiting.incrementAndGet();
        return reading.by(deadline).thenApply(this::heard);
    }

    private Read<T> heard(Read<T> read) {
        boolean last = waiting.decrementAndGet() == 0;
        Absence<T> absence = read.absence();
        if (absence != null) {
            return new Read<>(read.sourced(), heard(absence, read.sourced()));
        }
        if (last || read.sourced().outcome().hasData()) {
            tell(read.sourced());
        }
        return read;
    }

    private Absence<T> heard(Absence<T> absence, Sourced<T> believed) {
        return new Absence<>(
                absence.answeredNanos(),
                () -> {
                    absence.believe().run();
                    tell(believed);
                },
                telling(absence.doubt()),
                telling(absence.unverified()));
    }

    private Supplier<Sourced<T>> telling(Supplier<Sourced<T>> judged) {
        return () -> tell(judged.get());
    }

    private Sourced<T> tell(Sourced<T> sourced) {
        if (told.compareAndSet(false, true)) {
            teller.accept(sourced);
        }
        return sourced;
    }
}
