package org.ar1.integration.jaxrs.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import org.ar1.integration.jaxrs.server.http.Routes;

/** Records how each request ended and how long it took. */
final class TimedRequests implements HttpHandler {

    private final PrometheusMetrics metrics;
    private final HttpHandler next;

    TimedRequests(PrometheusMetrics metrics, HttpHandler next) {
        this.metrics = metrics;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        try {
            next.handle(exchange);
        } finally {
            int status = exchange.getResponseCode();
            metrics.record(
                    Routes.method(exchange.getRequestMethod()),
                    Routes.template(exchange.getRequestURI().getRawPath()),
                    status == -1 ? 500 : status, // which the guard around this answers when there is no answer yet
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
