package org.ar1.integration.internal.remote;

import java.time.Instant;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The failures in a row of a document, and what the log has of them: a warning when a row begins, and a line when it
 * ends.
 */
record FailureRow(int count, Instant since) {

    static final FailureRow NONE = new FailureRow(0, Instant.MIN);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteDocument.class);

    /** The row after a call; its failure is null when its answer was understood. */
    FailureRow after(@Nullable CallFailure failure, Instant now) {
        return failure == null ? NONE : new FailureRow(count + 1, count == 0 ? now : since);
    }

    /** Logs that a document was answered after this row. */
    void recovered(String name) {
        if (count > 0) {
            LOG.info("{} recovered after {} failures since {}", name, count, since);
        }
    }

    /**
     * Logs that a document failed after this row.
     *
     * @param isPersonal whether what could not be read must not be logged
     */
    void failed(String name, CallFailure failure, Instant until, boolean isPersonal) {
        LOG.atLevel(count == 0 ? Level.WARN : Level.DEBUG)
                .log("{} ({}); next attempt at {}", failure.getMessage(), name, until);
        boolean mayQuote = isPersonal && failure.error().code() == ErrorCode.DECODE;
        if (failure.getCause() != null && !mayQuote) {
            LOG.debug("The cause", failure.getCause());
        }
    }
}
