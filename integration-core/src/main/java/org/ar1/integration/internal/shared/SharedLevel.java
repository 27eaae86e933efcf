package org.ar1.integration.internal.shared;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.shared.Leases.Claim;
import org.ar1.integration.internal.wire.EntryJson;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link SharedCache} as second level. */
public final class SharedLevel implements SecondLevel {

    private static final Logger LOG = LoggerFactory.getLogger(SharedLevel.class);
    private static final int LARGEST = 16 << 20;
    /** By so much another replica's clock may be ahead; what it fetched counts as fetched now. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);

    private final GuardedCache guarded;
    private final Leases leases;
    private final IntegrationConfig config;
    private final Duration kept;
    private final InstantSource clock;
    private final Executor executor;
    private final Delay delay;

    /**
     * A level over a cache.
     *
     * @param breaker guards the cache
     * @param kept how long an entry is of use at most
     * @param executor where entries are decoded
     */
    public SharedLevel(
            SharedCache cache,
            CircuitBreaker breaker,
            IntegrationConfig config,
            Duration kept,
            InstantSource clock,
            Executor executor,
            Delay delay) {
        this.guarded = new GuardedCache(cache, breaker, config.sharedCacheTimeout());
        // Whoever waits for a replica that has died must have time left to fetch by itself.
        this.leases = new Leases(guarded, config.reportDeadline().dividedBy(4), clock, delay);
        this.config = config;
        this.kept = kept;
        this.clock = clock;
        this.executor = executor;
        this.delay = delay;
    }

    /** Replicas with other URLs, or of another release, have other values. */
    private String key(Slot slot) {
        return "ar1-integration/" + EntryJson.SCHEMA + " " + config.url(slot.service()) + " " + slot.key();
    }

    @Override
    public CompletableFuture<Found> find(Slot slot, Predicate<CacheEntry> suffices) {
        Deadline deadline = guarded.deadline();
        return guarded.call(deadline, cache -> cache.get(key(slot)))
                .thenApplyAsync(bytes -> decode(slot, bytes), executor)
                .thenCompose(entry -> isEnough(entry, suffices)
                        ? CompletableFuture.completedFuture(Found.enough(entry))
                        : takeTurn(slot, entry, suffices, deadline))
                .exceptionally(missed -> Found.toFetch(null, Lease.UNSHARED));
    }

    private static boolean isEnough(@Nullable CacheEntry entry, Predicate<CacheEntry> suffices) {
        return entry != null && suffices.test(entry);
    }

    private CompletableFuture<Found> takeTurn(
            Slot slot, @Nullable CacheEntry entry, Predicate<CacheEntry> suffices, Deadline deadline) {
        CompletableFuture<Turn> turns =
                guarded.call(deadline, cache -> claim(cache, slot), late -> late.thenAccept(Turn::giveBack));
        return turns.thenApplyAsync(
                        turn -> {
                            Lease lease = turn.claim().lease();
                            if (lease == null) {
                                return new Found(entry, null, turn.claim().deniedAt());
                            }
                            CacheEntry newest = decode(slot, turn.bytes());
                            if (isEnough(newest, suffices)) {
                                lease.release();
                                return Found.enough(newest);
                            }
                            return Found.toFetch(newest == null ? entry : newest, lease);
                        },
                        executor)
                .exceptionally(missed -> {
                    turns.thenAccept(Turn::giveBack);
                    return Found.toFetch(entry, Lease.UNSHARED);
                });
    }

    /**
     * A claim, and what lay in the cache when it was made.
     *
     * @param bytes looked up once more after a lease was had, since its last holder may have published in between
     */
    private record Turn(Claim claim, Optional<byte[]> bytes) {
        void giveBack() {
            if (claim.lease() != null) {
                claim.lease().release();
            }
        }
    }

    private CompletionStage<Turn> claim(SharedCache cache, Slot slot) {
        return leases.claim(cache, key(slot) + " lease")
                .thenCompose(claim -> claim.lease() == null
                        ? CompletableFuture.completedFuture(new Turn(claim, Optional.empty()))
                        : look(cache, slot).thenApply(bytes -> new Turn(claim, bytes)));
    }

    private CompletionStage<Optional<byte[]>> look(SharedCache cache, Slot slot) {
        try {
            return cache.get(key(slot)).exceptionally(failure -> Optional.empty());
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private @Nullable CacheEntry decode(Slot slot, Optional<byte[]> bytes) {
        if (bytes.isEmpty()) {
            return null;
        }
        CacheEntry entry;
        try {
            entry = slot.form().read(bytes.get());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The shared cache holds something else than an entry for {}", slot.key());
            return null;
        }
        // Ages are counted in whole milliseconds here: with a part of one it would be of the time to come.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (entry.fetchedAt().isAfter(now.plus(MOST_SKEW))) {
            LOG.warn("The shared cache holds an entry of the time to come: do the replicas' clocks agree?");
            return null;
        }
        return entry.fetchedAt().isAfter(now) ? fetched(now, entry) : entry;
    }

    private static CacheEntry fetched(Instant at, CacheEntry entry) {
        return new CacheEntry(entry.value(), at, entry.dataAsOf(), entry.entityTag(), entry.weight());
    }

    @Override
    public void publish(Slot slot, CacheEntry entry, Lease lease) {
        byte[] bytes;
        try {
            bytes = slot.form().write(entry);
        } catch (RuntimeException | Error e) {
            LOG.warn("{} cannot be shared", slot.key(), e);
            lease.release();
            return;
        }
        if (bytes.length > LARGEST) {
            LOG.debug("{} is too large to be shared: {} bytes", slot.key(), bytes.length);
            lease.release();
            return;
        }
        guarded.call(cache -> cache.put(key(slot), bytes, kept)).whenComplete((done, missed) -> lease.release());
    }

    @Override
    public void later(Runnable look, Duration wait) {
        delay.run(() -> executor.execute(look), wait);
    }

    @Override
    public String toString() {
        return guarded.toString();
    }
}
