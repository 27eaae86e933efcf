package org.ar1.integration.internal.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ar1.integration.internal.fetch.Failures.Failure;
import org.ar1.integration.internal.fetch.Flight.Landing;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.http.Reply;
import org.ar1.integration.internal.shared.Lease;
import org.ar1.integration.internal.shared.SecondLevel;
import org.ar1.integration.internal.shared.SecondLevel.Found;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetches under way: one a source, for everybody, and one a source among all replicas, where they share a cache. A
 * flight looks up what the others know first, waits while another replica is fetching, and else fetches itself.
 */
final class Flights implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Flights.class);
    private static final int MOST_UNJUDGED = 10_000;
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LAST_LOOK = Duration.ofMillis(200);

    private final Memory memory;
    private final Freshness freshness;
    private final SecondLevel shared;
    private final SourceEvents events;
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    /** Flights that found that there is no value, for readers who come while others judge that. */
    private final ConcurrentMap<String, Flight> unjudged;

    private volatile boolean closed;

    /**
     * No flights yet.
     *
     * @param longestJudgement how long an absence may wait for its judgement
     */
    Flights(Memory memory, Freshness freshness, SecondLevel shared, Duration longestJudgement, SourceEvents events) {
        this.memory = memory;
        this.freshness = freshness;
        this.shared = shared;
        this.events = events;
        this.unjudged = Caffeine.newBuilder()
                .maximumSize(MOST_UNJUDGED)
                .expireAfterWrite(longestJudgement)
                .<String, Flight>build()
                .asMap();
    }

    boolean isClosed() {
        return closed;
    }

    static CallFailure over() {
        return new CallFailure(ErrorCode.CONNECT, "The integration client was closed", false);
    }

    /** The flight that found that there is no value, which is still to be judged. */
    @Nullable
    Flight unjudged(Source<?> source) {
        return unjudged.get(source.key());
    }

    /** True for the one who is to judge that. */
    boolean settle(Source<?> source, Flight flight) {
        return unjudged.remove(source.key(), flight);
    }

    /**
     * The flight under way, or a new one. The reader is counted as waiting for it.
     *
     * @param last what was known when the reader came
     * @param refresh whether the reader has got that already, and does not wait
     */
    <T> Flight join(Source<T> source, @Nullable CacheEntry last, boolean refresh, Deadline deadline) {
        Flight own = Flight.within(deadline, refresh, Deadline.in(freshness.patience()));
        Flight other = flights.putIfAbsent(source.key(), own);
        if (other != null) {
            other.waiting().addAndGet(own.waiting().get());
            other.context().extend(deadline);
            return other;
        }
        if (!landedMeanwhile(source, own, last) && !crashedMeanwhile(source, own)) {
            lookUp(source, own, last, FIRST_LOOK);
        }
        if (closed) {
            close();
        }
        return own;
    }

    /** A flight may have landed between the look into the cache and the start of this one, which then is not needed. */
    private boolean landedMeanwhile(Source<?> source, Flight own, @Nullable CacheEntry last) {
        CacheEntry entry = memory.last(source);
        if (entry == null || !isNewer(entry, last) || !freshness.isFresh(source, entry, memory.age(entry))) {
            return false;
        }
        arrive(source, own, entry);
        return true;
    }

    /** Likewise it may have failed, and is left alone now. */
    private boolean crashedMeanwhile(Source<?> source, Flight own) {
        Failure failure = memory.failure(source);
        if (failure == null || !failure.isLeftAlone(memory.now())) {
            return false;
        }
        flights.remove(source.key(), own);
        own.informed().complete(null);
        own.landing()
                .completeExceptionally(
                        new CallFailure(failure.error().code(), failure.error().message(), false));
        return true;
    }

    /** Ends a flight that somebody else has made unnecessary. */
    private void arrive(Source<?> source, Flight flight, CacheEntry entry) {
        flights.remove(source.key(), flight);
        flight.landing().complete(new Landing(entry, entry, Outcome.CACHED, 0, System.nanoTime(), false));
        flight.informed().complete(null);
    }

    private <T> void lookUp(Source<T> source, Flight flight, @Nullable CacheEntry last, Duration nextLook) {
        shared.find(source.slot(), entry -> suffices(source, entry, last))
                .thenAccept(found -> {
                    try {
                        proceed(source, flight, last, found, nextLook);
                    } catch (RuntimeException | Error e) {
                        found.giveBack();
                        throw e;
                    }
                })
                .exceptionally(thrown -> {
                    crash(source, flight, CallFailure.of(thrown), Lease.UNSHARED);
                    return null;
                });
    }

    private <T> void proceed(
            Source<T> source, Flight flight, @Nullable CacheEntry last, Found found, Duration nextLook) {
        CacheEntry entry = found.entry();
        boolean suffices = entry != null && suffices(source, entry, last);
        CacheEntry known = entry != null && memory.adopt(source, entry) ? entry : last;
        if (entry != null && suffices) {
            found.giveBack();
            arrive(source, flight, entry);
            refreshBehind(source, flight, entry);
            return;
        }
        flight.informed().complete(null);
        if (found.lease() != null) {
            fetch(source, flight, known, found.lease());
        } else if (found.deniedAt() != null) {
            deny(source, flight, Memory.absent(found.deniedAt()), Outcome.CACHED);
        } else {
            lookAgain(source, flight, known, nextLook);
        }
    }

    /** Whether a reader may have the entry at once, while what was known so far was not enough. */
    private boolean suffices(Source<?> source, CacheEntry entry, @Nullable CacheEntry last) {
        Duration age = memory.age(entry);
        return isNewer(entry, last)
                && (freshness.isFresh(source, entry, age)
                        || (memory.failure(source) == null && freshness.isUsableWhileRevalidated(source, entry, age)));
    }

    private static boolean isNewer(CacheEntry entry, @Nullable CacheEntry last) {
        return last == null || entry.fetchedAt().isAfter(last.fetchedAt());
    }

    private <T> void refreshBehind(Source<T> source, Flight flight, CacheEntry entry) {
        if (!freshness.isFresh(source, entry, memory.age(entry))) {
            join(source, entry, true, flight.context().deadline());
        }
    }

    private <T> void lookAgain(Source<T> source, Flight flight, @Nullable CacheEntry known, Duration wait) {
        if (flight.context().deadline().hasPassed() || closed) {
            crash(
                    source,
                    flight,
                    new CallFailure(
                            ErrorCode.DEADLINE,
                            source + " was being asked by another replica until the time was over",
                            false),
                    Lease.UNSHARED);
            return;
        }
        Duration doubled = wait.multipliedBy(2);
        Duration next = doubled.compareTo(LAST_LOOK) < 0 ? doubled : LAST_LOOK;
        shared.later(() -> lookUp(source, flight, known, next), wait);
    }

    private <T> void fetch(Source<T> source, Flight flight, @Nullable CacheEntry known, Lease lease) {
        LOG.debug("{}: fetching", source);
        CompletableFuture<Reply<T>> call;
        try {
            call = source.load().apply(flight.context().revalidating(known == null ? null : known.entityTag()));
        } catch (RuntimeException | Error e) {
            call = CompletableFuture.failedFuture(e);
        }
        call.thenApply(reply -> memory.entry(source, reply, known)).whenComplete((entry, thrown) -> {
            if (thrown == null && entry.value() == null) {
                deny(source, flight, entry, Outcome.LIVE);
                lease.denied(entry.fetchedAt());
            } else if (thrown == null) {
                land(source, flight, entry, lease);
            } else {
                crash(source, flight, CallFailure.of(thrown), lease);
            }
        });
    }

    private void land(Source<?> source, Flight flight, CacheEntry entry, Lease lease) {
        memory.keep(source, entry);
        end(source, flight, entry, Outcome.LIVE, null);
        shared.publish(source.slot(), entry, lease);
    }

    /** Ends a flight to which the service has denied that there is a value, or to another replica a moment ago. */
    private void deny(Source<?> source, Flight flight, CacheEntry absent, Outcome outcome) {
        Failure doubted = null;
        if (flight.waiting().get() > 0) {
            unjudged.put(source.key(), flight);
        } else {
            // Nobody is there to judge it: readers keep what they have until one of them waits for the answer.
            doubted = memory.noteFailure(source, doubtOf(source));
        }
        end(source, flight, absent, outcome, doubted);
    }

    private void end(Source<?> source, Flight flight, CacheEntry entry, Outcome outcome, @Nullable Failure doubted) {
        boolean denied = entry.value() == null;
        CacheEntry known = denied ? memory.last(source) : entry;
        events.fetchEnded(source, flight.refresh(), flight.context(), doubted);
        flights.remove(source.key(), flight);
        flight.landing()
                .complete(new Landing(entry, known, outcome, flight.context().attempts(), System.nanoTime(), denied));
    }

    private void crash(Source<?> source, Flight flight, CallFailure failure, Lease lease) {
        Failure noted = null;
        if (failure.wasMade()) {
            noted = memory.noteFailure(source, failure);
            LOG.warn(
                    "{}: giving up after {} attempts; asking again at {}",
                    failure.getMessage(),
                    flight.context().attempts(),
                    noted.retryAt());
        }
        lease.release();
        events.fetchEnded(
                source, flight.refresh(), flight.context(), failure.error().code(), noted);
        flights.remove(source.key(), flight);
        if (noted == null) {
            memory.notAsked(); // not before: who looks again is to begin another flight
        }
        flight.landing().completeExceptionally(failure);
    }

    /** Remembers, with the other replicas, that there is no value. */
    void believe(Source<?> source, Flight flight, Landing landing) {
        boolean newest = memory.keepAfter(source, landing.known(), landing.entry());
        settle(source, flight);
        if (newest) {
            shared.publish(source.slot(), landing.entry(), Lease.UNSHARED);
        }
    }

    /** Does not believe that there is no value. */
    CallFailure doubt(Source<?> source, Flight flight) {
        CallFailure doubt = doubtOf(source);
        if (settle(source, flight)) {
            memory.noteFailure(source, doubt);
        }
        return doubt;
    }

    private static CallFailure doubtOf(Source<?> source) {
        return new CallFailure(
                ErrorCode.UNKNOWN_LAB,
                source + " denies a lab type of the catalogue, which could not be asked since",
                false);
    }

    /** Lets everybody who waits go. */
    @Override
    public void close() {
        closed = true;
        flights.values().forEach(flight -> {
            flight.informed().complete(null);
            flight.landing().completeExceptionally(over());
        });
    }
}
