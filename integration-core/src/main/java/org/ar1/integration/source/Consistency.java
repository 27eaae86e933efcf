package org.ar1.integration.source;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the outcome of a source and its other parts must agree on. */
final class Consistency {

    private Consistency() {}

    /** Of a value or an absence: it has an outcome with data, and an error exactly when it is stale. */
    static void requireAnswer(UpstreamService service, String resource, Outcome outcome, @Nullable SourceError error) {
        require(service, resource, outcome, error, outcome.hasData());
    }

    /** Of a failure: it has an outcome without data, and an error unless it was skipped. */
    static void requireFailure(UpstreamService service, String resource, Outcome outcome, @Nullable SourceError error) {
        require(service, resource, outcome, error, !outcome.hasData());
    }

    private static void require(
            UpstreamService service, String resource, Outcome outcome, @Nullable SourceError error, boolean fits) {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(resource, "resource");
        if (!fits) {
            throw new IllegalArgumentException("a source that is " + outcome.id() + " has no such result");
        }
        boolean mustSayWhy = !outcome.isCurrent() && outcome != Outcome.SKIPPED;
        if (mustSayWhy != (error != null)) {
            throw new IllegalArgumentException("a source that is " + outcome.id() + " and its error do not agree");
        }
    }
}
