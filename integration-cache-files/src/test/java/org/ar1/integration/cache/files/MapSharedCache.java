package org.ar1.integration.cache.files;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ar1.integration.spi.SharedCache;

/** A map in the place of a cache that replicas share. Its stages are complete. */
final class MapSharedCache implements SharedCache {

    /** Equal only to itself, which tells whose entry is there. */
    private static final class Kept {

        final byte[] value;
        final Instant until;

        Kept(byte[] value, Instant until) {
            this.value = value;
            this.until = until;
        }
    }

    private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();
    private final InstantSource clock;

    MapSharedCache(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(kept.get(key)).filter(this::lives).map(entry -> entry.value));
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value, Duration timeToLive) {
        kept.put(key, keep(value, timeToLive));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive) {
        Kept mine = keep(value, timeToLive);
        Kept there = kept.compute(key, (k, old) -> old != null && lives(old) ? old : mine);
        return CompletableFuture.completedFuture(there.equals(mine));
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        kept.remove(key);
        return CompletableFuture.completedFuture(null);
    }

    private Kept keep(byte[] value, Duration timeToLive) {
        Objects.requireNonNull(value, "value");
        if (timeToLive.isZero() || timeToLive.isNegative()) {
            throw new IllegalArgumentException("The time to live is not positive: " + timeToLive);
        }
        return new Kept(value, end(timeToLive));
    }

    private Instant end(Duration timeToLive) {
        try {
            return clock.instant().plus(timeToLive);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MAX;
        }
    }

    private boolean lives(Kept entry) {
        return clock.instant().isBefore(entry.until);
    }
}
