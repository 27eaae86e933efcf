package org.ar1.integration.health;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

/**
 * What the latest calls to a service showed. Immutable; times are those of the client's clock.
 *
 * @param service the service
 * @param circuitBreaker the state of the service's circuit breaker, as it last changed; closed for a breaker that the
 *     application set
 * @param lastError why the latest attempt failed; empty when it succeeded or there was none
 * @param lastAttemptAt the end of the latest attempt; empty when there was none
 * @param lastGoodAnswerAt the end of the latest attempt that succeeded; empty when there was none
 * @param nextAttempts the times from which the resources whose most recent fetch failed are fetched again, by the names
 *     of the resources, in alphabetical order. Of a resource that is fetched for each lab type or server, the fetch that
 *     ended last counts
 */
public record ServiceHealth(
        UpstreamService service,
        CircuitBreakerChanged.State circuitBreaker,
        Optional<ErrorCode> lastError,
        Optional<Instant> lastAttemptAt,
        Optional<Instant> lastGoodAnswerAt,
        Map<String, Instant> nextAttempts) {
    public ServiceHealth {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(circuitBreaker, "circuitBreaker");
        Objects.requireNonNull(lastError, "lastError");
        Objects.requireNonNull(lastAttemptAt, "lastAttemptAt");
        Objects.requireNonNull(lastGoodAnswerAt, "lastGoodAnswerAt");
        nextAttempts = Collections.unmodifiableMap(new TreeMap<>(nextAttempts));
    }

    /**
     * The first time at which a resource whose most recent fetch failed is fetched again, by the next reader.
     *
     * @return the time; empty when no fetch failed
     */
    public Optional<Instant> nextAttemptAt() {
        return nextAttempts.values().stream().min(Comparator.naturalOrder());
    }
}
