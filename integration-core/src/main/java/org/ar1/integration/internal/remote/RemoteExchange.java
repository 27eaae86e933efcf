package org.ar1.integration.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.ContentCodings;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.HttpRuntime;
import org.ar1.integration.internal.call.MeteredBody;
import org.ar1.integration.internal.call.Unanswered;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport.Response;
import org.jspecify.annotations.Nullable;

/**
 * One request to the Integration Service and its answer, read as a whole within a limit of time and bytes. A request
 * that finds no connection is repeated within the same time.
 */
final class RemoteExchange {

    private static final long MOST_BYTES = 64L << 20;

    private final HttpRuntime runtime;
    private final URI uri;
    private final Map<String, String> headers;
    private final Duration retryDelay;
    private final Deadline end;
    private final CompletableFuture<RemoteAnswer> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<Response> sent;
    private volatile @Nullable InputStream body;
    private volatile Delay.@Nullable Pending watch;
    private volatile Delay.@Nullable Pending retry;

    private RemoteExchange(
            HttpRuntime runtime, URI uri, Map<String, String> headers, Duration limit, Duration retryDelay) {
        this.runtime = runtime;
        this.uri = uri;
        this.headers = headers;
        this.retryDelay = retryDelay;
        this.end = Deadline.in(limit);
    }

    /**
     * Sends a request.
     *
     * @param limit the longest time for all attempts and the body
     * @param retries the number of further attempts to connect
     * @param retryDelay the wait before each of them
     * @return completes with any answer that arrived whole, and fails with a {@link CallFailure} otherwise, at the time
     *     limit at the latest; a caller that completes it ends the request
     */
    static CompletableFuture<RemoteAnswer> send(
            HttpRuntime runtime,
            URI uri,
            Map<String, String> headers,
            Duration limit,
            int retries,
            Duration retryDelay) {
        RemoteExchange exchange = new RemoteExchange(runtime, uri, headers, limit, retryDelay);
        exchange.result.whenComplete((answer, thrown) -> exchange.release());
        exchange.start(limit, retries);
        return exchange.result;
    }

    private void start(Duration limit, int retries) {
        try {
            watch = runtime.delay()
                    .run(
                            () -> fail(new CallFailure(
                                    ErrorCode.TIMEOUT, RemoteService.NAME + " did not answer in time", true)),
                            limit);
            CompletableFuture<Void> ready = runtime.ready();
            if (ready.isDone()) {
                attempt(retries);
            } else {
                ready.whenComplete((made, thrown) -> attempt(retries));
            }
        } catch (RuntimeException | Error e) { // of an application's delay; nothing else would end the call
            fail(Unanswered.internal(RemoteService.NAME, e));
        }
    }

    private void attempt(int retries) {
        if (result.isDone()) {
            return;
        }
        try {
            CompletableFuture<Response> response =
                    Objects.requireNonNull(runtime.transport().get(uri, headers), "the transport's future");
            sent = response;
            if (result.isDone()) {
                release();
            }
            response.whenComplete((arrived, thrown) -> {
                if (arrived == null) {
                    unanswered(thrown == null ? new NullPointerException("the transport's response") : thrown, retries);
                } else {
                    arrived(arrived);
                }
            });
        } catch (RuntimeException | Error e) {
            fail(Unanswered.failure(RemoteService.NAME, e));
        }
    }

    private void unanswered(Throwable thrown, int retries) {
        CallFailure failure = Unanswered.failure(RemoteService.NAME, thrown);
        boolean again = retries > 0
                && failure.retryable()
                && failure.error().code() == ErrorCode.CONNECT
                && retryDelay.compareTo(end.remaining()) < 0;
        if (!again) {
            fail(failure);
            return;
        }
        try {
            retry = runtime.delay().run(() -> attempt(retries - 1), retryDelay);
            if (result.isDone()) {
                release();
            }
        } catch (RuntimeException | Error e) {
            fail(failure);
        }
    }

    private void arrived(Response response) {
        MeteredBody metered = new MeteredBody(response.body(), MOST_BYTES, () -> {});
        body = metered;
        try {
            runtime.readers().execute(() -> read(response, metered));
        } catch (RuntimeException | Error e) { // there is no thread to read it
            fail(Unanswered.internal(RemoteService.NAME, e));
            close(metered);
        }
    }

    /** Closes the body also if the time was up before {@link #release} could see it. */
    private void read(Response response, MeteredBody metered) {
        try (metered) {
            if (result.isDone()) {
                return;
            }
            try (InputStream decoded = ContentCodings.decoded(response, metered);
                    MeteredBody content = new MeteredBody(decoded, MOST_BYTES, () -> {})) {
                result.complete(new RemoteAnswer(response, content.readAllBytes()));
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(Unanswered.unreadable(RemoteService.NAME, true, e));
        }
    }

    private void fail(CallFailure failure) {
        result.completeExceptionally(failure);
    }

    /** Ends what is still open. */
    private void release() {
        cancel(watch);
        cancel(retry);
        CompletableFuture<Response> request = sent;
        if (request != null) {
            request.cancel(true);
        }
        InputStream open = body;
        if (open != null) {
            close(open);
        }
    }

    private static void cancel(Delay.@Nullable Pending pending) {
        if (pending != null) {
            pending.cancel();
        }
    }

    private static void close(InputStream open) {
        try {
            open.close();
        } catch (IOException | RuntimeException e) {
            // How the connection ends does not matter.
        }
    }
}
