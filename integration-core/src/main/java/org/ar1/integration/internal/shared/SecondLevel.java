package org.ar1.integration.internal.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.ar1.integration.internal.wire.EntryJson;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/** The cache behind a replica's own. Whatever is wrong with it, its answers come soon and never fail. */
public interface SecondLevel {

    /** There is none: nothing is known, and everybody fetches alone. */
    SecondLevel NONE = new SecondLevel() {
        private final CompletableFuture<Found> nothing =
                CompletableFuture.completedFuture(Found.toFetch(null, Lease.UNSHARED));

        @Override
        public CompletableFuture<Found> find(Slot slot, Predicate<CacheEntry> suffices) {
            return nothing;
        }

        @Override
        public void publish(Slot slot, CacheEntry entry, Lease lease) {}

        @Override
        public void later(Runnable look, Duration wait) {
            throw new IllegalStateException("nobody else fetches");
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /**
     * Where an entry lies, and in which form.
     *
     * @param service the service that it comes from
     * @param key unique among all sources
     */
    record Slot(UpstreamService service, String key, EntryJson<?> form) {}

    /**
     * What was found.
     *
     * @param entry what the replicas know; null for nothing
     * @param lease the right to fetch; null when the entry suffices, or it is another replica's turn
     * @param deniedAt when that one was told that there is no value; null when it has not been
     */
    record Found(
            @Nullable CacheEntry entry,
            @Nullable Lease lease,
            @Nullable Instant deniedAt) {

        static Found enough(@Nullable CacheEntry entry) {
            return new Found(entry, null, null);
        }

        static Found toFetch(@Nullable CacheEntry entry, Lease lease) {
            return new Found(entry, lease, null);
        }

        /** Gives the lease back, if there is one: it would renew itself for ever. */
        public void giveBack() {
            if (lease != null) {
                lease.release();
            }
        }
    }

    /**
     * Looks up what the replicas know and, unless that suffices, asks for the right to fetch it anew.
     *
     * @param suffices whether an entry makes fetching unnecessary
     */
    CompletableFuture<Found> find(Slot slot, Predicate<CacheEntry> suffices);

    /** Lets the replicas know an entry, then gives back the lease. */
    void publish(Slot slot, CacheEntry entry, Lease lease);

    /**
     * Looks again after a while, when another replica is fetching.
     *
     * @throws RuntimeException when it cannot be waited for
     */
    void later(Runnable look, Duration wait);
}
