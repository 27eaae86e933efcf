package org.ar1.integration.spi;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the requests to the services; all of them are GET requests.
 *
 * <p>Called from several threads at once, and must not block: the future gives the answer, on any thread, and other
 * threads read its body. This library applies the limits of an attempt, in time and in bytes: it
 * {@linkplain CompletableFuture#cancel cancels} the future or closes the body. An exception from an implementation, a
 * future that fails and a null all count as a service that cannot be reached. This library never closes a transport.
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends one request. A redirect is an answer like any other and should not be followed.
     *
     * @param uri the URI to get
     * @param headers the request's headers, one value for each name; no two names differ only in case
     * @return a future that completes when status and headers have arrived, without waiting for the body; cancelling it
     *     ends the request and closes its connection
     */
    CompletableFuture<Response> get(URI uri, Map<String, String> headers);

    /**
     * An answer whose body is still to be read.
     *
     * @param status the status code
     * @param headers the values of each header; the case of names does not matter
     * @param body the body without its transfer coding, empty when there is none. This library decompresses a body
     *     whose {@code Content-Encoding} is gzip, unless the transport has done so. One thread reads the body and may block in
     *     it; any thread may close it. Closing ends such a block, and closes the connection if the body was not read to
     *     its end. A body that breaks off throws an {@link java.io.IOException} and does not just end
     */
    record Response(int status, Map<String, List<String>> headers, InputStream body) {
        public Response {
            Objects.requireNonNull(headers, "headers");
            Objects.requireNonNull(body, "body");
        }

        /**
         * The first value of a header.
         *
         * @param name the header's name, in any case
         * @return its value, or empty when there is no such header
         */
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }
    }
}
