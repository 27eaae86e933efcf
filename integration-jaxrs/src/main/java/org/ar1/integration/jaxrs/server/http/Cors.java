package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Set;
import org.ar1.integration.jaxrs.http.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins read the answers in a browser (the Fetch standard's CORS protocol), if the settings name
 * them. Credentials of the browser are never allowed; a token is a header that the page sets. Preflights are answered
 * here, since they bear no token.
 */
public final class Cors implements HttpHandler {

    private static final String EXPOSED =
            "Age, Cache-Status, Content-Disposition, ETag, Retry-After, WWW-Authenticate, X-Request-Id";
    private static final String ALLOWED_HEADERS =
            "Accept, Authorization, If-Match, If-None-Match, X-Request-Id, traceparent";
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Set<String> origins;
    private final HttpHandler next;

    public Cors(Set<String> origins, HttpHandler next) {
        this.origins = origins;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (origins.isEmpty()) {
            next.handle(exchange);
            return;
        }
        Headers answer = exchange.getResponseHeaders();
        if (!origins.contains(CorsOrigin.ANY)) {
            answer.add(HttpHeaders.VARY, "Origin");
        }
        String allowed = allowed(exchange.getRequestHeaders().getFirst("Origin"));
        if (allowed == null) {
            next.handle(exchange);
            return;
        }
        answer.set("Access-Control-Allow-Origin", allowed);
        if (isPreflight(exchange)) {
            answer.set("Access-Control-Allow-Methods", METHODS);
            answer.set("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            answer.set("Access-Control-Max-Age", PREFLIGHT_SECONDS);
            answer.set(
                    RequestId.HEADER, RequestId.of(exchange.getRequestHeaders().getFirst(RequestId.HEADER)));
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        answer.set("Access-Control-Expose-Headers", EXPOSED);
        next.handle(exchange);
    }

    private @Nullable String allowed(@Nullable String origin) {
        if (origin == null) {
            return null;
        }
        if (origins.contains(CorsOrigin.ANY)) {
            return CorsOrigin.ANY;
        }
        return origins.contains(origin) ? origin : null;
    }

    private static boolean isPreflight(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("OPTIONS")
                && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
    }
}
