package org.ar1.integration.internal.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.fetch.Failures.Failure;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Reply;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of each source: its last good value, how old that is, and how fetching failed at last. */
final class Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final int SMALLEST_WEIGHT = 64;
    private static final int LOCKS = 64;

    private final IntegrationCache cache;
    private final Freshness freshness;
    private final Failures failures;
    private final InstantSource clock;
    private final AtomicLong changes = new AtomicLong();

    /** When time alone changes what is known of a source: its value gets old and then older, or it is no longer left alone. */
    private final Turns turns = new Turns();

    /** Held by who changes what is known of a source, so that nobody else does between a look and what follows from it. */
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    private final Events events;

    Memory(IntegrationCache cache, Freshness freshness, Failures failures, InstantSource clock, Events events) {
        this.cache = cache;
        this.freshness = freshness;
        this.failures = failures;
        this.clock = clock;
        this.events = events;
    }

    /** The time now, to the millisecond. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same, in milliseconds of the epoch. */
    long millis() {
        return clock.millis();
    }

    Duration age(CacheEntry entry) {
        return Duration.between(entry.fetchedAt(), now());
    }

    @Nullable
    CacheEntry last(Source<?> source) {
        return cache.get(source.key());
    }

    @Nullable
    Failure failure(Source<?> source) {
        return failures.get(source.key());
    }

    Failure noteFailure(Source<?> source, CallFailure failure) {
        return alone(source, () -> {
            Failure noted = failures.add(source.key(), failure, now());
            changed(source);
            return noted;
        });
    }

    private <R> R alone(Source<?> source, Supplier<R> change) {
        ReentrantLock lock = locks[Math.floorMod(source.key().hashCode(), LOCKS)];
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    private void changed(Source<?> source) {
        CacheEntry last = last(source);
        Failure failure = failure(source);
        Instant now = now();
        Stream<Instant> turns = Stream.concat(
                last == null ? Stream.empty() : freshness.turns(source, last),
                Stream.ofNullable(failure).map(Failure::retryAt));
        this.turns.set(source.key(), turns.filter(now::isBefore));
        changes.incrementAndGet();
    }

    /** Counts as a change, though nothing else is known: the refresh on which somebody relies did not take place. */
    void notAsked() {
        changes.incrementAndGet();
    }

    /** A number that is another one after every change of what is known. */
    long changes() {
        return changes.get();
    }

    /** The next time at which something changes by itself; what changed in the past is being fetched, or of no interest. */
    Instant nextTurn() {
        return turns.after(now());
    }

    /** How long until a source that failed is asked again. */
    Optional<Duration> nextRetry() {
        Instant now = now();
        return failures.nextRetry(now).map(at -> Duration.between(now, at));
    }

    /** What a reply makes of the value known so far. */
    <T> CacheEntry entry(Source<T> source, Reply<T> reply, @Nullable CacheEntry last) {
        if (reply.unchanged() && last != null) {
            return new CacheEntry(last.value(), now(), last.dataAsOf(), last.entityTag(), last.weight());
        }
        T value = reply.value();
        int weight = (int) Math.max(SMALLEST_WEIGHT, Math.min(reply.bytes(), Integer.MAX_VALUE));
        Instant dataAsOf = value == null ? null : source.dataAsOf().apply(value);
        return new CacheEntry(value, now(), dataAsOf, reply.entityTag(), weight);
    }

    /** That there is no value, as of a time. */
    static CacheEntry absent(Instant at) {
        return new CacheEntry(null, at, null, null, SMALLEST_WEIGHT);
    }

    /** Keeps a value and forgets that the source failed before. */
    void keep(Source<?> source, CacheEntry entry) {
        alone(source, () -> {
            put(source, entry);
            return true;
        });
    }

    private void put(Source<?> source, CacheEntry entry) {
        cache.put(source.key(), entry);
        Failure before = failures.remove(source.key());
        changed(source);
        if (before != null) {
            LOG.info("{} recovered; it had failed {} times since {}", source, before.count(), before.since());
            if (events.areHeard()) {
                events.tell(
                        IntegrationListener::sourceRecovered,
                        new SourceRecovered(source.service(), source.resource(), before.count(), before.since()));
            }
        }
    }

    /** Keeps what another replica has fetched, if it is newer; it had success where this one may have failed since. */
    boolean adopt(Source<?> source, CacheEntry entry) {
        return alone(source, () -> {
            CacheEntry known = last(source);
            if (known != null && !entry.fetchedAt().isAfter(known.fetchedAt())) {
                return false;
            }
            Failure failure = failure(source);
            if (failure == null || entry.fetchedAt().isAfter(failure.at())) {
                put(source, entry);
            } else {
                cache.put(source.key(), entry);
                changed(source);
            }
            return true;
        });
    }

    /**
     * Keeps an absence unless something else has been kept since; times do not tell, as a clock may be set back. What was
     * kept since may be another absence that was believed late, and of these the later one is kept.
     */
    boolean keepAfter(Source<?> source, @Nullable CacheEntry known, CacheEntry absent) {
        return alone(source, () -> {
            CacheEntry last = last(source);
            boolean newest = Objects.equals(last, known)
                    || (last != null
                            && last.value() == null
                            && absent.fetchedAt().isAfter(last.fetchedAt()));
            if (newest) {
                put(source, absent);
            }
            return newest;
        });
    }

    /** The last good value as stale, or nothing. */
    <T> Sourced<T> fallback(Source<T> source, int attempts, SourceError error) {
        CacheEntry last = last(source);
        if (last != null && freshness.isUsableAfterError(age(last))) {
            LOG.debug("{}: showing the value of {} instead", error.message(), last.fetchedAt());
            return sourced(source, last, Outcome.STALE, attempts, error);
        }
        return new Sourced<>(null, source.service(), source.resource(), Outcome.FAILED, null, null, attempts, error);
    }

    @SuppressWarnings("unchecked") // a key belongs to one source, which has one type
    static <T> Sourced<T> sourced(
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
}
