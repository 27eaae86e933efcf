package org.ar1.integration.event;

import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UpstreamService;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reader got what there is of a source: a hit when {@code cached}, a miss when {@code live}.
 *
 * @param service the service
 * @param resource the resource of it, by its fixed name
 * @param outcome live, cached, stale or failed
 * @param age the time since the value was fetched, by the wall clock; null when there is none
 */
public record SourceRead(
        UpstreamService service,
        String resource,
        Outcome outcome,
        @Nullable Duration age) {
    public SourceRead {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(outcome, "outcome");
    }
}
