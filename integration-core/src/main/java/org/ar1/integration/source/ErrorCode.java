package org.ar1.integration.source;

import java.util.Locale;

/** Why a source could not be read; a closed list, so that callers can act on it. */
public enum ErrorCode {
    /** No connection, or it broke before an answer. */
    CONNECT,
    /** No complete answer within the time of one attempt. */
    TIMEOUT,
    /** An answer with a status that is none of the endpoint's. */
    HTTP_STATUS,
    /** A body that is not what the endpoint promises: empty, cut off, of another shape, not JSON. */
    DECODE,
    /** A body over the limit. */
    TOO_LARGE,
    /** The service failed so often lately that it was not called. */
    CIRCUIT_OPEN,
    /** The report's deadline passed before the source answered. */
    DEADLINE,
    /**
     * The source is being fetched, and its service has been silent for the refresh patience, or for much longer than it
     * was before its latest answers, so that the last good value is given.
     */
    UNRESPONSIVE,
    /** The service does not find a lab type, and it cannot be told whether that is true. */
    UNKNOWN_LAB,

    /**
     * An error on this side: of this library, of a part that the application has set, or because of the end of both.
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
