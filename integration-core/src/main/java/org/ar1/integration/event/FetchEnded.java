package org.ar1.integration.event;

import java.time.Instant;
import java.util.Objects;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * Fetching a source came to its end.
 *
 * @param service the service
 * @param resource the resource of it, by its fixed name
 * @param refresh true when readers were given a cached value at once and the fetch ran in the background; false when no
 *     value was fresh enough, so that readers waited
 * @param error why it failed; null when it succeeded
 * @param attempts the attempts it took; 0 when the service was not called
 * @param askedAgainAt the time until which the source is left alone now; null when it is not
 */
public record FetchEnded(
        UpstreamService service,
        String resource,
        boolean refresh,
        @Nullable ErrorCode error,
        int attempts,
        @Nullable Instant askedAgainAt) {
    public FetchEnded {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
    }
}
