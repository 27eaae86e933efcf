package org.ar1.integration.internal.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.HttpRuntime;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/** A running Integration Service, and the documents that were asked of it. Thread-safe. */
public final class RemoteService implements AutoCloseable {

    static final String NAME = "The Integration Service";
    static final Duration SOON = Duration.ofSeconds(1);

    /** Each may be as large as a report of the whole campus; those of one lab type or server are small. */
    private static final int MOST_DOCUMENTS = 100;

    private static final int MOST_DOUBLINGS = 16;

    private final IntegrationConfig config;
    private final URI base;
    private final HttpRuntime runtime;
    private final InstantSource clock;
    private final BiConsumer<Object, @Nullable String> built;
    private final Cache<String, RemoteDocument<?>> documents = Caffeine.newBuilder()
            .maximumSize(MOST_DOCUMENTS)
            .executor(Runnable::run)
            .build();
    private final Map<Object, CompletableFuture<RemoteAnswer>> inFlight = new ConcurrentHashMap<>();
    private volatile @Nullable Away away;
    private volatile boolean closed;

    /**
     * The service of the settings.
     *
     * @param base the URL of the service
     * @param clock the clock of ages and of the times before which no call is made
     * @param built gets each value that callers have not been given before, and the lab type that it is of; null for all
     */
    public RemoteService(
            IntegrationConfig config,
            URI base,
            HttpRuntime runtime,
            InstantSource clock,
            BiConsumer<Object, @Nullable String> built) {
        this.config = config;
        this.base = base;
        this.runtime = runtime;
        this.clock = clock;
        this.built = built;
    }

    /** No call is made until a time. */
    record Away(SourceError error, Instant until) {}

    /**
     * The value of a document, kept for the next caller.
     *
     * @param path the path and query
     * @return completes at the report deadline at the latest, on a thread on which callers may do as they like
     * @throws IllegalStateException when the client is closed
     */
    @SuppressWarnings("unchecked") // a path has documents of one kind
    public <T> CompletableFuture<T> get(
            Kind<T> kind, String path, Refusals refusals, boolean refresh, @Nullable String traceparent) {
        requireOpen();
        RemoteDocument<T> document =
                (RemoteDocument<T>) documents.get(path, any -> new RemoteDocument<>(this, kind, path, refusals, true));
        return handedOver(document.get(refresh, traceparent));
    }

    /** The value of a document that is personal, of which nothing is kept. */
    public <T> CompletableFuture<T> personal(
            Kind<T> kind, String path, Refusals refusals, @Nullable String traceparent) {
        requireOpen();
        return handedOver(new RemoteDocument<>(this, kind, path, refusals, false).get(false, traceparent));
    }

    /** The body at a path; fails when there is none. */
    CompletableFuture<byte[]> body(String path) {
        requireOpen();
        return handedOver(call(path, null, false, null).thenApply(RemoteAnswer::body));
    }

    /** A single resource of one of the services behind this one, which gives none of them. */
    public <T> CompletableFuture<Sourced<T>> skipped(UpstreamService of, String resource) {
        requireOpen();
        return CompletableFuture.completedFuture(new Sourced.Failure<>(of, resource, Outcome.SKIPPED, 0, null));
    }

    private <T> CompletableFuture<T> handedOver(CompletableFuture<T> future) {
        return future.isDone() ? future : future.whenCompleteAsync((value, failure) -> {}, runtime.callbacks());
    }

    /**
     * Refuses callers after the end.
     *
     * @throws IllegalStateException when the client is closed
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
    }

    /** One request, within the report deadline. */
    CompletableFuture<RemoteAnswer> call(
            String path, @Nullable String entityTag, boolean refresh, @Nullable String traceparent) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.put("Accept-Encoding", "gzip");
        String token = config.integrationServiceToken();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (entityTag != null) {
            headers.put("If-None-Match", entityTag);
        }
        if (refresh) {
            headers.put("Cache-Control", "no-cache");
        }
        if (traceparent != null) {
            headers.put("traceparent", traceparent);
        }
        URI uri = URI.create(base + path + (refresh ? (path.indexOf('?') < 0 ? "?" : "&") + "refresh=true" : ""));
        Deadline deadline = Deadline.in(config.reportDeadline());
        CompletableFuture<Void> ready = runtime.ready();
        CompletableFuture<RemoteAnswer> answer = ready.isDone()
                ? send(uri, headers, deadline)
                : ready.handle((made, failed) -> send(uri, headers, deadline)).thenCompose(sent -> sent);
        Object call = new Object();
        inFlight.put(call, answer);
        answer.whenComplete((done, thrown) -> inFlight.remove(call));
        if (closed) {
            abandon(answer);
        }
        return answer;
    }

    private CompletableFuture<RemoteAnswer> send(URI uri, Map<String, String> headers, Deadline deadline) {
        return RemoteExchange.send(
                runtime.transport(), uri, headers, deadline.remaining(), runtime.readers(), runtime.delay());
    }

    private static void abandon(CompletableFuture<RemoteAnswer> answer) {
        answer.completeExceptionally(new CallFailure(
                ErrorCode.INTERNAL, NAME + " was not asked to the end, because the client was closed", false));
    }

    Instant now() {
        return clock.instant();
    }

    Duration staleIfError() {
        return config.staleIfError();
    }

    void built(Object value, Refusals refusals) {
        built.accept(value, refusals.labType());
    }

    /** Why no call is made now; null when one may be. */
    @Nullable
    Away away(Instant now) {
        Away current = away;
        return current != null && now.isBefore(current.until()) ? current : null;
    }

    void answered() {
        away = null;
    }

    /**
     * A call failed. When the service cannot be reached, or says when to call again, no document is asked for until
     * then.
     *
     * @param failures the failures in a row of the document
     * @return how long the document is not asked for
     */
    Duration failed(CallFailure failure, int failures, Instant now) {
        Duration backoff = config.initialBackoff().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration wait = backoff.compareTo(config.maxBackoff()) > 0 ? config.maxBackoff() : backoff;
        Duration wanted = failure.retryAfter().orElse(Duration.ZERO);
        Duration longer = wanted.compareTo(wait) > 0 ? wanted : wait;
        if (failure.error().code() == ErrorCode.CONNECT || failure.retryAfter().isPresent()) {
            away = new Away(failure.error(), now.plus(longer));
        }
        return longer;
    }

    /** The exception of a token that is missing or wrong. */
    InvalidConfigException unauthorized() {
        return new InvalidConfigException(List.of(
                config.integrationServiceToken() == null
                        ? "INTEGRATION_SERVICE_TOKEN is not set, but the Integration Service at " + base
                                + " answers callers with a token only"
                        : "INTEGRATION_SERVICE_TOKEN is set (not shown), but the Integration Service at " + base
                                + " does not accept it: it must be a token that the service knows"));
    }

    /** The number of calls in flight. */
    public int calls() {
        return inFlight.size();
    }

    /** The number of documents that are kept. */
    public int documents() {
        return Math.toIntExact(documents.estimatedSize());
    }

    /** Ends the calls in flight: those who wait get the last good values. */
    @Override
    public void close() {
        closed = true;
        inFlight.values().forEach(RemoteService::abandon);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
