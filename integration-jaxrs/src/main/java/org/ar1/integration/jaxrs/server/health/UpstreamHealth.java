package org.ar1.integration.jaxrs.server.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** What the last calls of a client showed of each service. Thread-safe. */
public final class UpstreamHealth implements IntegrationListener {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LongSupplier nanoTime;
    private final Map<UpstreamService, Seen> seen = new ConcurrentHashMap<>();
    private volatile boolean attached;

    /**
     * Nothing seen yet.
     *
     * @param nanoTime the time that ages are taken from, in nanoseconds
     */
    public UpstreamHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Null stands for never. */
    private record Seen(
            String breaker,
            String outcome,
            @Nullable Long goodNanos,
            @Nullable Long lastNanos) {
        static final Seen NOTHING = new Seen(CircuitBreakerChanged.State.CLOSED.id(), "none", null, null);
    }

    /** To be called when a client tells its events to this; until then all is unknown. */
    public void attached() {
        attached = true;
    }

    @Override
    public void attemptEnded(AttemptEnded event) {
        long now = nanoTime.getAsLong();
        seen.compute(event.service(), (service, before) -> {
            Seen last = before == null ? Seen.NOTHING : before;
            return event.error() == null
                    ? new Seen(last.breaker(), "success", now, now)
                    : new Seen(last.breaker(), event.error().id(), last.goodNanos(), now);
        });
    }

    @Override
    public void circuitBreakerChanged(CircuitBreakerChanged event) {
        seen.compute(event.service(), (service, before) -> {
            Seen last = before == null ? Seen.NOTHING : before;
            return new Seen(event.state().id(), last.outcome(), last.goodNanos(), last.lastNanos());
        });
    }

    /** The data of the service's check; ages are absent of what never was. */
    Map<String, Object> data(UpstreamService service) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (!attached) {
            data.put("observed", false);
            return data;
        }
        Seen last = Objects.requireNonNullElse(seen.get(service), Seen.NOTHING);
        data.put("observed", true);
        data.put("circuit_breaker", last.breaker());
        data.put("last_outcome", last.outcome());
        putAge(data, "last_attempt_age_seconds", last.lastNanos());
        putAge(data, "last_good_answer_age_seconds", last.goodNanos());
        return data;
    }

    private void putAge(Map<String, Object> data, String name, @Nullable Long sinceNanos) {
        if (sinceNanos != null) {
            data.put(name, Math.max(0, nanoTime.getAsLong() - sinceNanos) / NANOS_PER_SECOND);
        }
    }
}
