package org.ar1.integration.internal.source;

import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cache behind a replica's own. Its answers come soon and never fail: a fault is a miss. */
public interface SecondLevel {

    /** No shared cache: nothing is known, and each replica fetches for itself. */
    SecondLevel NONE = new SecondLevel() {
        private final CompletableFuture<Found> nothing =
                CompletableFuture.completedFuture(new Found(null, Lease.UNSHARED));

        @Override
        public CompletableFuture<@Nullable CacheEntry> look(Slot slot) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Found> find(Slot slot, Predicate<CacheEntry> suffices) {
            return nothing;
        }

        @Override
        public void publish(Slot slot, CacheEntry entry, Lease lease) {}

        @Override
        public void later(Runnable look, Duration wait) {
            throw new IllegalStateException("no other replica fetches");
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /**
     * Where an entry lies, and in which form.
     *
     * @param key unique among all sources
     */
    record Slot(UpstreamService service, String resource, String key, EntryJson<?> form) {}

    /**
     * What was found.
     *
     * @param entry what the replicas know; null for nothing
     * @param lease the right to fetch; null when the entry suffices, or another replica holds the lease
     */
    record Found(@Nullable CacheEntry entry, @Nullable Lease lease) {

        /** Gives the lease back, if there is one: it would otherwise renew itself without end. */
        public void giveBack() {
            if (lease != null) {
                lease.release();
            }
        }
    }

    /** Looks up what the replicas know; null for nothing. */
    CompletableFuture<@Nullable CacheEntry> look(Slot slot);

    /**
     * Looks up what the replicas know and, unless that suffices, asks for the right to fetch the source.
     *
     * @param suffices whether an entry makes fetching unnecessary
     */
    CompletableFuture<Found> find(Slot slot, Predicate<CacheEntry> suffices);

    /** Puts an entry where the other replicas find it, then gives back the lease. */
    void publish(Slot slot, CacheEntry entry, Lease lease);

    /**
     * Runs a task after a while, to look again when another replica is fetching.
     *
     * @throws RuntimeException when the delay refuses the task
     */
    void later(Runnable look, Duration wait);
}
