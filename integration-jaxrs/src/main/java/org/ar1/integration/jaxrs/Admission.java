package org.ar1.integration.jaxrs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the requests that are answered at once and counts them, so that a stop can wait for the last one. */
final class Admission implements HttpHandler {

    private final HttpHandler next;
    private final int limit;
    private final Semaphore free;
    private volatile boolean stopping;

    Admission(int limit, HttpHandler next) {
        this.next = next;
        this.limit = limit;
        this.free = new Semaphore(limit);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (stopping) {
            refuse(exchange, Problem.stopping());
        } else if (!free.tryAcquire()) {
            refuse(exchange, Problem.overloaded());
        } else {
            try {
                next.handle(exchange);
            } finally {
                free.release();
            }
        }
    }

    private static void refuse(HttpExchange exchange, Problem problem) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        String id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
        Guard.send(exchange, problem, id);
    }

    /**
     * Refuses new requests from now on and waits for those in flight.
     *
     * @param patience the longest wait
     * @return whether none is left
     */
    boolean drain(Duration patience) {
        stopping = true;
        try {
            return free.tryAcquire(limit, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
