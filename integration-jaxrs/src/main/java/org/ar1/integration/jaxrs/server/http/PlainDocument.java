package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Objects;
import org.ar1.integration.jaxrs.http.Conditions;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RequestId;

/** Answers of what operators ask for, outside of JAX-RS: read only, and never stored. */
public final class PlainDocument {

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private PlainDocument() {}

    /** Whether the document is asked for; if not, the request is answered here: OPTIONS, or 405. */
    public static boolean isAskedFor(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            return true;
        }
        exchange.getResponseHeaders().set(HttpHeaders.ALLOW, METHODS);
        if (method.equals("OPTIONS")) {
            exchange.getResponseHeaders().set(RequestId.HEADER, requestId(exchange));
            exchange.sendResponseHeaders(204, -1);
        } else {
            refuse(exchange, 405);
        }
        return false;
    }

    /**
     * Answers with the document, or for HEAD with all of it but the content. It has no entity tag, so that a condition
     * that names one fails.
     */
    public static void send(HttpExchange exchange, int status, String mediaType, byte[] content) throws IOException {
        if (status == 200) {
            Conditions.of(exchange.getRequestHeaders()).requireMatch("");
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, mediaType);
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length));
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.set(RequestId.HEADER, requestId(exchange));
        exchange.sendResponseHeaders(status, content.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(content);
        }
    }

    /** Answers with a problem. */
    public static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        RequestContextHandler.send(exchange, Problem.ofStatus(status), requestId(exchange));
    }

    private static String requestId(HttpExchange exchange) {
        return Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
    }
}
