package org.ar1.integration.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.ar1.integration.internal.call.BodyTooLargeException;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.ContentCodings;
import org.ar1.integration.internal.call.MeteredBody;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.HttpTransport.Response;
import org.jspecify.annotations.Nullable;

/** One request to the Integration Service and its answer, read as a whole within a limit of time and bytes. */
final class RemoteExchange {

    private static final long MOST_BYTES = 64L << 20;

    private final CompletableFuture<RemoteAnswer> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<Response> sent;
    private volatile @Nullable InputStream body;
    private volatile Delay.@Nullable Pending watch;

    private RemoteExchange() {}

    /**
     * Sends a request.
     *
     * @return completes with any answer that arrived whole, and fails with a {@link CallFailure} otherwise, at the time
     *     limit at the latest
     */
    static CompletableFuture<RemoteAnswer> send(
            HttpTransport transport,
            URI uri,
            Map<String, String> headers,
            Duration limit,
            Executor readers,
            Delay delay) {
        RemoteExchange exchange = new RemoteExchange();
        exchange.result.whenComplete((answer, thrown) -> exchange.release());
        exchange.start(transport, uri, headers, limit, readers, delay);
        return exchange.result;
    }

    private void start(
            HttpTransport transport,
            URI uri,
            Map<String, String> headers,
            Duration limit,
            Executor readers,
            Delay delay) {
        try {
            watch = delay.run(() -> fail(ErrorCode.TIMEOUT, "did not answer in time", null), limit);
            CompletableFuture<Response> response = Objects.requireNonNull(transport.get(uri, headers), "response");
            sent = response;
            if (result.isDone()) {
                release();
            }
            response.whenComplete((arrived, thrown) -> {
                if (arrived == null) {
                    fail(ErrorCode.CONNECT, "cannot be reached", thrown);
                } else {
                    read(arrived, readers);
                }
            });
        } catch (RuntimeException | Error e) { // of an application's part; nothing else would end the call
            fail(ErrorCode.INTERNAL, "was not asked, because a part of the application failed", e);
        }
    }

    private void read(Response response, Executor readers) {
        body = response.body();
        try {
            readers.execute(() -> {
                try (MeteredBody metered = new MeteredBody(response.body(), MOST_BYTES, () -> {});
                        InputStream decoded = ContentCodings.decoded(response, metered);
                        MeteredBody content = new MeteredBody(decoded, MOST_BYTES, () -> {})) {
                    result.complete(new RemoteAnswer(response, content.readAllBytes()));
                } catch (BodyTooLargeException e) {
                    fail(ErrorCode.TOO_LARGE, "gave an answer of more than " + (MOST_BYTES >> 20) + " MiB", e);
                } catch (IOException e) {
                    fail(ErrorCode.CONNECT, "gave an answer that broke off", e);
                } catch (RuntimeException | Error e) {
                    fail(ErrorCode.INTERNAL, "gave an answer that could not be read", e);
                }
            });
        } catch (RuntimeException | Error e) {
            fail(ErrorCode.INTERNAL, "gave an answer that no thread could read", e);
        }
    }

    private void fail(ErrorCode code, String what, @Nullable Throwable cause) {
        result.completeExceptionally(new CallFailure(code, RemoteService.NAME + " " + what, true, cause));
    }

    /** Ends what is still open. */
    private void release() {
        Delay.Pending watching = watch;
        if (watching != null) {
            watching.cancel();
        }
        CompletableFuture<Response> request = sent;
        if (request != null) {
            request.cancel(true);
        }
        InputStream open = body;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                // How the connection ends does not matter.
            }
        }
    }
}
