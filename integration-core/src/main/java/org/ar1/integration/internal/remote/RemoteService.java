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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.HttpRuntime;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.Delay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private final Logger log;
    private final FailureLog personalLog;
    private final Cache<String, RemoteDocument<?>> documents = Caffeine.newBuilder()
            .maximumSize(MOST_DOCUMENTS)
            .executor(Runnable::run)
            .build();
    private final Map<Object, CompletableFuture<RemoteAnswer>> inFlight = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Absence absence = new Absence();
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
        this(config, base, runtime, clock, built, LoggerFactory.getLogger(RemoteService.class));
    }

    RemoteService(
            IntegrationConfig config,
            URI base,
            HttpRuntime runtime,
            InstantSource clock,
            BiConsumer<Object, @Nullable String> built,
            Logger log) {
        this.config = config;
        this.base = base;
        this.runtime = runtime;
        this.clock = clock;
        this.built = built;
        this.log = log;
        this.personalLog = new FailureLog(log, "personal documents", true);
    }

    /**
     * The value of a document, kept for the next caller.
     *
     * @param path the path and query
     * @return completes when the report deadline, for a refresh two of them, and the connect timeout are over at the
     *     latest; what callers chain to it runs on the executor of the callbacks, so that it delays no other answer
     * @throws IllegalStateException when the client is closed
     */
    @SuppressWarnings("unchecked") // a path has documents of one kind
    public <T> CompletableFuture<T> get(
            Kind<T> kind, String path, Refusals refusals, boolean refresh, @Nullable String traceparent) {
        requireOpen();
        RemoteDocument<T> document = (RemoteDocument<T>) documents.get(
                path, any -> new RemoteDocument<>(this, kind, path, refusals, true, new FailureLog(log, path, false)));
        return handedOver(document.get(refresh, traceparent));
    }

    /** The value of a document that is personal, of which nothing is kept. */
    public <T> CompletableFuture<T> personal(
            Kind<T> kind, String path, Refusals refusals, @Nullable String traceparent) {
        requireOpen();
        return handedOver(new RemoteDocument<>(this, kind, path, refusals, false, personalLog).get(false, traceparent));
    }

    /** The body at a path, once; fails when there is none. */
    CompletableFuture<byte[]> body(String path) {
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

    /**
     * One request, within the limit: the report deadline, in which the service may build a report of what has come by
     * then, and the connect timeout, in which that report arrives. The limit of a refresh has two report deadlines,
     * because the service may look up a lab type before it fetches the sources again.
     */
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
        Duration deadline = config.reportDeadline().multipliedBy(refresh ? 2 : 1);
        URI uri = URI.create(base + path + (refresh ? (path.indexOf('?') < 0 ? "?" : "&") + "refresh=true" : ""));
        CompletableFuture<RemoteAnswer> answer = RemoteExchange.send(
                runtime,
                uri,
                headers,
                deadline.plus(config.connectTimeout()),
                config.maxRetries(),
                config.retryDelay());
        Object call = new Object();
        inFlight.put(call, answer);
        answer.whenComplete((done, thrown) -> inFlight.remove(call));
        if (closed) {
            abandon(answer);
        }
        return answer;
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

    /** Whether calls make sense now. */
    Absence absence() {
        return absence;
    }

    /** A number greater than all before. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Runs a task when a reader with a last good value has waited long enough. */
    Delay.Pending afterPatience(Runnable task) {
        try {
            return runtime.delay().run(task, config.refreshPatience());
        } catch (RuntimeException | Error e) { // of an application's delay, or after the end
            log.debug("Readers wait for the answer", e);
            return () -> {};
        }
    }

    /** How long a document is not asked for after this many failures in a row. */
    Duration backoff(int failures) {
        Duration backoff = config.initialBackoff().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return backoff.compareTo(config.maxBackoff()) > 0 ? config.maxBackoff() : backoff;
    }

    /** The same, but as long as the service says. */
    Duration backoff(CallFailure failure, int failures) {
        Duration wait = backoff(failures);
        Duration wanted = failure.retryAfter().orElse(Duration.ZERO);
        return wanted.compareTo(wait) > 0 ? wanted : wait;
    }

    /** The exception of a token that is missing or wrong. */
    InvalidConfigException unauthorized() {
        return new InvalidConfigException(List.of(denial()));
    }

    /** The same for the sources of a last good value. */
    SourceError denied() {
        return new SourceError(ErrorCode.HTTP_STATUS, denial());
    }

    /** Why the service does not accept the token, without the token. */
    String denial() {
        return config.integrationServiceToken() == null
                ? "INTEGRATION_SERVICE_TOKEN is not set, but the Integration Service at " + base
                        + " answers callers with a token only"
                : "INTEGRATION_SERVICE_TOKEN is set (not shown), but the Integration Service at " + base
                        + " does not accept it: it must be a token that the service knows";
    }

    boolean isClosed() {
        return closed;
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
