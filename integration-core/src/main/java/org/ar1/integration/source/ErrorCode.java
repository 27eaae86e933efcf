package org.ar1.integration.source;

import java.util.Locale;

/** Why a source could not be read; a closed list, so that callers can act on it. */
public enum ErrorCode {
    /** No connection, or the connection broke before an answer. */
    CONNECT,
    /** No complete answer within the time of one attempt. */
    TIMEOUT,
    /** An answer with a status that the endpoint does not define. */
    HTTP_STATUS,
    /** A body that does not match the endpoint: empty, cut off, of another shape, or not JSON. */
    DECODE,
    /** A body over the limit. */
    TOO_LARGE,
    /** The service was not called, because its circuit breaker is open. */
    CIRCUIT_OPEN,
    /** The report's deadline passed before the source answered. */
    DEADLINE,
    /**
     * The source is being fetched, and its service has been silent for the refresh patience, or for much longer than it
     * was before its latest answers, so that the last good value is given.
     */
    UNRESPONSIVE,
    /** The service denies that a lab type exists, and no call has confirmed this. */
    UNKNOWN_LAB,

    /**
     * An error on this side: of this library, of a part that the application has set, or because the client is closed.
     */
    INTERNAL;

    /**
     * The name on the wire, such as {@code http_status}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
