package org.ar1.integration.internal.source;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of a shared cache: entries beside the values, each of which says when it expires. The holder renews its
 * lease while it fetches. The replicas' clocks may differ by {@link #MAX_SKEW}. Of the replicas that find the same
 * expired lease, one takes it over: the one whose {@code putIfAbsent} succeeds for the claim to that very lease.
 * Thread-safe.
 */
final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final int RENEWALS = 3;

    /** The difference between the clocks of replicas that causes no second fetch. */
    static final Duration MAX_SKEW = Duration.ofSeconds(2);

    private final GuardedCache guarded;
    private final Duration time;
    private final InstantSource clock;
    private final Delay delay;

    /**
     * No leases yet.
     *
     * @param time how long after its last renewal a lease expires, apart from the skew of clocks
     */
    Leases(GuardedCache guarded, Duration time, InstantSource clock, Delay delay) {
        this.guarded = guarded;
        this.time = time;
        this.clock = clock;
        this.delay = delay;
    }

    /** Asks for the lease of a key; empty when another replica holds it. */
    CompletionStage<Optional<Lease>> claim(SharedCache cache, String key) {
        return cache.putIfAbsent(key, expiry(), timeToLive())
                .thenCompose(won -> won
                        ? CompletableFuture.completedFuture(Optional.of(new Held(key)))
                        : cache.get(key).thenCompose(other -> takeOver(cache, key, other)));
    }

    private CompletionStage<Optional<Lease>> takeOver(SharedCache cache, String key, Optional<byte[]> other) {
        String held =
                other.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        if (isValid(held)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return cache.putIfAbsent(key + " after " + held, expiry(), timeToLive())
                .thenCompose(won -> won
                        ? cache.put(key, expiry(), timeToLive()).thenApply(done -> Optional.of(new Held(key)))
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    private byte[] expiry() {
        return clock.instant().plus(time).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The cache may count it by a clock that is ahead of the holder's. */
    private Duration timeToLive() {
        return time.plus(MAX_SKEW.multipliedBy(2));
    }

    /** A lease that expires far in the future was written by a clock that is wrong. */
    private boolean isValid(String held) {
        Instant expiry = instant(held);
        Instant now = clock.instant();
        return expiry != null
                && expiry.plus(MAX_SKEW).isAfter(now)
                && expiry.isBefore(now.plus(time).plus(MAX_SKEW).plus(time));
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A lease of this replica. */
    private final class Held implements Lease {

        private final String key;
        private CompletableFuture<?> renewal = CompletableFuture.completedFuture(null);
        private boolean released;

        Held(String key) {
            this.key = key;
            renewLater();
        }

        private void renewLater() {
            try {
                delay.run(this::renew, time.dividedBy(RENEWALS));
            } catch (RuntimeException | Error e) {
                LOG.debug("A lease cannot be renewed", e);
            }
        }

        private void renew() {
            CompletableFuture<Void> renewed = new CompletableFuture<>();
            synchronized (this) {
                if (released) {
                    return;
                }
                renewal = renewed;
            }
            guarded.call(cache -> cache.put(key, expiry(), timeToLive()))
                    .whenComplete((done, missed) -> renewed.complete(null));
            renewLater();
        }

        /** Removed after a renewal under way, which would otherwise put the lease back. */
        @Override
        public void release() {
            CompletableFuture<?> last;
            synchronized (this) {
                if (released) {
                    return;
                }
                released = true;
                last = renewal;
            }
            last.whenComplete((done, missed) -> guarded.call(cache -> cache.remove(key)));
        }
    }
}
