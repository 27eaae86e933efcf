package org.ar1.integration.internal.remote;

import java.time.Instant;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.source.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * What the log has of the failures in a row of a document, or of the personal documents together: a warning when the row
 * begins, a warning when the token is refused for the first time in the row, and a line when it ends. Thread-safe.
 */
final class FailureLog {

    private final Logger log;
    private final String name;
    private final boolean isPersonal;
    private int count;
    private boolean denied;
    private Instant since = Instant.MIN;

    /**
     * No failure yet.
     *
     * @param isPersonal whether what could not be read must not be logged
     */
    FailureLog(Logger log, String name, boolean isPersonal) {
        this.log = log;
        this.name = name;
        this.isPersonal = isPersonal;
    }

    /** A call was answered, which ends the row. */
    void answered() {
        int failures;
        Instant first;
        synchronized (this) {
            failures = count;
            first = since;
            count = 0;
            denied = false;
        }
        if (failures > 0) {
            log.info("{} recovered after {} failures since {}", name, failures, first);
        }
    }

    /** A call failed, and the next is made at a time at the earliest. */
    void failed(CallFailure failure, Instant now, Instant until) {
        log(isFirst(now), failure.error().message(), until);
        boolean mayQuote = isPersonal && failure.error().code() == ErrorCode.DECODE;
        if (failure.getCause() != null && !mayQuote) {
            log.debug("The cause", failure.getCause());
        }
    }

    /** The token was refused, and the next call is made at a time at the earliest. */
    void denied(String denial, Instant now, Instant until) {
        boolean begins;
        synchronized (this) {
            isFirst(now);
            begins = !denied;
            denied = true;
        }
        log(begins, denial, until);
    }

    private synchronized boolean isFirst(Instant now) {
        count++;
        if (count == 1) {
            since = now;
        }
        return count == 1;
    }

    private void log(boolean begins, String reason, Instant until) {
        log.atLevel(begins ? Level.WARN : Level.DEBUG).log("{} ({}); next attempt at {}", reason, name, until);
    }
}
