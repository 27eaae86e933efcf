package org.ar1.integration.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer under a time limit that covers the body, which the HTTP client's own limit does not. When
 * the time is up the connection is closed.
 */
final class Attempt<T> {

    private static final long BODY_LIMIT = 32L << 20;
    private static final long STREAM_LIMIT = 4L << 30;
    private static final Duration STREAM_TIME_LIMIT = Duration.ofMinutes(2);
    /** So much counts as held of a stream: what it is summarized to does not grow with it. */
    private static final long STREAM_HELD = 64 << 10;
    /** An error's body is read this far, so that its connection can be used again. */
    private static final int DRAINED = 16 << 10;

    private final Endpoint<T> endpoint;
    private final boolean conditional;
    private final Duration timeout;
    private final InstantSource clock;
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Reply<T>> result = new CompletableFuture<>();
    /** Status and headers, once they have arrived; what goes wrong from then on concerns the body. */
    private volatile @Nullable ResponseInfo head;

    private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> exchange;
    private volatile @Nullable MeteredBody body;
    private volatile @Nullable ScheduledFuture<?> watch;

    /**
     * An attempt yet to be started.
     *
     * @param conditional whether the request allows for the answer that nothing has changed
     */
    Attempt(Endpoint<T> endpoint, boolean conditional, Duration timeout, InstantSource clock) {
        this.endpoint = endpoint;
        this.conditional = conditional;
        this.timeout = timeout;
        this.clock = clock;
    }

    CompletableFuture<Reply<T>> start(
            HttpClient client, HttpRequest request, Executor readers, ScheduledExecutorService timer) {
        result.whenComplete((reply, failure) -> release());
        if (result.isDone()) {
            return result;
        }
        CompletableFuture<HttpResponse<InputStream>> sent;
        try {
            watch(timer, timeout.toNanos());
            sent = client.sendAsync(request, arrived -> {
                head = arrived;
                return BodySubscribers.ofInputStream();
            });
        } catch (RuntimeException e) {
            fail(unreachable());
            return result;
        }
        exchange = sent;
        if (result.isDone()) {
            release();
        }
        sent.whenComplete((response, thrown) -> {
            if (thrown != null) {
                broken(head);
                return;
            }
            MeteredBody metered = new MeteredBody(response.body(), isStream() ? STREAM_LIMIT : BODY_LIMIT);
            body = metered;
            try {
                readers.execute(() -> read(response, metered));
            } catch (RejectedExecutionException e) {
                fail(failure(ErrorCode.CONNECT, "answered, but there was no thread to read it", false));
            }
        });
        return result;
    }

    private void read(HttpResponse<InputStream> response, MeteredBody metered) {
        try (metered) {
            if (result.isDone()) {
                return;
            }
            if (response.statusCode() == 200) {
                T value = endpoint.decoder().decode(metered);
                succeed(Reply.of(
                        value,
                        held(metered),
                        response.headers().firstValue("ETag").orElse(null)));
                return;
            }
            refused(response.statusCode(), response.headers(), drain(metered));
        } catch (IOException | RuntimeException e) {
            fail(unreadable(e));
        }
    }

    /** The JDK may tell of a body that broke off here too, where else it tells that there was no answer at all. */
    private void broken(@Nullable ResponseInfo arrived) {
        if (arrived == null) {
            fail(unreachable());
        } else if (arrived.statusCode() == 200) {
            fail(cutOff());
        } else {
            refused(arrived.statusCode(), arrived.headers(), false);
        }
    }

    /** An error's status says enough, however its body ends; that there is no such value is an answer only when whole. */
    private void refused(int status, HttpHeaders headers, boolean whole) {
        if (status == 404 && endpoint.absentOn404()) {
            if (whole) {
                succeed(Reply.absent());
            } else {
                fail(cutOff());
            }
        } else if (status == 304 && conditional) {
            succeed(Reply.stillRight());
        } else {
            fail(HttpStatuses.failure(endpoint, status, headers, clock));
        }
    }

    /** Whether the body came to an end that far. */
    private static boolean drain(MeteredBody body) {
        try {
            body.readNBytes(DRAINED);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private long held(MeteredBody metered) {
        return isStream() ? Math.min(metered.bytes(), STREAM_HELD) : metered.bytes();
    }

    private CallFailure unreadable(Exception e) {
        if (e instanceof BodyTooLargeException) {
            return failure(ErrorCode.TOO_LARGE, "sent " + e.getMessage(), false);
        }
        if (e instanceof MalformedBodyException) {
            return failure(ErrorCode.DECODE, "sent something else than promised: " + e.getMessage(), false);
        }
        if (e instanceof JsonProcessingException && !(e instanceof JsonEOFException)) {
            return failure(ErrorCode.DECODE, "sent something else than promised: no JSON", false);
        }
        if (e instanceof IOException) {
            return cutOff();
        }
        return failure(ErrorCode.DECODE, "sent something that cannot be read", false);
    }

    private CallFailure cutOff() {
        return failure(ErrorCode.DECODE, "sent a body that is cut off", !isStream());
    }

    private CallFailure unreachable() {
        return failure(ErrorCode.CONNECT, "cannot be reached", true);
    }

    private CallFailure failure(ErrorCode code, String what, boolean retryable) {
        return new CallFailure(code, endpoint + " " + what, retryable);
    }

    private boolean isStream() {
        return endpoint.size() == Endpoint.Size.STREAMED;
    }

    private void watch(ScheduledExecutorService timer, long nanos) {
        watch = timer.schedule(() -> checkTime(timer), nanos, TimeUnit.NANOSECONDS);
    }

    /** A stream may take long, as long as it is not silent. */
    private void checkTime(ScheduledExecutorService timer) {
        MeteredBody current = body;
        long now = System.nanoTime();
        long left = current == null || !isStream()
                ? 0
                : Math.min(
                        current.lastReadNanos() + timeout.toNanos() - now,
                        startNanos + STREAM_TIME_LIMIT.toNanos() - now);
        if (left > 0 && !result.isDone()) {
            watch(timer, left);
            return;
        }
        boolean begun = isStream() && current != null;
        fail(failure(ErrorCode.TIMEOUT, "did not answer in time", !begun));
    }

    void abandon() {
        fail(failure(ErrorCode.CONNECT, "was not asked to the end, because the client was closed", false));
    }

    private void succeed(Reply<T> reply) {
        result.complete(reply);
    }

    private void fail(CallFailure failure) {
        result.completeExceptionally(failure);
    }

    /** Closes the connection unless its answer was read to the end. */
    private void release() {
        ScheduledFuture<?> watching = watch;
        if (watching != null) {
            watching.cancel(false);
        }
        CompletableFuture<HttpResponse<InputStream>> sent = exchange;
        if (sent != null) {
            sent.cancel(true);
        }
        MeteredBody open = body;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nobody reads on: how the connection ends does not matter.
            }
        }
    }
}
