package org.ar1.integration.internal.source;

import java.time.Instant;
import java.util.function.Supplier;
import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.event.SourceRecovered;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.Sourced;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports how sources are read and fetched, to the listeners and in the log. */
final class SourceEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SourceEvents.class);

    private final Events events;
    private final Supplier<Instant> now;

    SourceEvents(Events events, Supplier<Instant> now) {
        this.events = events;
        this.now = now;
    }

    /** The same reading, reported once if there are listeners. */
    <T> Reading<T> observed(Reading<T> reading) {
        return events.areHeard() ? new ObservedRead<>(reading, this::read) : reading;
    }

    private void read(Sourced<?> sourced) {
        events.tell(
                IntegrationListener::sourceRead,
                new SourceRead(sourced.service(), sourced.resource(), sourced.outcome(), sourced.age(now.get())));
    }

    /** A source whose most recent fetch had failed has a newer value. */
    void recovered(Source<?> source, SourceFailure before) {
        events.health().nextAttempt(source.service(), source.resource(), null);
        LOG.info("{} recovered after {} failures since {}", source, before.count(), before.since());
        if (events.areHeard()) {
            events.tell(
                    IntegrationListener::sourceRecovered,
                    new SourceRecovered(source.service(), source.resource(), before.count(), before.since()));
        }
    }

    /**
     * A fetch ended.
     *
     * @param failure why it failed; null when it succeeded
     * @param noted the failures in a row; null when it succeeded, no call was made, or nothing is kept of the source
     */
    void fetchEnded(
            Source<?> source, InFlightFetch fetch, @Nullable CallFailure failure, @Nullable SourceFailure noted) {
        int attempts = fetch.context().attempts();
        if (failure == null || noted != null) {
            // A call that was not made, as the breaker was open, does not move the next attempt.
            events.health().nextAttempt(source.service(), source.resource(), noted == null ? null : noted.retryAt());
        }
        if (failure != null && noted != null) {
            log(source, failure, attempts, noted.retryAt());
        } else if (failure != null && attempts > 0) {
            LOG.warn("{} after {} attempts", failure.getMessage(), attempts);
        }
        if (events.areHeard()) {
            events.tell(
                    IntegrationListener::fetchEnded,
                    new FetchEnded(
                            source.service(),
                            source.resource(),
                            fetch.refresh(),
                            failure == null ? null : failure.error().code(),
                            attempts,
                            noted == null ? null : noted.retryAt()));
        }
    }

    /** Of a resource that is fetched once a lab type or server, the report's gatherer logs a line a round. */
    private static void log(Source<?> source, CallFailure failure, int attempts, Instant retryAt) {
        if (source.oneOfMany()) {
            LOG.debug("{} after {} attempts; next attempt at {}", failure.getMessage(), attempts, retryAt);
        } else {
            LOG.warn("{} after {} attempts; next attempt at {}", failure.getMessage(), attempts, retryAt);
        }
    }
}
