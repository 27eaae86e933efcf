package org.ar1.integration.internal.call;

import java.io.IOException;

/** A complete body that is not what its endpoint promises; the message is ours and holds nothing of the body. */
public final class MalformedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedBodyException(String message) {
        super(message);
    }
}
