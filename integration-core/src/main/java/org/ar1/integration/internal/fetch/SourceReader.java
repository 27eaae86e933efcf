package org.ar1.integration.internal.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
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
 * Reads sources through the cache. A fresh value comes from memory; else one flight a source fetches it for everybody who
 * waits, and goes on when they stop waiting; when it fails, or takes longer than a reader can wait, the last good value
 * is shown as stale. A failure is never kept as a value.
 */
public final class SourceReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);
    private static final Duration OLDEST_SHOWN = Duration.ofHours(24);
    private static final Duration LONGEST_NEGATIVE = Duration.ofMinutes(1);
    private static final int SMALLEST_WEIGHT = 64;
    private static final int MOST_FAILURES_KNOWN = 10_000;

    private final IntegrationCache cache;
    private final Duration freshFor;
    private final InstantSource clock;
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Instant> failingSince = Caffeine.newBuilder()
            .maximumSize(MOST_FAILURES_KNOWN)
            .<String, Instant>build()
            .asMap();
    private volatile boolean closed;

    public SourceReader(IntegrationCache cache, Duration freshFor, InstantSource clock) {
        this.cache = new TolerantCache(cache);
        this.freshFor = freshFor;
        this.clock = clock;
    }

    /** A fetch under way. */
    private record Flight(CallContext context, CompletableFuture<Landing> landing) {}

    /** A fetch that succeeded. */
    private record Landing(CacheEntry entry, int attempts, long nanos) {}

    /** The time now, to the millisecond, as everything that is dated here states it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
        CacheEntry known = cache.get(source.key());
        if (known != null && isFresh(known)) {
            Read<T> cached = Read.of(sourced(source, known, Outcome.CACHED, 0, null));
            return any -> CompletableFuture.completedFuture(cached);
        }
        if (closed) {
            Read<T> left = Read.of(fallback(source, 0, over().error()));
            return any -> CompletableFuture.completedFuture(left);
        }
        Flight flight = join(source, deadline);
        return patience -> await(source, flight, patience);
    }

    private <T> CompletableFuture<Read<T>> await(Source<T> source, Flight flight, Deadline patience) {
        return flight.landing()
                .thenApply(landing -> landed(source, landing))
                .exceptionally(thrown -> Read.of(fallback(
                        source,
                        flight.context().attempts(),
                        CallFailure.of(thrown).error())))
                .orTimeout(patience.remaining().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(timeUp -> late(source, flight));
    }

    private <T> Flight join(Source<T> source, Deadline deadline) {
        Flight own = new Flight(new CallContext(deadline), new CompletableFuture<>());
        Flight other = flights.putIfAbsent(source.key(), own);
        if (other != null) {
            return other;
        }
        LOG.debug("{}: fetching", source);
        CompletableFuture<Reply<T>> call;
        try {
            call = source.load().apply(own.context());
        } catch (RuntimeException e) {
            call = CompletableFuture.failedFuture(e);
        }
        call.thenApply(reply -> entry(source, reply)).whenComplete((entry, thrown) -> {
            if (thrown == null) {
                land(source, own, entry);
            } else {
                crash(source, own, CallFailure.of(thrown));
            }
        });
        if (closed) {
            close();
        }
        return own;
    }

    private <T> CacheEntry entry(Source<T> source, Reply<T> reply) {
        T value = reply.value();
        int weight = (int) Math.max(SMALLEST_WEIGHT, Math.min(reply.bytes(), Integer.MAX_VALUE));
        return new CacheEntry(
                value, now(), value == null ? null : source.dataAsOf().apply(value), weight);
    }

    private void land(Source<?> source, Flight flight, CacheEntry entry) {
        if (entry.value() != null) {
            cache.put(source.key(), entry);
        }
        flights.remove(source.key(), flight);
        Instant since = failingSince.remove(source.key());
        if (since != null) {
            LOG.info("{} recovered; it had failed since {}", source, since);
        }
        flight.landing().complete(new Landing(entry, flight.context().attempts(), System.nanoTime()));
    }

    private <T> void crash(Source<T> source, Flight flight, CallFailure failure) {
        flights.remove(source.key(), flight);
        failingSince.putIfAbsent(source.key(), now());
        LOG.warn(
                "{}: giving up after {} attempts",
                failure.getMessage(),
                flight.context().attempts());
        flight.landing().completeExceptionally(failure);
    }

    private <T> Read<T> landed(Source<T> source, Landing landing) {
        CacheEntry entry = landing.entry();
        Sourced<T> live = sourced(source, entry, Outcome.LIVE, landing.attempts(), null);
        if (entry.value() != null) {
            return Read.of(live);
        }
        return new Read<>(
                live,
                new Read.Absence<>(
                        landing.nanos(),
                        () -> believe(source, entry),
                        () -> fallback(
                                source,
                                landing.attempts(),
                                new SourceError(
                                        ErrorCode.UNKNOWN_LAB,
                                        source + " denies a lab type of the catalogue, which cannot be asked now"))));
    }

    /** Does not replace what was fetched while the absence was in doubt. */
    private void believe(Source<?> source, CacheEntry absent) {
        CacheEntry known = cache.get(source.key());
        if (known == null || !known.fetchedAt().isAfter(absent.fetchedAt())) {
            cache.put(source.key(), absent);
        }
    }

    private <T> Read<T> late(Source<T> source, Flight flight) {
        return Read.of(fallback(
                source,
                flight.context().attempts(),
                new SourceError(ErrorCode.DEADLINE, source + " did not answer before the time was over")));
    }

    /** The last good value, or nothing. */
    private <T> Sourced<T> fallback(Source<T> source, int attempts, SourceError error) {
        CacheEntry last = cache.get(source.key());
        if (last != null && age(last).compareTo(OLDEST_SHOWN) <= 0) {
            LOG.info("{}: showing the value of {} instead", error.message(), last.fetchedAt());
            return sourced(source, last, Outcome.STALE, attempts, error);
        }
        return new Sourced<>(null, source.service(), source.resource(), Outcome.FAILED, null, null, attempts, error);
    }

    @SuppressWarnings("unchecked") // a key belongs to one source, which has one type
    private static <T> Sourced<T> sourced(
            Source<T> source, CacheEntry entry, Outcome outcome, int attempts, @Nullable SourceError error) {
        return new Sourced<>(
                (T) entry.value(),
                source.service(),
                source.resource(),
                outcome,
                entry.fetchedAt(),
                entry.dataAsOf(),
                attempts,
                error);
    }

    private boolean isFresh(CacheEntry entry) {
        Duration limit =
                entry.value() == null && freshFor.compareTo(LONGEST_NEGATIVE) > 0 ? LONGEST_NEGATIVE : freshFor;
        Duration age = age(entry);
        return !age.isNegative() && age.compareTo(limit) < 0;
    }

    private Duration age(CacheEntry entry) {
        return Duration.between(entry.fetchedAt(), now());
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
