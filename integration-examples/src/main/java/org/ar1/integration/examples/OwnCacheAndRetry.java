package org.ar1.integration.examples;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Replaces the cache by a map and the fixed retry delay by one that doubles. */
public final class OwnCacheAndRetry {

    private OwnCacheAndRetry() {}

    /**
     * Runs on a sample campus.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (SampleCampus campus = SampleCampus.start()) {
            run(campus, System.out);
        }
    }

    static void run(SampleCampus campus, PrintStream out) {
        MapCache cache = new MapCache();
        RetryPolicy doubling = failed ->
                failed.attempts() > 3 ? Optional.empty() : Optional.of(Duration.ofMillis(10L << failed.attempts()));
        try (IntegrationClient client = IntegrationClient.builder()
                .config(IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                        .initialBackoff(Duration.ZERO)
                        .build())
                .cache(cache)
                .retryPolicy(doubling)
                .build()) {
            campus.fault(SampleService.RESOURCE_ALLOCATION, Fault.status(503));
            Sourced<?> failed = client.serverAllocation().servers();
            out.println("while the service is down: " + failed.outcome().id() + " after " + failed.attempts()
                    + " attempts");
            campus.healAll();
            Sourced<?> healed = client.serverAllocation().servers();
            out.println("once it is back: " + healed.outcome().id() + ", kept by our cache: " + cache.entries.keySet());
            Sourced<?> again = client.serverAllocation().servers();
            out.println("asked again: " + again.outcome().id());
        }
    }

    /** Fit for an example only: it never forgets. */
    private static final class MapCache implements IntegrationCache {

        private final ConcurrentMap<String, CacheEntry> entries = new ConcurrentHashMap<>();

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
