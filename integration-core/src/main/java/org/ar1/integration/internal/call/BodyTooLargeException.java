package org.ar1.integration.internal.call;

import java.io.IOException;

/** A body that goes on past its limit, in bytes or in rows. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * For one limit.
     *
     * @param limit the limit in words, such as {@code 32 MiB}
     */
    public BodyTooLargeException(String limit) {
        super("more than " + limit);
    }
}
