package org.ar1.integration.jaxrs.server.files;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ar1.integration.jaxrs.http.Accept;
import org.ar1.integration.jaxrs.http.Conditions;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RefusedException;
import org.ar1.integration.jaxrs.http.RequestId;
import org.ar1.integration.jaxrs.server.http.RequestContextHandler;
import org.ar1.integration.jaxrs.server.http.SecurityHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Answers the pages, and the API description that one of them shows, from memory; everything else goes on. The
 * dashboard is also the answer at the root to clients that prefer HTML.
 */
public final class StaticFiles implements HttpHandler {

    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    /**
     * What Swagger UI needs: scripts, styles and the description from here, and the images that its styles hold as
     * data. No inline script or style, nothing evaluated, nothing from elsewhere.
     */
    private static final String DOCS_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** As strict, and no string becomes HTML or script: there is no policy of trusted types that could make it one. */
    private static final String DASHBOARD_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final String ROOT = "/";
    private static final String DOCS = "/docs";
    private static final String DASHBOARD = "/dashboard";
    private static final String SCRIPT = "text/javascript";
    private static final String STYLE = "text/css";

    /** Those of interest by themselves. */
    public static final List<String> ENDPOINTS = List.of(DASHBOARD, DOCS, "/openapi.json", "/openapi.yaml");

    /** The modules of the dashboard. */
    private static final List<String> MODULES =
            List.of("dashboard", "data", "dom", "insights", "panel", "servers", "views");

    private static final Map<String, StaticFile> FILES = files();

    private static Map<String, StaticFile> files() {
        Map<String, StaticFile> files = new HashMap<>();
        files.put("/openapi.json", StaticFile.of("openapi.json", "application/json"));
        files.put("/openapi.yaml", StaticFile.of("openapi.yaml", "application/yaml"));
        files.put(DOCS, StaticFile.page("docs/index.html", DOCS_POLICY));
        files.put(DOCS + "/favicon-32x32.png", StaticFile.of("docs/favicon-32x32.png", "image/png"));
        files.put(DOCS + "/swagger-initializer.js", StaticFile.of("docs/swagger-initializer.js", SCRIPT));
        files.put(DOCS + "/swagger-ui-bundle.js", StaticFile.of("docs/swagger-ui-bundle.js", SCRIPT));
        files.put(DOCS + "/swagger-ui.css", StaticFile.of("docs/swagger-ui.css", STYLE));
        files.put(DASHBOARD, StaticFile.page("dashboard/index.html", DASHBOARD_POLICY));
        files.put(DASHBOARD + "/dashboard.css", StaticFile.of("dashboard/dashboard.css", STYLE));
        for (String module : MODULES) {
            String name = module + ".js";
            files.put(DASHBOARD + "/" + name, StaticFile.of("dashboard/" + name, SCRIPT));
        }
        return Map.copyOf(files);
    }

    private final HttpHandler next;

    public StaticFiles(HttpHandler next) {
        this.next = next;
    }

    /** Whether there is an answer at this path. */
    public static boolean isOne(String path) {
        return FILES.containsKey(withoutSlash(path));
    }

    private static String withoutSlash(String path) {
        return path.equals(DOCS + "/") || path.equals(DASHBOARD + "/") ? path.substring(0, path.length() - 1) : path;
    }

    private static @Nullable StaticFile find(HttpExchange exchange, String path) {
        return FILES.get(path.equals(ROOT) && prefersHtml(exchange) ? DASHBOARD : withoutSlash(path));
    }

    /**
     * Whether a page suits a reader better than JSON; a list of types that cannot be read is for the next to refuse.
     */
    private static boolean prefersHtml(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return false;
        }
        try {
            Accept accept = Accept.of(exchange.getRequestHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of()));
            return accept.weight(MediaType.TEXT_HTML) > accept.weight(MediaType.APPLICATION_JSON);
        } catch (RefusedException e) {
            return false;
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        StaticFile file = find(exchange, path);
        if (file == null) {
            next.handle(exchange);
            return;
        }
        String id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
        Headers headers = exchange.getResponseHeaders();
        headers.set(RequestId.HEADER, id);
        switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> {
                if (path.endsWith("/") && !path.equals(ROOT)) { // from there the page's references would lead nowhere
                    headers.set(HttpHeaders.LOCATION, ".." + withoutSlash(path));
                    exchange.sendResponseHeaders(308, -1);
                } else {
                    if (path.equals(ROOT)) {
                        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
                    }
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
        String policy = file.policy();
        if (policy != null) { // of a 304 too, whose fields replace those of the kept answer
            headers.set(SecurityHeaders.CONTENT_SECURITY_POLICY, policy);
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
