package org.ar1.integration.internal.call;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.jspecify.annotations.Nullable;

/** The end of the chain: one attempt a call, over the transport. */
final class HttpChannel implements Channel, AutoCloseable {

    private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);
    /** Then the attempt fails, because there is nothing to make it with. */
    private static final Duration PREPARATION_LIMIT = Duration.ofSeconds(30);

    private final HttpTransport transport;
    private final URI base;
    private final boolean onThisMachine;
    private final Supplier<Map<String, String>> headers;
    private final Duration timeout;
    private final Executor readers;
    private final Delay delay;
    private final InstantSource clock;
    private final ServiceActivity activity;
    private final AttemptEvents events;
    private final Set<Attempt<?>> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public HttpChannel(
            HttpTransport transport,
            URI base,
            Supplier<Map<String, String>> headers,
            Duration timeout,
            Executor readers,
            Delay delay,
            InstantSource clock,
            ServiceActivity activity,
            Events events) {
        this.activity = activity;
        this.transport = transport;
        this.base = base;
        this.onThisMachine = Destinations.isThisMachine(base);
        this.headers = headers;
        this.timeout = timeout;
        this.readers = readers;
        this.delay = delay;
        this.clock = clock;
        this.events = new AttemptEvents(events, clock);
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        int number = context.countAttempt();
        CompletableFuture<Void> ready = ready();
        return ready.isDone()
                ? attempt(endpoint, context, number)
                : ready.handle((made, failed) -> attempt(endpoint, context, number))
                        .thenCompose(call -> call);
    }

    /** Not done at the first call only, whose time is not spent on what is made once. */
    private CompletableFuture<Void> ready() {
        if (!(transport instanceof Preparable preparable)) {
            return READY;
        }
        CompletableFuture<Void> ready = preparable.ready();
        return ready.isDone()
                ? ready
                : ready.copy().completeOnTimeout(null, PREPARATION_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    }

    private <T> CompletableFuture<Reply<T>> attempt(Endpoint<T> endpoint, CallContext context, int number) {
        String entityTag = context.entityTag();
        long startedNanos = System.nanoTime();
        Attempt<T> attempt = new Attempt<>(endpoint, entityTag != null, timeout, clock, activity);
        inFlight.add(attempt);
        CompletableFuture<Reply<T>> result;
        try {
            events.started(endpoint, number);
            result = start(attempt, context.deadline().traceParent(), entityTag);
        } catch (RuntimeException | Error e) {
            result = attempt.breakOff(e);
        }
        return result.whenComplete((reply, thrown) -> {
            CallFailure failure = thrown == null ? null : CallFailure.of(thrown);
            if (failure == null) {
                activity.answered(endpoint.resource(), startedNanos);
            } else if (failure.isAnswer()) {
                activity.answered();
            }
            events.ended(attempt, number, thrown);
            CompletableFuture<?> ended =
                    failure == null ? CompletableFuture.completedFuture(null) : failure.exchangeEnded();
            ended.whenComplete((done, none) -> inFlight.remove(attempt));
        });
    }

    private <T> CompletableFuture<Reply<T>> start(
            Attempt<T> attempt, @Nullable String traceParent, @Nullable String entityTag) {
        if (closed) {
            // The end of one attempt may begin the next. close() may miss it, so it abandons itself.
            attempt.abandon();
        }
        return attempt.start(
                transport,
                URI.create(base + attempt.endpoint().path()),
                headers(entityTag, traceParent),
                readers,
                delay);
    }

    /** The default headers, overridden by those of the application. */
    private Map<String, String> headers(@Nullable String entityTag, @Nullable String traceParent) {
        Map<String, String> request = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.put("Accept", "application/json");
        if (!onThisMachine) {
            // Measured in docs/performance.md: faster over a link of 100 Mbit/s, slower over the loopback.
            request.put("Accept-Encoding", "gzip");
        }
        if (entityTag != null) {
            request.put("If-None-Match", entityTag);
        }
        if (traceParent != null) {
            request.put("traceparent", traceParent);
        }
        request.putAll(headers.get());
        return Collections.unmodifiableMap(request);
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
