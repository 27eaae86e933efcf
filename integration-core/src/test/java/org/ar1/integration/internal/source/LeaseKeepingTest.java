package org.ar1.integration.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A reader that was given a lease, which renews itself, and does not need it or cannot use it. */
class LeaseKeepingTest {

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger released = new AtomicInteger();
    private @Nullable Error broken;

    private final Source<String> source = new Source<>(
            "key",
            UpstreamService.PERFORMANCE,
            "stats",
            this::load,
            value -> null,
            Source.Lifetime.USUAL,
            EntryJson.of(String.class));

    private CompletableFuture<Reply<String>> load(CallContext context) {
        if (broken != null) {
            throw broken;
        }
        throw new AssertionError("nothing need be fetched");
    }

    private final class Counting implements Lease {
        @Override
        public void release() {
            released.incrementAndGet();
        }
    }

    private final class Level implements SecondLevel {
        private final @Nullable CacheEntry entry;

        Level(@Nullable CacheEntry entry) {
            this.entry = entry;
        }

        @Override
        public CompletableFuture<@Nullable CacheEntry> look(Slot slot) {
            throw new AssertionError("nothing backs off");
        }

        @Override
        public CompletableFuture<Found> find(Slot slot, Predicate<CacheEntry> suffices) {
            return CompletableFuture.completedFuture(new Found(entry, new Counting()));
        }

        @Override
        public void publish(Slot slot, CacheEntry value, Lease lease) {
            throw new AssertionError("nothing was fetched");
        }

        @Override
        public void later(Runnable look, Duration wait) {
            throw new AssertionError("nobody else fetches");
        }
    }

    private Sourced<String> read(@Nullable CacheEntry found) {
        SourceReader reader = new SourceReader(
                new CaffeineCache(Duration.ofHours(24)),
                new Level(found),
                IntegrationConfig.builder().build(),
                clock,
                service -> new ServiceActivity(),
                Runnable::run,
                Events.none());
        return reader.read(source, Deadline.in(Duration.ofHours(1))).join();
    }

    /** The clock was set back after the look, for instance. */
    @Test
    void aLeaseIsGivenBackWhenTheEntryWillDoAfterAll() {
        Sourced<String> sourced = read(new CacheEntry("A", clock.instant(), null, null, 64));

        assertThat(sourced.orNull()).isEqualTo("A");
        assertThat(sourced.outcome()).isEqualTo(Outcome.CACHED);
        assertThat(released).hasValue(1);
    }

    @Test
    void aLeaseIsGivenBackWhenTheFetchCannotEvenBegin() {
        broken = new OutOfMemoryError("no thread");

        assertThat(read(null).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(released).hasPositiveValue();
    }
}
