package org.ar1.integration.internal.call;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a body to its end.
 *
 * @param <T> what the body holds
 */
@FunctionalInterface
public interface Decoder<T> {

    /**
     * Decodes one body.
     *
     * @throws MalformedBodyException when the body is not what the endpoint promises
     * @throws IOException when the body breaks off
     */
    T decode(InputStream body) throws IOException;
}
