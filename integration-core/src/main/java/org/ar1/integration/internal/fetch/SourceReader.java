package org.ar1.integration.internal.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.fetch.Failures.Failure;
import org.ar1.integration.internal.fetch.Flight.Landing;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.shared.SecondLevel;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;

/**
 * Reads sources through the cache. One flight a source fetches for everybody, and goes on when they stop waiting; what
 * a reader gets depends on the last good value and on whether fetching failed at last:
 *
 * <ul>
 *   <li>fresh: the value, {@code cached};
 *   <li>not long past that, and nothing failed: the value, {@code cached}, and a flight behind the reader;
 *   <li>failed at last and left alone since: at once the value, {@code stale}, or nothing, {@code failed};
 *   <li>else a flight: its outcome, {@code live}; a reader who can be shown a value already, or who asks for what failed
 *       at last, waits only so long from the flight's start, and gets that value as {@code stale}.
 * </ul>
 *
 * <p>A failure is never kept as a value.
 */
public final class SourceReader implements AutoCloseable {

    private final Memory memory;
    private final Freshness freshness;
    private final Flights flights;
    private final Executor late;
    private final SourceEvents events;

    /** Whether the reader waits for what it asked for though it has something else. */
    private final boolean patient;

    /**
     * A reader that has read nothing yet.
     *
     * @param shared what replicas know together
     * @param late where readers go on whose time is over
     */
    public SourceReader(
            IntegrationCache cache,
            SecondLevel shared,
            IntegrationConfig config,
            InstantSource clock,
            Executor late,
            Events events) {
        this.freshness = Freshness.of(config);
        this.memory = new Memory(
                new TolerantCache(cache),
                freshness,
                new Failures(config.initialBackoff(), config.maxBackoff()),
                clock,
                events);
        this.events = new SourceEvents(events, memory);
        this.flights = new Flights(memory, freshness, shared, config.reportDeadline(), this.events);
        this.late = late;
        this.patient = false;
    }

    private SourceReader(SourceReader other, Freshness freshness, SourceEvents events, boolean patient) {
        this.memory = other.memory;
        this.freshness = freshness;
        this.events = events;
        this.flights = other.flights;
        this.late = other.late;
        this.patient = patient;
    }

    /** A reader of the same sources who comes before they get old to the others, and of whom nothing is told. */
    public SourceReader ahead() {
        return new SourceReader(this, freshness.ahead(), new SourceEvents(Events.none(), memory), false);
    }

    /**
     * A reader of the same sources to whom nothing is fresh, and who waits for newer values. It joins a flight under way as
     * the others do, and a source that failed is left alone.
     */
    public SourceReader refreshing() {
        return new SourceReader(this, freshness.none(), events, true);
    }

    /** The time now, to the millisecond, as everything that is dated here states it. */
    public Instant now() {
        return memory.now();
    }

    /** The time now, in milliseconds of the epoch; costs no object. */
    public long millis() {
        return memory.millis();
    }

    /** How long until a source that failed is asked again. */
    public Optional<Duration> nextRetry() {
        return memory.nextRetry();
    }

    /** A number that is another one after every change of what is known of any source, and a fetch that was not made. */
    public long changes() {
        return memory.changes();
    }

    /** The next time at which what is known of some source counts otherwise, unless it changes before. */
    public Instant nextTurn() {
        return memory.nextTurn();
    }

    /**
     * Refuses a caller who comes after the end.
     *
     * @throws IllegalStateException when this is closed
     */
    public void requireOpen() {
        if (flights.isClosed()) {
            throw new IllegalStateException("the integration client is closed");
        }
    }

    /** Reads a source; the future never fails and is done by the deadline at the latest. */
    public <T> CompletableFuture<Read<T>> read(Source<T> source, Deadline deadline) {
        return open(source, deadline).by(deadline);
    }

    /**
     * Starts to read a source. What is begun after the end, for a caller who came before it, gives what is in memory.
     *
     * @param deadline until when a fetch is of use
     */
    public <T> Reading<T> open(Source<T> source, Deadline deadline) {
        return events.heard(begin(source, deadline));
    }

