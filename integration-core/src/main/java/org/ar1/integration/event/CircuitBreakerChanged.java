package org.ar1.integration.event;

import org.ar1.integration.source.UpstreamService;

import java.util.Locale;
import java.util.Objects;

/**
 * The circuit breaker of a service is in another state.
 *
 * @param service the service
 * @param state the state that it is in now
 */
public record CircuitBreakerChanged(UpstreamService service, State state) {
    public CircuitBreakerChanged {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(state, "state");
    }

    /** Whether a service is called. */
    public enum State {
        /** It is called. */
        CLOSED,
        /** It is not called, because it fails too often. */
        OPEN,
        /** One call tries whether it works again. */
        HALF_OPEN;

        /**
         * The name in metrics, such as {@code half_open}.
         *
         * @return the stable identifier
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
