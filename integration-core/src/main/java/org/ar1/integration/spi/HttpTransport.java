package org.ar1.integration.spi;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the requests to the services, all of which are GETs.
 *
 * <p>Called from several threads at once, and must not block: the answer comes with the future, on any thread, and is
 * read elsewhere. The limits of an attempt, in time and in bytes, are kept by the caller of this interface, who then
 * {@linkplain CompletableFuture#cancel cancels} the future or closes the body. What an implementation throws, a future
 * that fails and a null all count as a service that cannot be reached. It is never closed by this library.
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends one request. A redirect is an answer like any other and should not be followed.
     *
     * @param uri what to get
     * @param headers the request's headers, one value a name; the names differ in more than their case
     * @return done when status and headers are there, without waiting for the body; cancelling it ends the request and
     *     closes its connection
     */
    CompletableFuture<Response> get(URI uri, Map<String, String> headers);

    /**
     * An answer whose body is still to be read.
     *
     * @param status the status code
     * @param headers the values of each header; names count without their case
     * @param body the body without its transfer coding, empty when there is none. One whose {@code Content-Encoding} is
     *     gzip is inflated by the caller, unless it is so already. Read on one thread, which may wait in it, and closed on any,
     *     which ends such a wait, and closes the connection if the body was not read to its end. A body that breaks off
     *     throws an {@link java.io.IOException} rather than end
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
