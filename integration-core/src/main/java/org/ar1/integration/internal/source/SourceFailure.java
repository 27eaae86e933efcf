package org.ar1.integration.internal.source;

import org.ar1.integration.source.SourceError;

import java.time.Instant;

/**
 * The failures in a row of a source whose most recent fetch failed.
 *
 * @param error why the most recent fetch failed
 * @param since when the first of the failures in a row was
 * @param count the number of failures in a row, at least 1
 * @param at when the most recent failure was
 * @param retryAt when the backoff ends
 */
record SourceFailure(SourceError error, Instant since, int count, Instant at, Instant retryAt) {

    /** A clock that was set back does not extend a backoff. */
    boolean isBackingOff(Instant now) {
        return now.isBefore(retryAt) && !now.isBefore(at);
    }
}
