package org.ar1.integration.internal.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** The end of the chain: one attempt a call, over {@code java.net.http}. */
public final class HttpChannel implements Channel, AutoCloseable {

    private final HttpClient client;
    private final URI base;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final Executor readers;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final Set<Attempt<?>> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public HttpChannel(
            HttpClient client,
            URI base,
            Map<String, String> headers,
            Duration timeout,
            Executor readers,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.client = client;
        this.base = base;
        this.headers = headers;
        this.timeout = timeout;
        this.readers = readers;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        context.countAttempt();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + endpoint.path()))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "application/json");
        String entityTag = context.entityTag();
        if (entityTag != null) {
            request.header("If-None-Match", entityTag);
        }
        headers.forEach(request::setHeader);
        Attempt<T> attempt = new Attempt<>(endpoint, entityTag != null, timeout, clock);
        inFlight.add(attempt);
        if (closed) {
            // One attempt's end may begin the next; whoever is not seen by close() sees that it has been called.
            attempt.abandon();
        }
        return attempt.start(client, request.build(), readers, timer)
                .whenComplete((reply, failure) -> inFlight.remove(attempt));
    }

    /** Ends what is in flight, connections included. */
    @Override
    public void close() {
        closed = true;
        inFlight.forEach(Attempt::abandon);
    }

    @Override
    public String toString() {
        return "one attempt within " + timeout;
    }
}
