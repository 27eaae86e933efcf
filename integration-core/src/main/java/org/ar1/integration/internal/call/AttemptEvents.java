package org.ar1.integration.internal.call;

import java.time.Duration;
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
    private int inFlight;

    AttemptEvents(Events events) {
        this.events = events;
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
        if (!events.areHeard()) {
            return;
        }
        Endpoint<?> endpoint = attempt.endpoint();
        Duration duration = attempt.duration();
        OptionalInt status = attempt.status();
        ErrorCode error = thrown == null ? null : CallFailure.of(thrown).error().code();
        synchronized (this) {
            inFlight--;
            events.tell(
                    IntegrationListener::attemptEnded,
                    new AttemptEnded(
                            endpoint.service(), endpoint.resource(), number, duration, error, status, inFlight));
        }
    }
}