    private <T> Reading<T> begin(Source<T> source, Deadline deadline) {
        CacheEntry last = memory.last(source);
        Duration age = last == null ? Duration.ZERO : memory.age(last);
        if (last != null && freshness.isFresh(source, last, age)) {
            return at(Memory.sourced(source, last, Outcome.CACHED, 0, null));
        }
        Failure failure = memory.failure(source);
        if (failure != null && failure.isLeftAlone(memory.now())) {
            return at(memory.fallback(source, 0, failure.error()));
        }
        if (flights.isClosed()) {
            return at(memory.fallback(source, 0, Flights.over().error()));
        }
        Flight landed = flights.unjudged(source);
        if (landed != null) {
            return patience -> outcome(source, landed, patience);
        }
        boolean refresh = last != null && failure == null && freshness.isUsableWhileRevalidated(source, last, age);
        Flight flight = flights.join(source, last, refresh, deadline);
        if (last != null && refresh) {
            return at(Memory.sourced(source, last, Outcome.CACHED, 0, null));
        }
        boolean failed = failure != null;
        AtomicBoolean waits = new AtomicBoolean();
        return patience -> {
            if (!waits.compareAndSet(false, true)) {
                flight.waiting().incrementAndGet(); // the first wait was counted when it was begun
            }
            return informed(flight, patience)
                    .thenCompose(done -> outcome(
                            source,
                            flight,
                            failed || (!patient && hasElse(source))
                                    ? patience.orEarlier(flight.patience())
                                    : patience));
        };
    }

    /** Done when it is known what other replicas know. */
    private static CompletableFuture<Void> informed(Flight flight, Deadline patience) {
        return flight.informed().isDone()
                ? flight.informed()
                : flight.informed()
                        .copy()
                        .completeOnTimeout(null, patience.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether there is a last good value to be shown if need be; other replicas may have told it by now. */
    private boolean hasElse(Source<?> source) {
        CacheEntry last = memory.last(source);
        return last != null && freshness.isUsableAfterError(memory.age(last));
    }

    private static <T> Reading<T> at(Sourced<T> sourced) {
        CompletableFuture<Read<T>> there = CompletableFuture.completedFuture(Read.of(sourced));
        return any -> there;
    }

    private <T> CompletableFuture<Read<T>> outcome(Source<T> source, Flight flight, Deadline patience) {
        return flight.landing()
                .thenApply(landing -> landed(source, flight, landing))
                .exceptionally(thrown -> Read.of(memory.fallback(
                        source,
                        flight.context().attempts(),
                        CallFailure.of(thrown).error())))
                .orTimeout(patience.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyAsync(timeUp -> late(source, flight), late);
    }

    private <T> Read<T> landed(Source<T> source, Flight flight, Landing landing) {
        Sourced<T> sourced = Memory.sourced(source, landing.entry(), landing.outcome(), landing.attempts(), null);
        if (!landing.denied()) {
            return Read.of(sourced);
        }
        return new Read<>(
                sourced,
                new Read.Absence<>(
                        landing.nanos(),
                        () -> flights.believe(source, flight, landing),
                        () -> memory.fallback(
                                source,
                                landing.attempts(),
                                flights.doubt(source, flight).error()),
                        () -> unverified(source, landing.attempts())));
    }

    private <T> Sourced<T> unverified(Source<T> source, int attempts) {
        return memory.fallback(
                source,
                attempts,
                new SourceError(ErrorCode.DEADLINE, source + " answered too late for its denial to be verified"));
    }

    private <T> Read<T> late(Source<T> source, Flight flight) {
        flight.waiting().decrementAndGet();
        return Read.of(memory.fallback(
                source,
                flight.context().attempts(),
                new SourceError(ErrorCode.DEADLINE, source + " did not answer before the time was over")));
    }

    /** Lets everybody who waits go with what there is. */
    @Override
    public void close() {
        flights.close();
    }
}
