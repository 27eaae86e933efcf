package org.ar1.integration.jaxrs;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request for a report, as an HTTP framework received it.
 *
 * @param method the method, such as {@code GET}
 * @param path the path below the one at which the reports are mounted, not decoded; it begins with a slash
 * @param query the query, not decoded; null when there is none
 * @param headers gives the values of a header field in the order in which they were sent, an empty list for one that was
 *     not sent; names in any case
 */
public record IntegrationRequest(
        String method, String path, @Nullable String query, Function<String, List<String>> headers) {
    public IntegrationRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(headers, "headers");
    }

    List<String> values(String header) {
        return headers.apply(header);
    }

    @Nullable
    String first(String header) {
        List<String> values = values(header);
        return values.isEmpty() ? null : values.get(0);
    }
}
