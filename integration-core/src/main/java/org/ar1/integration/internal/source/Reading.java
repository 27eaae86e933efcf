package org.ar1.integration.internal.source;

import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.source.Sourced;

import java.util.concurrent.CompletableFuture;

/** A source being read, for which a report may wait in several places, in each until a deadline that fits there. */
@FunctionalInterface
public interface Reading<T> {

    /** What is known of the source by the deadline; the future never fails. */
    CompletableFuture<Sourced<T>> by(Deadline deadline);
}
