package org.ar1.integration.internal.source;

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
import org.ar1.integration.event.SharedCacheMissed.Reason;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.CircuitBreaker;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link SharedCache} as second level. Thread-safe. */
public final class SharedLevel implements SecondLevel {

    private static final Logger LOG = LoggerFactory.getLogger(SharedLevel.class);

    /** A replica that waits for one that has died must have time left to fetch for itself. */
    private static final int LEASES_PER_DEADLINE = 10;

    private final GuardedCache guarded;
    private final Leases leases;
    private final SharedCacheMisses misses;
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
            Delay delay,
            Events events) {
        this.guarded = new GuardedCache(cache, breaker, config.sharedCacheTimeout());
        this.leases = new Leases(guarded, config.reportDeadline().dividedBy(LEASES_PER_DEADLINE), clock, delay);
        this.misses = new SharedCacheMisses(events);
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
    public CompletableFuture<@Nullable CacheEntry> look(Slot slot) {
        return lookUp(slot, guarded.deadline()).exceptionally(thrown -> {
            misses.failed(slot, thrown);
            return null;
        });
    }

    private CompletableFuture<@Nullable CacheEntry> lookUp(Slot slot, Deadline deadline) {
        return guarded.call(deadline, cache -> cache.get(key(slot)))
                .thenApplyAsync(bytes -> decode(slot, bytes), executor);
    }

    @Override
    public CompletableFuture<Found> find(Slot slot, Predicate<CacheEntry> suffices) {
        Deadline deadline = guarded.deadline();
        return lookUp(slot, deadline)
                .thenCompose(entry -> isEnough(entry, suffices)
                        ? CompletableFuture.completedFuture(new Found(entry, null))
                        : claim(slot, entry, suffices, deadline))
                .exceptionally(thrown -> {
                    misses.failed(slot, thrown);
                    return new Found(null, Lease.UNSHARED);
                });
    }

    private static boolean isEnough(@Nullable CacheEntry entry, Predicate<CacheEntry> suffices) {
        return entry != null && suffices.test(entry);
    }

    private CompletableFuture<Found> claim(
            Slot slot, @Nullable CacheEntry entry, Predicate<CacheEntry> suffices, Deadline deadline) {
        CompletableFuture<Claim> claims =
                guarded.call(deadline, cache -> claim(cache, slot), late -> late.thenAccept(Claim::giveBack));
        return claims.thenApplyAsync(
                        claim -> {
                            Lease lease = claim.lease().orElse(null);
                            if (lease == null) {
                                return new Found(entry, null);
                            }
                            CacheEntry newest = claim.published().isEmpty() ? null : decode(slot, claim.published());
                            if (isEnough(newest, suffices)) {
                                lease.release();
                                return new Found(newest, null);
                            }
                            return new Found(newest == null ? entry : newest, lease);
                        },
                        executor)
                .exceptionally(thrown -> {
                    claims.thenAccept(Claim::giveBack);
                    misses.failed(slot, thrown);
                    return new Found(entry, Lease.UNSHARED);
                });
    }

    /**
     * What became of the wish for a lease.
     *
     * @param lease empty when another replica holds it
     * @param published the value looked up once more after the lease was obtained, since its last holder may have
     *     published in between
     */
    private record Claim(Optional<Lease> lease, Optional<byte[]> published) {
        void giveBack() {
            lease.ifPresent(Lease::release);
        }
    }

    private CompletionStage<Claim> claim(SharedCache cache, Slot slot) {
        return leases.claim(cache, key(slot) + " lease")
                .thenCompose(lease -> lease.isEmpty()
                        ? CompletableFuture.completedFuture(new Claim(lease, Optional.empty()))
                        : published(cache, slot).thenApply(bytes -> new Claim(lease, bytes)));
    }

    private CompletionStage<Optional<byte[]>> published(SharedCache cache, Slot slot) {
        try {
            return cache.get(key(slot)).exceptionally(failure -> Optional.empty());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private @Nullable CacheEntry decode(Slot slot, Optional<byte[]> bytes) {
        if (bytes.isEmpty()) {
            misses.missed(slot, Reason.ABSENT);
            return null;
        }
        CacheEntry entry;
        try {
            entry = slot.form().read(bytes.get());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The shared cache holds something else than an entry for {}", slot.key());
            misses.missed(slot, Reason.CORRUPT);
            return null;
        }
        // Ages are counted in whole milliseconds here: with a part of one it would lie in the future.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (entry.fetchedAt().isAfter(now.plus(Leases.MAX_SKEW))) {
            LOG.warn("The shared cache holds an entry from the future: do the replicas' clocks agree?");
            misses.missed(slot, Reason.CORRUPT);
            return null;
        }
        misses.answered();
        return entry.fetchedAt().isAfter(now) ? fetched(now, entry) : entry;
    }

    /** What a replica with a faster clock fetched counts as fetched now. */
    private static CacheEntry fetched(Instant at, CacheEntry entry) {
        return new CacheEntry(entry.value(), at, entry.dataAsOf(), entry.entityTag(), entry.weight());
    }

    @Override
    public void publish(Slot slot, CacheEntry entry, Lease lease) {
        byte[] bytes;
        try {
            bytes = slot.form().write(entry);
        } catch (EntryJson.TooLargeException e) {
            LOG.debug("{} is too large to be shared", slot.key(), e);
            lease.release();
            return;
        } catch (RuntimeException | Error e) {
            LOG.warn("{} cannot be shared", slot.key(), e);
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
