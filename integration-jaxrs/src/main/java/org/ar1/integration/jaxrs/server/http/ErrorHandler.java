package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.ar1.integration.jaxrs.http.RefusedException;
import org.ar1.integration.jaxrs.http.RequestId;

/**
 * Answers what fails or is refused behind it, so that the links before it see an answer like any other and its headers
 * keep theirs; the {@link RequestContextHandler} is for what fails in those.
 */
public final class ErrorHandler implements HttpHandler {

    private final HttpHandler next;

    public ErrorHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        String[] before = headers.keySet().toArray(String[]::new);
        try {
            next.handle(exchange);
        } catch (Throwable failure) {
            if (exchange.getResponseCode() == -1) {
                headers.keySet().retainAll(Set.of(before));
                if (failure instanceof RefusedException refused) {
                    PlainDocument.refuse(exchange, refused.status());
                    return;
                }
            }
            RequestContextHandler.failed(
                    exchange,
                    Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER)),
                    failure);
        }
    }
}
