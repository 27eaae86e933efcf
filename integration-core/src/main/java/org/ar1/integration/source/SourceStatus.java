package org.ar1.integration.source;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of one of its sources. A resource that is asked once per lab type or server is one line: its
 * outcome is the worst of its calls, its times are the oldest, its attempts are the sum, and {@code calls} counts them.
 *
 * @param service the service asked
 * @param resource the resource of it
 * @param outcome where the value came from when the report was built
 * @param fetchedAt when the (oldest) value left the service; null when there is none
 * @param dataAsOf the (oldest) time that the data itself states; null when it states none
 * @param age the time from {@code fetchedAt} to the report's timestamp; null when there is none
 * @param attempts the calls made for this report
 * @param error why the source is stale or failed; of several calls one of the worst; null when there is no reason to
 *     give
 * @param calls the calls of a resource that is asked several times; null for one that is asked once
 */
public record SourceStatus(
        UpstreamService service,
        String resource,
        Outcome outcome,
        @Nullable Instant fetchedAt,
        @Nullable Instant dataAsOf,
        @Nullable Duration age,
        int attempts,
        @Nullable SourceError error,
        @Nullable CallCounts calls)
        implements Serializable {

    public SourceStatus {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(outcome, "outcome");
    }
}
