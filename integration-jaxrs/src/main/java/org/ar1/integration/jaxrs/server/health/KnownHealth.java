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
 * service makes a call to read it. The read runs on a thread of its own, one at a time and ten a second at most. All
 * callers wait for it until 50 ms after it began, so that what a client has in memory is at most a tenth of a second
 * old. Thread-safe.
 */
public final class KnownHealth {

    private static final Logger LOGGER = LoggerFactory.getLogger(KnownHealth.class);
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<Map<UpstreamService, ServiceHealth>> client;
    private final LongSupplier nanoTime;
    private final Duration patience;
    private volatile Map<UpstreamService, ServiceHealth> known = Map.of();
    private @Nullable Read latest;

    /** A read; {@code orLate} is done when the read is, or has taken too long to wait for. */
    private record Read(CompletableFuture<Void> end, CompletableFuture<Void> orLate, long begunAt) {}

    KnownHealth(Supplier<Map<UpstreamService, ServiceHealth>> client, LongSupplier nanoTime, Duration patience) {
        this.client = client;
        this.nanoTime = nanoTime;
        this.patience = patience;
    }

    /** The health that a client knows; nothing is read yet. */
    public static KnownHealth of(IntegrationClient client) {
        return new KnownHealth(client::health, System::nanoTime, PATIENCE);
    }

    /**
     * Returns what was read last, after beginning another read if that is due.
     *
     * @return an entry for each service of which something is known
     */
    public Map<UpstreamService, ServiceHealth> now() {
        latest().orLate().join();
        return known;
    }

    private synchronized Read latest() {
        long now = nanoTime.getAsLong();
        if (latest == null || (latest.end().isDone() && now - latest.begunAt() >= PERIOD)) {
            latest = begin(now);
        }
        return latest;
    }

    private Read begin(long now) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> read(end), "integration-health");
        thread.setDaemon(true);
        thread.start();
        return new Read(end, end.copy().completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS), now);
    }

    private void read(CompletableFuture<Void> end) {
        try {
            known = client.get();
        } catch (RuntimeException | Error e) {
            LOGGER.debug("The health of the services cannot be read", e);
        } finally {
            end.complete(null);
        }
    }
}
