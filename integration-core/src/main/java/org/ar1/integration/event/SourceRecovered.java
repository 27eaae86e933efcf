package org.ar1.integration.event;

import org.ar1.integration.source.UpstreamService;

import java.time.Instant;
import java.util.Objects;

/**
 * A source that had failed was fetched again.
 *
 * @param service the service
 * @param resource the resource of it, by its fixed name
 * @param failures the fetches that had failed in a row
 * @param since the time of the first of them
 */
public record SourceRecovered(UpstreamService service, String resource, int failures, Instant since) {
    public SourceRecovered {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(since, "since");
    }
}
