package org.ar1.integration.event;

import org.ar1.integration.source.UpstreamService;

import java.util.Objects;

/**
 * A request goes out to a service.
 *
 * @param service the service
 * @param resource the resource of it, by its fixed name
 * @param number the how many-th attempt of the fetch this is, from 1; the further calls that a source needs count on
 * @param inFlight the attempts now in flight to the service, this one included
 */
public record AttemptStarted(UpstreamService service, String resource, int number, int inFlight) {
    public AttemptStarted {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
    }
}
