package org.ar1.integration.jaxrs;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers the API description and the pages that show it from memory; everything else goes on. */
final class StaticFiles implements HttpHandler {

    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    /**
     * What Swagger UI needs: scripts, styles and the description from here, and the images that its styles hold as data.
     * No inline script or style, nothing evaluated, nothing from elsewhere.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String DOCS = "/docs";
    private static final String HTML = "text/html; charset=utf-8";

    /** Those of interest by themselves. */
    static final List<String> ENDPOINTS = List.of(DOCS, "/openapi.json", "/openapi.yaml");

    private static final Map<String, StaticFile> FILES = Map.of(
            "/openapi.json",
            StaticFile.of("openapi.json", "application/json"),
            "/openapi.yaml",
            StaticFile.of("openapi.yaml", "application/yaml"),
            DOCS,
            StaticFile.of("docs/index.html", HTML),
            DOCS + "/favicon-32x32.png",
            StaticFile.of("docs/favicon-32x32.png", "image/png"),
            DOCS + "/swagger-initializer.js",
            StaticFile.of("docs/swagger-initializer.js", "text/javascript"),
            DOCS + "/swagger-ui-bundle.js",
            StaticFile.of("docs/swagger-ui-bundle.js", "text/javascript"),
            DOCS + "/swagger-ui.css",
            StaticFile.of("docs/swagger-ui.css", "text/css"));

    private final HttpHandler next;

    StaticFiles(HttpHandler next) {
        this.next = next;
    }

    /** Whether there is an answer at this path. */
    static boolean isOne(String path) {
        return FILES.containsKey(withoutSlash(path));
    }

    private static String withoutSlash(String path) {
        return path.equals(DOCS + "/") ? DOCS : path;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        StaticFile file = FILES.get(withoutSlash(path));
        if (file == null) {
            next.handle(exchange);
            return;
        }
        String id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
        Headers headers = exchange.getResponseHeaders();
        headers.set(RequestId.HEADER, id);
        switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> {
                if (path.endsWith("/")) { // from there the page's references would lead nowhere
                    headers.set(HttpHeaders.LOCATION, ".." + DOCS);
                    exchange.sendResponseHeaders(308, -1);
                } else {
                    send(exchange, file);
                }
            }
            case "OPTIONS" -> {
                headers.set(HttpHeaders.ALLOW, ALLOWED);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> {
                headers.set(HttpHeaders.ALLOW, ALLOWED);
                RequestContextHandler.send(exchange, Problem.ofStatus(405), id);
            }
        }
    }

    private static void send(HttpExchange exchange, StaticFile file) throws IOException {
        Conditions conditions = Conditions.of(exchange.getRequestHeaders());
        conditions.requireMatch(file.etag());
        Headers headers = exchange.getResponseHeaders();
        headers.set(HttpHeaders.ETAG, file.etag());
        headers.set(HttpHeaders.CACHE_CONTROL, "no-cache"); // kept, but asked for each time: cheap, and never outdated
        headers.add(
                HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING); // the handlers before have said what else it varies by
        if (file.mediaType().equals(HTML)) { // of a 304 too, whose fields replace those of the kept answer
            headers.set(SecurityHeaders.CONTENT_SECURITY_POLICY, POLICY);
        }
        if (conditions.isKnown(file.etag())) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, file.mediaType());
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(file.length()));
        exchange.sendResponseHeaders(200, file.length());
        if (exchange.getRequestMethod().equals("GET")) {
            file.writeTo(exchange.getResponseBody());
        }
    }
}
