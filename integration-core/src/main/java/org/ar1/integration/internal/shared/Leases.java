package org.ar1.integration.internal.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a shared cache. A lease is an entry beside the value that says until when it holds; its holder renews it.
 * One that has run out is overwritten, by two replicas at once perhaps, which costs one fetch more.
 */
final class Leases {

    private static final int RENEWALS = 3;

    private final GuardedCache guarded;
    private final Duration time;
    private final InstantSource clock;
    private final Delay delay;

    /**
     * No leases yet.
     *
     * @param time how long a lease holds that is not renewed
     */
    Leases(GuardedCache guarded, Duration time, InstantSource clock, Delay delay) {
        this.guarded = guarded;
        this.time = time;
        this.clock = clock;
        this.delay = delay;
    }

    /** The lease of a key, or null when another replica holds it. */
    CompletionStage<@Nullable Lease> acquire(SharedCache cache, String key) {
        return cache.putIfAbsent(key, end(), time)
                .thenCompose(won -> won
                        ? CompletableFuture.completedFuture(new Held(key))
                        : cache.get(key).thenCompose(other -> overtake(cache, key, other)));
    }

    private CompletionStage<@Nullable Lease> overtake(SharedCache cache, String key, Optional<byte[]> other) {
        return other.filter(this::holds).isPresent()
                ? CompletableFuture.completedFuture(null)
                : cache.put(key, end(), time).thenApply(done -> new Held(key));
    }

    private byte[] end() {
        return clock.instant().plus(time).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One that reaches far into the time to come is of a clock that is wrong. */
    private boolean holds(byte[] lease) {
        try {
            Instant end = Instant.parse(new String(lease, StandardCharsets.UTF_8));
            Instant now = clock.instant();
            return end.isAfter(now) && end.isBefore(now.plus(time.multipliedBy(2)));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A lease of this replica's. */
    private final class Held implements Lease {

        private final String key;
        private CompletableFuture<?> renewal = CompletableFuture.completedFuture(null);
        private boolean ends;
        private boolean released;

        Held(String key) {
            this.key = key;
            renewLater();
        }

        private void renewLater() {
            try {
                delay.run(this::renew, time.dividedBy(RENEWALS));
            } catch (RuntimeException e) {
                letExpire();
            }
        }

        private synchronized void renew() {
            if (!ends) {
                renewal = guarded.call(cache -> cache.put(key, end(), time));
                renewLater();
            }
        }

        @Override
        public synchronized void letExpire() {
            ends = true;
        }

        /** After a renewal under way, which would else put the lease back. */
        @Override
        public synchronized void release() {
            if (!released) {
                ends = true;
                released = true;
                renewal.whenComplete((done, missed) -> guarded.call(cache -> cache.remove(key)));
            }
        }
    }
}
