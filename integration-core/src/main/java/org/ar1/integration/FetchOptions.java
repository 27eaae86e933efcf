package org.ar1.integration;

import org.ar1.integration.internal.call.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * How the fetches for a request are made. Immutable.
 *
 * @param isRefreshed whether the sources are fetched again, whatever the age of their values
 * @param traceparent the value of the header that the fetches carry; null for none
 */
record FetchOptions(boolean isRefreshed, @Nullable String traceparent) {

    static final FetchOptions USUAL = new FetchOptions(false, null);

    FetchOptions refreshed() {
        return new FetchOptions(true, traceparent);
    }

    /**
     * The same as a part of a trace.
     *
     * @throws IllegalArgumentException when the value cannot be sent as a header
     */
    FetchOptions traced(@Nullable String value) {
        return new FetchOptions(isRefreshed, value == null ? null : TraceParent.toSend(value));
    }
}
