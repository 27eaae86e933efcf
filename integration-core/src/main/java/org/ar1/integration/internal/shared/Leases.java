package org.ar1.integration.internal.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.SharedCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of a shared cache. A lease is an entry beside the value that says until when it holds; its holder renews it.
 * One that has run out is overwritten, by two replicas at once perhaps, which costs one fetch more. Where the holder was
 * told that there is no value, the lease becomes a note of that for a while: others cannot wait until it has judged that,
 * because it may be waiting for them.
 */
final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final int RENEWALS = 3;
    private static final String DENIED = "denied ";

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

    /**
     * What became of the wish for a lease.
     *
     * @param lease the lease; null when another replica holds it
     * @param deniedAt when that one was told that there is no value; null when it has not been
     */
    record Claim(@Nullable Lease lease, @Nullable Instant deniedAt) {}

    CompletionStage<Claim> claim(SharedCache cache, String key) {
        return cache.putIfAbsent(key, end(), time)
                .thenCompose(won -> won
                        ? CompletableFuture.completedFuture(new Claim(new Held(key), null))
                        : cache.get(key).thenCompose(other -> overtake(cache, key, other)));
    }

    private CompletionStage<Claim> overtake(SharedCache cache, String key, Optional<byte[]> other) {
        String held =
                other.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        if (held.startsWith(DENIED)) {
            Instant at = time(held.substring(DENIED.length()));
            if (at != null && holds(at.plus(time))) {
                return CompletableFuture.completedFuture(new Claim(null, at));
            }
        }
        Instant end = time(held);
        return end != null && holds(end)
                ? CompletableFuture.completedFuture(new Claim(null, null))
                : cache.put(key, end(), time).thenApply(done -> new Claim(new Held(key), null));
    }

    private byte[] end() {
        return clock.instant().plus(time).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** One that reaches far into the time to come is of a clock that is wrong. */
    private boolean holds(Instant end) {
        Instant now = clock.instant();
        return end.isAfter(now) && end.isBefore(now.plus(time.multipliedBy(2)));
    }

    /** A lease of this replica's. */
    private final class Held implements Lease {

        private final String key;
        private CompletableFuture<?> renewal = CompletableFuture.completedFuture(null);
        private boolean ended;

        Held(String key) {
            this.key = key;
            renewLater();
        }

        private void renewLater() {
            try {
                delay.run(this::renew, time.dividedBy(RENEWALS));
            } catch (RuntimeException e) {
                LOG.debug("A lease cannot be renewed: {}", e.getClass().getName());
            }
        }

        private synchronized void renew() {
            if (!ended) {
                renewal = guarded.call(cache -> cache.put(key, end(), time));
                renewLater();
            }
        }

        @Override
        public void release() {
            finish(cache -> cache.remove(key));
        }

        @Override
        public void denied(Instant at) {
            byte[] denial = (DENIED + at).getBytes(StandardCharsets.UTF_8);
            finish(cache -> cache.put(key, denial, time));
        }

        /** After a renewal under way, which would else put the lease back. */
        private synchronized void finish(Function<SharedCache, CompletionStage<Void>> how) {
            if (!ended) {
                ended = true;
                renewal.whenComplete((done, missed) -> guarded.call(how));
            }
        }
    }
}
