package org.ar1.integration.internal.fetch;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.http.Deadline;

/** A reading under way, for which one report may wait in several places, in each as long as fits there. */
@FunctionalInterface
public interface Reading<T> {

    /** What there is by then; never fails. */
    CompletableFuture<Read<T>> by(Deadline deadline);
}
