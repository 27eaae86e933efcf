package org.ar1.integration.jaxrs.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ar1.integration.jaxrs.http.Accept;
import org.ar1.integration.jaxrs.http.RefusedException;
import org.ar1.integration.jaxrs.server.http.PlainDocument;

/** Answers {@code /metrics}, as OpenMetrics text to callers that accept it, and passes all other requests on. */
public final class MetricsHandler implements HttpHandler {

    private static final String TEXT = "text/plain";
    private static final String OPEN_METRICS_TEXT = "application/openmetrics-text";

    static final String PROMETHEUS = TEXT + "; version=0.0.4; charset=utf-8";
    static final String OPEN_METRICS = OPEN_METRICS_TEXT + "; version=1.0.0; charset=utf-8";

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
            String mediaType = mediaType(exchange.getRequestHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of()));
            PlainDocument.send(exchange, 200, mediaType, scrape.apply(mediaType).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The format of the higher weight; of two of the same weight OpenMetrics, if it is listed by name. */
    private static String mediaType(List<String> lines) {
        Accept accept = Accept.of(lines);
        double text = accept.weight(TEXT);
        double openMetrics = accept.weight(OPEN_METRICS_TEXT);
        if (text <= 0 && openMetrics <= 0) {
            throw new RefusedException(406);
        }
        return openMetrics > text || (openMetrics == text && accept.names(OPEN_METRICS_TEXT))
                ? OPEN_METRICS
                : PROMETHEUS;
    }
}
