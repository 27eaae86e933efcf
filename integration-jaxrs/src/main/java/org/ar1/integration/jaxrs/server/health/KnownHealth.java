package org.ar1.integration.jaxrs.server.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of the services as a client read it last, for callers that must not wait. A client that asks another
 * service makes a call to read it. The read runs on a thread of its own, one at a time and one a second at most. The
 * caller that begins it waits 50 ms for it, so that what a client has in memory is at most a second old. Thread-safe.
 */
public final class KnownHealth {

    private static final Logger LOGGER = LoggerFactory.getLogger(KnownHealth.class);
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Map<UpstreamService, ServiceHealth>> client;
    private final LongSupplier nanoTime;
    private volatile Map<UpstreamService, ServiceHealth> known = Map.of();
    private @Nullable CompletableFuture<Void> latest;
    private long begunAt;

    KnownHealth(Supplier<Map<UpstreamService, ServiceHealth>> client, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
    }

    /** The health that a client knows; nothing is read yet. */
    public static KnownHealth of(IntegrationClient client) {
        return new KnownHealth(client::health, System::nanoTime);
    }

    /**
     * Returns what was read last, after beginning another read if that is due.
     *
     * @return an entry for each service of which something is known
     */
    public Map<UpstreamService, ServiceHealth> now() {
        CompletableFuture<Void> begun = beginIfDue();
        if (begun != null) {
            begun.copy()
                    .completeOnTimeout(null, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
        return known;
    }

    private synchronized @Nullable CompletableFuture<Void> beginIfDue() {
        long now = nanoTime.getAsLong();
        if (latest != null && (!latest.isDone() || now - begunAt < PERIOD)) {
            return null;
        }
        CompletableFuture<Void> read = new CompletableFuture<>();
        Thread thread = new Thread(() -> read(read), "integration-health");
        thread.setDaemon(true);
        thread.start();
        latest = read;
        begunAt = now;
        return read;
    }

    private void read(CompletableFuture<Void> read) {
        try {
            known = client.get();
        } catch (RuntimeException | Error e) {
            LOGGER.debug("The health of the services cannot be read", e);
        } finally {
            read.complete(null);
        }
    }
}
