package org.ar1.integration.jaxrs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Answers at {@code /metrics}, as OpenMetrics text to those who ask for it, and passes everything else on. */
final class MetricsHandler implements HttpHandler {

    static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    static final String PATH = "/metrics";

    private final UnaryOperator<String> scrape;
    private final HttpHandler next;

    /**
     * Before the next handler.
     *
     * @param scrape gives the text of a media type
     * @param next who gets the requests for other paths
     */
    MetricsHandler(UnaryOperator<String> scrape, HttpHandler next) {
        this.scrape = scrape;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getRawPath().equals(PATH)) {
            next.handle(exchange);
        } else if (PlainDocument.isAskedFor(exchange)) {
            String mediaType = mediaType(exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
            PlainDocument.send(exchange, 200, mediaType, scrape.apply(mediaType).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Scrapers list what they read; whoever names OpenMetrics prefers it. */
    private static String mediaType(List<String> accept) {
        String all = String.join(",", accept).toLowerCase(Locale.ROOT);
        return all.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
    }
}
