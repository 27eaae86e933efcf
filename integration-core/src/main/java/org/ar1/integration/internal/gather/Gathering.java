package org.ar1.integration.internal.gather;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.client.ServiceClients;
import org.ar1.integration.internal.fetch.SourceReader;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.spi.LabTypeResolver;
import org.jspecify.annotations.Nullable;

/** What both reports gather with. Thread-safe. */
public record Gathering(
        ServiceClients clients, SourceReader reader, LabTypeResolver resolver, IntegrationConfig config) {

    /** The window of the trends in days. */
    static final int TREND_DAYS = 30;

    private static final Duration SHORTEST_RETRY_AFTER = Duration.ofSeconds(1);

    /** By when a caller has an answer. */
    public Deadline deadline() {
        return Deadline.in(config.reportDeadline());
    }

    /** When asking again makes sense. */
    Duration retryAfter() {
        return config.retryDelay().compareTo(SHORTEST_RETRY_AFTER) > 0 ? config.retryDelay() : SHORTEST_RETRY_AFTER;
    }

    static Predicate<String> wanted(@Nullable String labType) {
        return labType == null ? any -> true : labType::equals;
    }

    static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}
