package org.ar1.integration.internal.fetch;

import java.util.function.Supplier;
import org.ar1.integration.source.Sourced;
import org.jspecify.annotations.Nullable;

/**
 * What reading a source gave.
 *
 * @param sourced the value and where it came from
 * @param absence set when the service has just answered that there is no such value, which may be a lie
 */
public record Read<T>(Sourced<T> sourced, @Nullable Absence<T> absence) {

    static <T> Read<T> of(Sourced<T> sourced) {
        return new Read<>(sourced, null);
    }

    /**
     * A service's word that there is no such value, not yet believed.
     *
     * @param answeredNanos when it answered, by {@link System#nanoTime()}
     * @param believe remembers that there is none
     * @param doubt what to show instead when it may be a lie
     * @param unverified what to show instead when there was no time to find out
     */
    public record Absence<T>(
            long answeredNanos, Runnable believe, Supplier<Sourced<T>> doubt, Supplier<Sourced<T>> unverified) {}

    /** There is no such value. */
    public Sourced<T> believed() {
        if (absence != null) {
            absence.believe().run();
        }
        return sourced;
    }

    /** There was no time to find out whether there is such a value. */
    public Sourced<T> unverified() {
        return absence == null ? sourced : absence.unverified().get();
    }

    /** It cannot be told whether there is such a value. */
    public Sourced<T> doubted() {
        return absence == null ? sourced : absence.doubt().get();
    }
}
