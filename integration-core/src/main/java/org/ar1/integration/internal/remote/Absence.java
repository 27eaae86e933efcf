package org.ar1.integration.internal.remote;

import java.time.Instant;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Whether calls to the service make sense. Of calls that overlap, the one that began later counts. Thread-safe. */
final class Absence {

    private long latest;
    private volatile @Nullable Away away;

    /** No call is made for a time. */
    record Away(CallFailure failure, Span time) {}

    /** Why no call is made now; null when one may be. */
    @Nullable
    Away at(Instant now) {
        Away current = away;
        return current != null && current.time().contains(now) ? current : null;
    }

    /** A call was answered, which ends the time without calls unless it began later. */
    synchronized void answered(long number) {
        if (number >= latest) {
            latest = number;
            away = null;
        }
    }

    /**
     * A call failed. When the service cannot be reached, or says when to call again, no document is asked for in that
     * time.
     */
    synchronized void failed(long number, CallFailure failure, Span wait) {
        boolean isAway = failure.error().code() == ErrorCode.CONNECT
                || failure.retryAfter().isPresent();
        if (number >= latest && isAway) {
            latest = number;
            away = new Away(failure, wait);
        }
    }
}
