package org.ar1.integration.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.call.ServiceActivity;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.jspecify.annotations.Nullable;

/** What the models have in common; the clock stands still, so that nothing expires in a race. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-16T09:00:00Z");
    static final CacheEntry ENTRY = new CacheEntry("value", NOW, null, null, 64);

    private static final IntegrationConfig CONFIG = IntegrationConfig.builder().build();
    private static final ServiceActivity ACTIVITY = new ServiceActivity();

    private Samples() {}

    static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1));
    }

    static Source<String> source(Supplier<CompletableFuture<Reply<String>>> load) {
        return new Source<>(
                "key",
                UpstreamService.PERFORMANCE,
                "stats",
                context -> load.get(),
                value -> null,
                Source.Lifetime.USUAL,
                EntryJson.of(String.class));
    }

    static SourceState state() {
        return new SourceState(source(CompletableFuture::new), FreshnessPolicy.of(CONFIG));
    }

    /** With a memory that is a map, and no other replicas. */
    static SourceReader reader() {
        return new SourceReader(
                new MapCache(), SecondLevel.NONE, CONFIG, () -> NOW, service -> ACTIVITY, Runnable::run, Events.none());
    }

    private static final class MapCache implements IntegrationCache {

        private final ConcurrentHashMap<String, CacheEntry> entries = new ConcurrentHashMap<>();

        @Override
        public @Nullable CacheEntry get(String key) {
            return entries.get(key);
        }

        @Override
        public void put(String key, CacheEntry entry) {
            entries.put(key, entry);
        }
    }
}
