package org.ar1.integration.internal.remote;

/** A time in which callers of a document get what a reply gave, without a call. */
record Pause<T>(Reply<T> reply, Span time) {

    /** Whether the service itself wants no calls, which a good answer to an older call does not change. */
    boolean isServices() {
        return reply instanceof Reply.Denied<T>
                || (reply instanceof Reply.Failed<T> failed
                        && failed.failure().retryAfter().isPresent());
    }
}
