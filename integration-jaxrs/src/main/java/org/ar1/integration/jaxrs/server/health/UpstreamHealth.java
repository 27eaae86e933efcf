package org.ar1.integration.jaxrs.server.health;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.CircuitBreakerChanged;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** What the last calls of a client showed of each service. Thread-safe. */
public final class UpstreamHealth implements IntegrationListener {

    /** The time from which a resource that failed is asked for again; its name follows. */
    private static final String NEXT_ATTEMPT = "next_attempt_at.";

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

    /**
     * The last calls of a service. Null stands for never.
     *
     * @param nextAttempts the end of the backoff of each resource whose most recent fetch failed
     */
    private record Seen(
            String breaker,
            String outcome,
            @Nullable Long goodNanos,
            @Nullable Long lastNanos,
            SortedMap<String, Instant> nextAttempts) {

        static final Seen NOTHING =
                new Seen(CircuitBreakerChanged.State.CLOSED.id(), "none", null, null, Collections.emptySortedMap());

        Seen withBreaker(String state) {
            return new Seen(state, outcome, goodNanos, lastNanos, nextAttempts);
        }

        Seen withSuccess(long now) {
            return new Seen(breaker, "success", now, now, nextAttempts);
        }

        Seen withFailure(String error, long now) {
            return new Seen(breaker, error, goodNanos, now, nextAttempts);
        }

        /** Null takes the resource away. */
        Seen withNextAttempt(String resource, @Nullable Instant at) {
            SortedMap<String, Instant> next = new TreeMap<>(nextAttempts);
            if (at == null) {
                next.remove(resource);
            } else {
                next.put(resource, at);
            }
            return new Seen(breaker, outcome, goodNanos, lastNanos, Collections.unmodifiableSortedMap(next));
        }
    }

    /** To be called when a client tells its events to this; until then all is unknown. */
    public void attached() {
        attached = true;
    }

    @Override
    public void attemptEnded(AttemptEnded event) {
        long now = nanoTime.getAsLong();
        note(
                event.service(),
                last -> event.error() == null
                        ? last.withSuccess(now)
                        : last.withFailure(event.error().id(), now));
    }

    /** A call that was not made, as the breaker was open, does not move the next attempt. */
    @Override
    public void fetchEnded(FetchEnded event) {
        if (event.error() == null || event.askedAgainAt() != null) {
            note(event.service(), last -> last.withNextAttempt(event.resource(), event.askedAgainAt()));
        }
    }

    /** The value may be another replica's, of which no fetch of this process tells. */
    @Override
    public void sourceRecovered(SourceRecovered event) {
        note(event.service(), last -> last.withNextAttempt(event.resource(), null));
    }

    @Override
    public void circuitBreakerChanged(CircuitBreakerChanged event) {
        note(event.service(), last -> last.withBreaker(event.state().id()));
    }

    private void note(UpstreamService service, UnaryOperator<Seen> change) {
        seen.compute(service, (any, before) -> change.apply(Objects.requireNonNullElse(before, Seen.NOTHING)));
    }

    /**
     * The data of the service's check; ages are absent of what never was. Of each resource whose most recent fetch
     * failed there is the time from which it is asked for again.
     */
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
        last.nextAttempts().forEach((resource, at) -> data.put(NEXT_ATTEMPT + resource, at.toString()));
        return data;
    }

    private void putAge(Map<String, Object> data, String name, @Nullable Long sinceNanos) {
        if (sinceNanos != null) {
            data.put(name, Math.max(0, nanoTime.getAsLong() - sinceNanos) / NANOS_PER_SECOND);
        }
    }
}
