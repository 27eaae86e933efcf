package org.ar1.integration.event;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

import java.time.Duration;
import java.util.Objects;

/**
 * A call that failed will be tried again.
 *
 * @param service the service
 * @param resource the resource of it, by its fixed name
 * @param attempt how often this call was tried so far, from 1
 * @param error why the attempt failed
 * @param delay the time until the next attempt
 */
public record RetryScheduled(UpstreamService service, String resource, int attempt, ErrorCode error, Duration delay) {
    public RetryScheduled {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(delay, "delay");
    }
}
