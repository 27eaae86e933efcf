package org.ar1.integration.internal.event;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** The latest outcomes of the calls to each service. Thread-safe. */
public final class HealthLog {

    private final Map<UpstreamService, ServiceHealth> states = new EnumMap<>(UpstreamService.class);

    HealthLog() {
        for (UpstreamService service : UpstreamService.values()) {
            states.put(
                    service,
                    new ServiceHealth(
                            service,
                            CircuitBreakerChanged.State.CLOSED,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of()));
        }
    }

    /** The state of each service now. */
    public synchronized Map<UpstreamService, ServiceHealth> now() {
        return Collections.unmodifiableMap(new EnumMap<>(states));
    }

    private synchronized void change(UpstreamService service, UnaryOperator<ServiceHealth> change) {
        states.computeIfPresent(service, (same, before) -> change.apply(before));
    }

    /**
     * An attempt ended.
     *
     * @param error why it failed; null when it succeeded
     */
    public void attemptEnded(UpstreamService service, @Nullable ErrorCode error, Instant now) {
        change(
                service,
                before -> new ServiceHealth(
                        service,
                        before.circuitBreaker(),
                        Optional.ofNullable(error),
                        Optional.of(now),
                        error == null ? Optional.of(now) : before.lastGoodAnswerAt(),
                        before.nextAttempts()));
    }

    /** The breaker of a service is in another state. */
    public void breakerChanged(UpstreamService service, CircuitBreakerChanged.State state) {
        change(
                service,
                before -> new ServiceHealth(
                        service,
                        state,
                        before.lastError(),
                        before.lastAttemptAt(),
                        before.lastGoodAnswerAt(),
                        before.nextAttempts()));
    }

    /**
     * A resource is fetched again from a time on.
     *
     * @param at the time; null when the resource has a newer value, perhaps of another replica
     */
    public void nextAttempt(UpstreamService service, String resource, @Nullable Instant at) {
        change(service, before -> {
            if (at == null && !before.nextAttempts().containsKey(resource)) {
                return before;
            }
            Map<String, Instant> next = new TreeMap<>(before.nextAttempts());
            if (at == null) {
                next.remove(resource);
            } else {
                next.put(resource, at);
            }
            return new ServiceHealth(
                    service,
                    before.circuitBreaker(),
                    before.lastError(),
                    before.lastAttemptAt(),
                    before.lastGoodAnswerAt(),
                    next);
        });
    }
}
