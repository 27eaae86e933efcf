package org.ar1.integration.internal.source;

import java.time.Instant;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** Makes the results of reads. */
public final class Results {

    private Results() {}

    /**
     * A value or an absence as the value says, or the failure that the outcome says.
     *
     * @param value the value; null when there is none
     */
    public static <T> Sourced<T> of(
            @Nullable T value,
            UpstreamService service,
            String resource,
            Outcome outcome,
            @Nullable Instant fetchedAt,
            @Nullable Instant dataAsOf,
            int attempts,
            @Nullable SourceError error) {
        if (!outcome.hasData()) {
            return new Sourced.Failure<>(service, resource, outcome, attempts, error);
        }
        return value == null
                ? new Sourced.Absence<>(service, resource, outcome, fetchedAt, attempts, error)
                : new Sourced.Value<>(value, service, resource, outcome, fetchedAt, dataAsOf, attempts, error);
    }

    /** A source that was needed but could not be asked. */
    public static <T> Sourced<T> skipped(UpstreamService service, String resource) {
        return new Sourced.Failure<>(service, resource, Outcome.SKIPPED, 0, null);
    }
}
