package org.ar1.integration.jaxrs.server.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ar1.integration.jaxrs.server.http.PlainDocument;
import org.ar1.integration.jaxrs.server.http.ServerExchange;

/**
 * Answers the paths below {@code /health}, before the limit on concurrent requests, and passes all other requests on.
 * Only callers that may read the reports get the details.
 */
public final class HealthHandler implements HttpHandler {

    private static final String ROOT = "/health";

    public static final List<String> ENDPOINTS = List.of(ROOT, ROOT + "/live", ROOT + "/ready", ROOT + "/started");

    private static final Map<String, Health.Probe> PROBES = Map.of(
            ROOT,
            Health.Probe.ALL,
            ROOT + "/live",
            Health.Probe.LIVE,
            ROOT + "/ready",
            Health.Probe.READY,
            ROOT + "/started",
            Health.Probe.STARTED);

    private final Health health;
    private final boolean everyoneMayRead;
    private final HttpHandler next;

    public HealthHandler(Health health, boolean everyoneMayRead, HttpHandler next) {
        this.health = health;
        this.everyoneMayRead = everyoneMayRead;
        this.next = next;
    }

    /** Whether there is an answer at this path. */
    public static boolean isOne(String path) {
        return PROBES.containsKey(path);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        Health.Probe probe = PROBES.get(path);
        if (probe != null) {
            answer(exchange, probe);
        } else if (path.startsWith(ROOT + "/")) {
            PlainDocument.refuse(exchange, 404);
        } else {
            next.handle(exchange);
        }
    }

    private void answer(HttpExchange exchange, Health.Probe probe) throws IOException {
        if (PlainDocument.isAskedFor(exchange)) {
            boolean detailed = everyoneMayRead || ServerExchange.of(exchange).caller() != null;
            Health.Answer answer = health.answer(probe, detailed);
            PlainDocument.send(exchange, answer.up() ? 200 : 503, "application/json", answer.json());
        }
    }
}
