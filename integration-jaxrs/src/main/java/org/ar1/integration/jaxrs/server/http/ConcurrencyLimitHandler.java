package org.ar1.integration.jaxrs.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.RequestId;

/**
 * Bounds the requests that are answered at once, and lets a stop wait for the last one. To a stop a request counts
 * until its exchange has ended: what is answered may be held back, by links before this one or by the JDK's server. To
 * the bound it does not, since its caller may have asked the next by then.
 */
public final class ConcurrencyLimitHandler implements HttpHandler {

    /** Why a request is not answered. */
    public enum Refusal {
        OVERLOADED,
        STOPPING
    }

    private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);
    private final HttpHandler next;
    private final int limit;
    private final Semaphore free;
    private final Semaphore ended = new Semaphore(Integer.MAX_VALUE);
    private volatile boolean stopping;

    public ConcurrencyLimitHandler(int limit, HttpHandler next) {
        this.next = next;
        this.limit = limit;
        this.free = new Semaphore(limit);
        for (Refusal reason : Refusal.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (stopping || !ended.tryAcquire()) {
            refuse(exchange, Refusal.STOPPING);
            return;
        }
        ServerExchange.of(exchange).atEnd(ended::release);
        if (!free.tryAcquire()) {
            refuse(exchange, Refusal.OVERLOADED);
            return;
        }
        try {
            next.handle(exchange);
        } finally {
            free.release();
        }
    }

    /** The requests that are being answered now. */
    public int inFlight() {
        return Math.max(0, limit - free.availablePermits());
    }

    /** The most requests that are answered at once. */
    public int limit() {
        return limit;
    }

    /** How many requests were refused for this reason. */
    public LongAdder refused(Refusal reason) {
        return Objects.requireNonNull(refused.get(reason));
    }

    private void refuse(HttpExchange exchange, Refusal reason) throws IOException {
        refused(reason).increment();
        exchange.getResponseHeaders().set("Connection", "close");
        String id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst(RequestId.HEADER));
        RequestContextHandler.send(
                exchange, reason == Refusal.STOPPING ? Problem.stopping() : Problem.overloaded(), id);
    }

    /**
     * Refuses new requests from now on and waits for those in flight.
     *
     * @param patience the longest wait
     * @return whether none is left
     */
    public boolean drain(Duration patience) {
        stopping = true;
        try {
            return ended.tryAcquire(Integer.MAX_VALUE, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
