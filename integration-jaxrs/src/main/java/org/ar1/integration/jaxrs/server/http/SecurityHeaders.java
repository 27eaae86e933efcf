package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/**
 * Says of every answer what a browser must not do with it: guess its type, run anything, frame it, tell others where it
 * was read, or give it to pages of other origins, unless the settings name some. A page that needs more replaces the
 * policy.
 */
public final class SecurityHeaders implements HttpHandler {

    public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private final String sharedWith;
    private final HttpHandler next;

    /**
     * Before the next handler.
     *
     * @param crossOrigin whether pages of other origins may read answers
     * @param next who answers
     */
    public SecurityHeaders(boolean crossOrigin, HttpHandler next) {
        this.sharedWith = crossOrigin ? "cross-origin" : "same-origin";
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
        headers.set("Cross-Origin-Resource-Policy", sharedWith);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        next.handle(exchange);
    }
}
