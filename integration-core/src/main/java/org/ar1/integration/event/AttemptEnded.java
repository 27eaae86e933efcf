package org.ar1.integration.event;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request was answered, failed, or was given up.
 *
 * @param service the service
 * @param resource the resource of it, by its fixed name
 * @param number the number with which it was started
 * @param duration the time since it was started, the reading of the body included
 * @param error why it failed; null when it gave a good answer, if only that there is no such value or nothing new
 * @param status the HTTP status; empty when none arrived
 * @param inFlight the attempts still in flight to the service
 */
public record AttemptEnded(
        UpstreamService service,
        String resource,
        int number,
        Duration duration,
        @Nullable ErrorCode error,
        OptionalInt status,
        int inFlight) {
    public AttemptEnded {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(status, "status");
    }
}
