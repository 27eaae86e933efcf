package org.ar1.integration.spi;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that failed, as a {@link RetryPolicy} sees it.
 *
 * @param service the service called
 * @param resource the resource of it
 * @param code the kind of failure
 * @param attempts the attempts made so far, this one included: 1 after the first
 * @param retryAfter the wait that the service asked for, if it did
 */
public record FailedAttempt(
        UpstreamService service, String resource, ErrorCode code, int attempts, Optional<Duration> retryAfter) {
    public FailedAttempt {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }
}
