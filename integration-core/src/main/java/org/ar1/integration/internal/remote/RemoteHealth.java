package org.ar1.integration.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** The health of the services as the Integration Service states it at {@code /health}. Thread-safe. */
public final class RemoteHealth {

    private static final String UPSTREAM = "upstream-";
    private static final String NEXT_ATTEMPT = "next_attempt_at.";
    private static final String NONE = "none";
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RemoteService service;
    private @Nullable CompletableFuture<Map<UpstreamService, ServiceHealth>> latest;
    private @Nullable Span current;

    /** The health that a service states. */
    public RemoteHealth(RemoteService service) {
        this.service = service;
    }

    /**
     * What the service states of each service behind it. Callers of one second share a call; none is made while the
     * service is away.
     *
     * @return completes with the services that it states something of; none when it does not answer
     */
    public CompletableFuture<Map<UpstreamService, ServiceHealth>> now() {
        service.requireOpen();
        CompletableFuture<Map<UpstreamService, ServiceHealth>> asking = new CompletableFuture<>();
        Instant now = service.now();
        synchronized (this) {
            CompletableFuture<Map<UpstreamService, ServiceHealth>> known = latest;
            if (known != null && (!known.isDone() || (current != null && current.contains(now)))) {
                return known.copy();
            }
            if (service.absence().at(now) != null) {
                return CompletableFuture.completedFuture(Map.of());
            }
            latest = asking;
        }
        service.body("/health")
                .thenApply(body -> read(body, service.now()))
                .exceptionally(failed -> Map.of())
                .thenAccept(states -> answered(asking, states, service.now()));
        return asking.copy();
    }

    private void answered(
            CompletableFuture<Map<UpstreamService, ServiceHealth>> asking,
            Map<UpstreamService, ServiceHealth> states,
            Instant now) {
        synchronized (this) {
            current = Span.of(now, KEPT);
        }
        asking.complete(states);
    }

    private static Map<UpstreamService, ServiceHealth> read(byte[] body, Instant now) {
        Map<UpstreamService, ServiceHealth> states = new EnumMap<>(UpstreamService.class);
        try {
            for (JsonNode check : MAPPER.readTree(body).path("checks")) {
                JsonNode data = check.path("data");
                String name = check.path("name").asText();
                for (UpstreamService service : UpstreamService.values()) {
                    if (name.equals(UPSTREAM + service.id())
                            && data.path("observed").asBoolean()) {
                        states.put(service, state(service, data, now));
                    }
                }
            }
        } catch (IOException | DateTimeException | ArithmeticException e) {
            return Map.of(); // not what this version of the library knows
        }
        return Collections.unmodifiableMap(states);
    }

    private static ServiceHealth state(UpstreamService service, JsonNode data, Instant now) {
        String outcome = data.path("last_outcome").asText(NONE);
        Map<String, Instant> next = new HashMap<>();
        data.properties().forEach(member -> {
            if (member.getKey().startsWith(NEXT_ATTEMPT)) {
                next.put(
                        member.getKey().substring(NEXT_ATTEMPT.length()),
                        Instant.parse(member.getValue().asText()));
            }
        });
        return new ServiceHealth(
                service,
                Stream.of(CircuitBreakerChanged.State.values())
                        .filter(state ->
                                state.id().equals(data.path("circuit_breaker").asText()))
                        .findAny()
                        .orElse(CircuitBreakerChanged.State.CLOSED),
                Stream.of(ErrorCode.values())
                        .filter(code -> code.id().equals(outcome))
                        .findAny(),
                since(data.path("last_attempt_age_seconds"), now),
                since(data.path("last_good_answer_age_seconds"), now),
                next);
    }

    private static Optional<Instant> since(JsonNode age, Instant now) {
        return age.isIntegralNumber() ? Optional.of(now.minus(Duration.ofSeconds(age.longValue()))) : Optional.empty();
    }
}
