package org.ar1.integration.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request a service has read.
 *
 * @param service the service that read it
 * @param method such as {@code GET}
 * @param path the path with its query, as requested
 * @param headers the header values by lower-case name; repeated ones joined by a comma
 */
public record RecordedRequest(SampleService service, String method, String path, Map<String, String> headers) {

    /**
     * Copies the headers.
     *
     * @param service the service that read it
     * @param method such as {@code GET}
     * @param path the path with its query, as requested
     * @param headers the header values by lower-case name
     */
    public RecordedRequest {
        headers = Map.copyOf(headers);
    }

    static RecordedRequest of(SampleService service, Request request) {
        return new RecordedRequest(service, request.method(), request.target(), request.headers());
    }

    /**
     * The value of a header.
     *
     * @param name in any case
     * @return the value, or empty if the request had none
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
