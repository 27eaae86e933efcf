package org.ar1.integration.internal.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.fetch.Failures.Failure;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.http.Reply;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);
    private static final int MOST_UNJUDGED = 10_000;

    private final Memory memory;
    private final Freshness freshness;
    private final Executor late;
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    /** Flights that found that there is no value, for readers who come while others judge that. */
    private final ConcurrentMap<String, Flight> unjudged;

    private volatile boolean closed;

    /**
     * A reader that has read nothing yet.
     *
     * @param late where readers go on whose time is over
     */
    public SourceReader(IntegrationCache cache, IntegrationConfig config, InstantSource clock, Executor late) {
        this.freshness = Freshness.of(config);
        this.memory = new Memory(
                new TolerantCache(cache), freshness, new Failures(config.initialBackoff(), config.maxBackoff()), clock);
        this.late = late;
        this.unjudged = Caffeine.newBuilder()
                .maximumSize(MOST_UNJUDGED)
                .expireAfterWrite(config.reportDeadline())
                .<String, Flight>build()
                .asMap();
    }

    /**
     * A fetch under way.
     *
     * @param patience until when it is waited for by a reader who has something else
     * @param waiting the readers who wait for it
     */
    private record Flight(
            CallContext context, Deadline patience, AtomicInteger waiting, CompletableFuture<Landing> landing) {}

    /**
     * A fetch that succeeded.
     *
     * @param outcome live, or cached when a fetch that ended just before it made it unnecessary
     */
    private record Landing(CacheEntry entry, Outcome outcome, int attempts, long nanos) {}

    /** The time now, to the millisecond, as everything that is dated here states it. */
    public Instant now() {
        return memory.now();
    }

    /** How long until a source that failed is asked again. */
    public Optional<Duration> nextRetry() {
        return memory.nextRetry();
    }

    /**
     * Refuses a caller who comes after the end.
     *
     * @throws IllegalStateException when this is closed
     */
    public void requireOpen() {
        if (closed) {
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
        CacheEntry last = memory.last(source);
        Duration age = last == null ? Duration.ZERO : memory.age(last);
        if (last != null && freshness.isFresh(source, last, age)) {
            return at(Memory.sourced(source, last, Outcome.CACHED, 0, null));
        }
        Failure failure = memory.failure(source);
        if (failure != null && failure.isLeftAlone(memory.now())) {
            return at(memory.fallback(source, 0, failure.error()));
        }
        if (closed) {
            return at(memory.fallback(source, 0, over().error()));
        }
        Flight landed = unjudged.get(source.key());
        if (landed != null) {
            return patience -> await(source, landed, patience);
        }
        Flight flight = join(source, last, deadline);
        if (last != null && failure == null && freshness.isUsableWhileRevalidated(source, last, age)) {
            return at(Memory.sourced(source, last, Outcome.CACHED, 0, null));
        }
        boolean nothingElse = failure == null && (last == null || !freshness.isUsableAfterError(age));
        return patience -> await(source, flight, nothingElse ? patience : patience.orEarlier(flight.patience()));
    }

    private static <T> Reading<T> at(Sourced<T> sourced) {
        CompletableFuture<Read<T>> there = CompletableFuture.completedFuture(Read.of(sourced));
        return any -> there;
    }

    private <T> CompletableFuture<Read<T>> await(Source<T> source, Flight flight, Deadline patience) {
        flight.waiting().incrementAndGet();
        return flight.landing()
                .thenApply(landing -> landed(source, flight, landing))
                .exceptionally(thrown -> Read.of(memory.fallback(
                        source,
                        flight.context().attempts(),
                        CallFailure.of(thrown).error())))
                .orTimeout(patience.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyAsync(timeUp -> late(source, flight), late);
    }

    private <T> Flight join(Source<T> source, @Nullable CacheEntry last, Deadline deadline) {
        Flight own = new Flight(
                new CallContext(deadline, last == null ? null : last.entityTag()),
                Deadline.in(freshness.patience()),
                new AtomicInteger(),
                new CompletableFuture<>());
        Flight other = flights.putIfAbsent(source.key(), own);
        if (other != null) {
            return other;
        }
        if (!landedMeanwhile(source, own)) {
            fetch(source, own, last);
        }
        if (closed) {
            close();
        }
        return own;
    }

    /** A flight may have landed between the look into the cache and the start of this one, which then is not needed. */
    private boolean landedMeanwhile(Source<?> source, Flight own) {
        CacheEntry entry = memory.last(source);
        if (entry == null || !freshness.isFresh(source, entry, memory.age(entry))) {
            return false;
        }
        flights.remove(source.key(), own);
        own.landing().complete(new Landing(entry, Outcome.CACHED, 0, System.nanoTime()));
        return true;
    }

    private <T> void fetch(Source<T> source, Flight flight, @Nullable CacheEntry last) {
        LOG.debug("{}: fetching", source);
        CompletableFuture<Reply<T>> call;
        try {
            call = source.load().apply(flight.context());
        } catch (RuntimeException e) {
            call = CompletableFuture.failedFuture(e);
        }
        call.thenApply(reply -> memory.entry(source, reply, last)).whenComplete((entry, thrown) -> {
            if (thrown == null) {
                land(source, flight, entry);
            } else {
                crash(source, flight, CallFailure.of(thrown));
            }
        });
    }

    private void land(Source<?> source, Flight flight, CacheEntry entry) {
        if (entry.value() != null) {
            memory.keep(source, entry);
        } else if (flight.waiting().get() > 0) {
            unjudged.put(source.key(), flight);
        } else {
            // Nobody is there to judge it: readers keep what they have until one of them waits for the answer.
            memory.noteFailure(source, doubtOf(source));
        }
        flights.remove(source.key(), flight);
        flight.landing()
                .complete(new Landing(entry, Outcome.LIVE, flight.context().attempts(), System.nanoTime()));
    }

    private void crash(Source<?> source, Flight flight, CallFailure failure) {
        if (failure.wasMade()) {
            Failure noted = memory.noteFailure(source, failure);
            LOG.warn(
                    "{}: giving up after {} attempts; asking again at {}",
                    failure.getMessage(),
                    flight.context().attempts(),
                    noted.retryAt());
        }
        flights.remove(source.key(), flight);
        flight.landing().completeExceptionally(failure);
    }

    private <T> Read<T> landed(Source<T> source, Flight flight, Landing landing) {
        Sourced<T> sourced = Memory.sourced(source, landing.entry(), landing.outcome(), landing.attempts(), null);
        if (landing.entry().value() != null || landing.outcome() == Outcome.CACHED) {
            return Read.of(sourced);
        }
        return new Read<>(
                sourced,
                new Read.Absence<>(
                        landing.nanos(),
                        () -> believe(source, flight, landing.entry()),
                        () -> doubt(source, flight, landing.attempts()),
                        () -> unverified(source, landing.attempts())));
    }

    private void believe(Source<?> source, Flight flight, CacheEntry absent) {
        memory.keepUnlessNewer(source, absent);
        unjudged.remove(source.key(), flight);
    }

    private <T> Sourced<T> doubt(Source<T> source, Flight flight, int attempts) {
        CallFailure doubt = doubtOf(source);
        if (unjudged.remove(source.key(), flight)) {
            memory.noteFailure(source, doubt);
        }
        return memory.fallback(source, attempts, doubt.error());
    }

    private static CallFailure doubtOf(Source<?> source) {
        return new CallFailure(
                ErrorCode.UNKNOWN_LAB,
                source + " denies a lab type of the catalogue, which could not be asked since",
                false);
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

    private static CallFailure over() {
        return new CallFailure(ErrorCode.CONNECT, "The integration client was closed", false);
    }

    /** Lets everybody who waits go with what there is. */
    @Override
    public void close() {
        closed = true;
        flights.values().forEach(flight -> flight.landing().completeExceptionally(over()));
    }
}
