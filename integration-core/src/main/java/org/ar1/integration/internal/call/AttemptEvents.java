package org.ar1.integration.internal.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.AttemptStarted;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Tells of the attempts at one service. */
final class AttemptEvents {

    private final Events events;
    private final InstantSource clock;
    private int inFlight;

    AttemptEvents(Events events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    void started(Endpoint<?> endpoint, int number) {
        if (!events.areHeard()) {
            return;
        }
        // Counting and reporting are one step, so that the number reported last is right once no attempt is in flight.
        synchronized (this) {
            inFlight++;
            events.tell(
                    IntegrationListener::attemptStarted,
                    new AttemptStarted(endpoint.service(), endpoint.resource(), number, inFlight));
        }
    }

    void ended(Attempt<?> attempt, int number, @Nullable Throwable thrown) {
        Endpoint<?> endpoint = attempt.endpoint();
        ErrorCode error = thrown == null ? null : CallFailure.of(thrown).error().code();
        events.health().attemptEnded(endpoint.service(), error, clock.instant());
        if (!events.areHeard()) {
            return;
        }
        Duration duration = attempt.duration();
        OptionalInt status = attempt.status();
        synchronized (this) {
            inFlight--;
            events.tell(
                    IntegrationListener::attemptEnded,
                    new AttemptEnded(
                            endpoint.service(), endpoint.resource(), number, duration, error, status, inFlight));
        }
    }
}
