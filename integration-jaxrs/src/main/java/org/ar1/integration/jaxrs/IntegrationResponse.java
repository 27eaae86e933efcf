package org.ar1.integration.jaxrs;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a request for a report: exactly what is to be sent. Immutable, but for the content, which is shared and
 * must not be changed.
 */
public final class IntegrationResponse {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] content;

    IntegrationResponse(int status, Map<String, String> headers, byte[] content) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        this.content = content;
    }

    /**
     * The HTTP status.
     *
     * @return the status, 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The header fields, {@code Content-Type} and {@code Content-Length} among them where there is content. For HEAD they
     * are those of GET.
     *
     * @return the values by name, ascending by name
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The content, compressed when {@code Content-Encoding} says so.
     *
     * @return the bytes, which must not be changed; empty when there are none to send
     */
    public byte[] content() {
        return content;
    }
}
