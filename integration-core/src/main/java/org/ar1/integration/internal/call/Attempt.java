package org.ar1.integration.internal.call;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.HttpTransport.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer under a time limit that covers the body, which a transport's own limit may not. When
 * the time is up the connection is closed.
 */
final class Attempt<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final long BODY_LIMIT = 32L << 20;
    private static final long STREAM_LIMIT = 4L << 30;
    private static final Duration STREAM_TIME_LIMIT = Duration.ofMinutes(2);
    /**
     * The bytes that count as held of a stream whose value is not weighed: what it is reduced to does not grow with it.
     */
    private static final long STREAM_HELD = 64 << 10;
    /** An error's body is read this far, so that its connection can be used again. */
    private static final int DRAINED = 16 << 10;

    private final Endpoint<T> endpoint;
    private final boolean conditional;
    private final Duration timeout;
    private final InstantSource clock;
    private final ServiceActivity activity;
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Reply<T>> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<Response> exchange;
    private volatile @Nullable MeteredBody body;
    private volatile Delay.@Nullable Pending watch;

    /** Completes when an exchange that timed out has ended at the service; null unless that is waited for. */
    private volatile @Nullable CompletableFuture<Void> lingering;

    /** Zero while none has arrived. */
    private volatile int status;

    /**
     * An attempt yet to be started.
     *
     * @param conditional whether the request allows for the answer that nothing has changed
     */
    Attempt(
            Endpoint<T> endpoint,
            boolean conditional,
            Duration timeout,
            InstantSource clock,
            ServiceActivity activity) {
        this.activity = activity;
        this.endpoint = endpoint;
        this.conditional = conditional;
        this.timeout = timeout;
        this.clock = clock;
    }

    CompletableFuture<Reply<T>> start(
            HttpTransport transport, URI uri, Map<String, String> headers, Executor readers, Delay delay) {
        result.whenComplete((reply, failure) -> release());
        if (result.isDone()) {
            return result;
        }
        if (!watch(delay, timeout.toNanos())) {
            return result;
        }
        CompletableFuture<Response> sent;
        try {
            sent = Objects.requireNonNull(transport.get(uri, headers), "the transport's future");
        } catch (RuntimeException | Error e) {
            // An Error too, which would otherwise keep the call's place among those in flight for ever.
            fail(Unanswered.failure(endpoint, e));
            return result;
        }
        exchange = sent;
        if (result.isDone()) {
            release();
        }
        sent.whenComplete((response, thrown) -> {
            if (response == null) {
                fail(Unanswered.failure(
                        endpoint, thrown == null ? new NullPointerException("the transport's response") : thrown));
            } else {
                arrived(response, readers);
            }
        });
        return result;
    }

    private void arrived(Response response, Executor readers) {
        status = response.status();
        MeteredBody metered = new MeteredBody(response.body(), limit(), isStream() ? activity::sending : () -> {});
        body = metered;
        try {
            readers.execute(() -> read(response, metered));
        } catch (RuntimeException | Error e) {
            // There is no thread to read it.
            fail(Unanswered.internal(endpoint, e));
            close(metered);
        }
    }

    private void read(Response response, MeteredBody metered) {
        try (metered) {
            if (result.isDone()) {
                return;
            }
            boolean isAbsent = response.status() == 404 && endpoint.absentOn404();
            if (isAbsent || HttpStatuses.isSuccess(response.status())) {
                answered(response, metered, isAbsent);
            } else {
                drain(metered);
                refused(response);
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(Unanswered.unreadable(endpoint, e));
        }
    }

    /** The limit counts the bytes on the way and, where those are fewer, what they are inflated to. */
    private void answered(Response response, MeteredBody metered, boolean isAbsent) throws IOException {
        try (MeteredBody content = new MeteredBody(ContentCodings.decoded(response, metered), limit(), () -> {})) {
            if (isAbsent) {
                // That there is no such value is an answer only when whole.
                succeed(Reply.absent(NotFoundText.absence(content.readNBytes(DRAINED))));
            } else {
                T value = endpoint.decoder().decode(content);
                succeed(Reply.of(
                        value, held(value, content), response.header("ETag").orElse(null)));
            }
        }
    }

    private long limit() {
        return isStream() ? STREAM_LIMIT : BODY_LIMIT;
    }

    private void refused(Response response) {
        if (response.status() == 304 && conditional) {
            succeed(Reply.stillRight());
        } else {
            fail(HttpStatuses.failure(endpoint, response, clock));
        }
    }

    /** An error's status says enough, however its body ends. */
    private static void drain(MeteredBody body) {
        try {
            body.readNBytes(DRAINED);
        } catch (IOException e) {
            // What is left of it cannot be read, and does not matter.
        }
    }

    private long held(T value, MeteredBody metered) {
        ToLongFunction<T> weigher = endpoint.weigher();
        if (weigher != null) {
            return weigher.applyAsLong(value);
        }
        return isStream() ? Math.min(metered.bytes(), STREAM_HELD) : metered.bytes();
    }

    private CallFailure failure(ErrorCode code, String what, boolean retryable, @Nullable Throwable cause) {
        return new CallFailure(code, endpoint + " " + what, retryable, cause);
    }

    private boolean isStream() {
        return endpoint.size() == Endpoint.Size.STREAMED;
    }

    /** False when its time cannot be watched, so that it has failed. */
    private boolean watch(Delay delay, long nanos) {
        try {
            watch = delay.run(() -> checkTime(delay), Duration.ofNanos(nanos));
            return true;
        } catch (RuntimeException | Error e) {
            fail(Unanswered.internal(endpoint, e)); // nothing would limit its time
            return false;
        }
    }

    /** A stream may take long, as long as it is not silent. */
    private void checkTime(Delay delay) {
        MeteredBody current = body;
        long now = System.nanoTime();
        long left = current == null || !isStream()
                ? 0
                : Math.min(
                        current.lastReadNanos() + timeout.toNanos() - now,
                        startNanos + STREAM_TIME_LIMIT.toNanos() - now);
        if (left > 0 && !result.isDone()) {
            watch(delay, left);
            return;
        }
        boolean begun = isStream() && current != null;
        timedOut(delay, failure(ErrorCode.TIMEOUT, "did not answer in time", !begun, null));
    }

    /**
     * A service that answers other calls is busy, and may go on with this call although no reader waits for it. The
     * exchange is then left open for the time limit once more, so that its end is noticed. A service that answers no
     * call is down.
     */
    private void timedOut(Delay delay, CallFailure failure) {
        CompletableFuture<Response> sent = exchange;
        if (sent == null || sent.isDone() || !activity.hasAnsweredSince(startNanos)) {
            fail(failure);
            return;
        }
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ended.whenComplete((done, thrown) -> sent.cancel(true));
        lingering = ended;
        sent.whenComplete((response, thrown) -> ended.complete(null));
        try {
            delay.run(() -> ended.complete(null), timeout);
        } catch (RuntimeException | Error e) {
            ended.complete(null);
        }
        fail(failure.lastingUntil(ended));
    }

    /** Ends it though it could not be started properly. */
    CompletableFuture<Reply<T>> breakOff(Throwable thrown) {
        fail(Unanswered.internal(endpoint, thrown));
        return result;
    }

    Endpoint<T> endpoint() {
        return endpoint;
    }

    Duration duration() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    void abandon() {
        fail(failure(ErrorCode.INTERNAL, "was not asked to the end, because the client was closed", false, null));
        CompletableFuture<Void> open = lingering;
        if (open != null) {
            open.complete(null);
        }
    }

    private void succeed(Reply<T> reply) {
        result.complete(reply);
    }

    private void fail(CallFailure failure) {
        if (!result.isDone()) {
            // The cause may quote the answer or the address.
            LOG.debug("{}", failure.getMessage(), endpoint.personal() ? null : failure.getCause());
        }
        result.completeExceptionally(failure);
    }

    /** Closes the connection unless its answer was read to the end. */
    private void release() {
        Delay.Pending watching = watch;
        if (watching != null) {
            watching.cancel();
        }
        CompletableFuture<Response> sent = exchange;
        if (sent != null && lingering == null) {
            sent.cancel(true);
        }
        MeteredBody open = body;
        if (open != null) {
            close(open);
        }
    }

    private static void close(MeteredBody open) {
        try {
            open.close();
        } catch (IOException | RuntimeException e) {
            // Nobody reads on: how the connection ends does not matter.
        }
    }
}
