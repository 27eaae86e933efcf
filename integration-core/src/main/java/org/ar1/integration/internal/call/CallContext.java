package org.ar1.integration.internal.call;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What the links of a chain share about one call: until when it is of use, and how often it was tried. */
public final class CallContext {

    /** At 100 ms a call, a service that answers one at a time gets through 600 calls in this time. */
    private static final Duration QUEUE_LIMIT = Duration.ofMinutes(1);

    private final AtomicReference<Deadline> deadline;
    private final @Nullable String entityTag;
    private final AtomicInteger attempts;
    private final Duration queueLimit;
    /** Of the attempt that was made last; another one for each attempt. */
    private final AtomicReference<CompletableFuture<Refusal>> refusal;

    /**
     * An attempt that found nothing to connect to, and will be repeated.
     *
     * @param retryAt when the next attempt is made, by the system's nanoseconds
     */
    public record Refusal(CallFailure failure, long retryAt) {

        /** The nanoseconds until the next attempt; negative once it is due. */
        public long left() {
            return retryAt - System.nanoTime();
        }
    }

    private CallContext(
            AtomicReference<Deadline> deadline,
            @Nullable String entityTag,
            AtomicInteger attempts,
            Duration queueLimit,
            AtomicReference<CompletableFuture<Refusal>> refusal) {
        this.deadline = deadline;
        this.entityTag = entityTag;
        this.attempts = attempts;
        this.queueLimit = queueLimit;
        this.refusal = refusal;
    }

    private CallContext(Deadline deadline, Duration queueLimit) {
        this(
                new AtomicReference<>(deadline),
                null,
                new AtomicInteger(),
                queueLimit,
                new AtomicReference<>(new CompletableFuture<>()));
    }

    /** A call whose value later readers get from the cache. */
    public CallContext(Deadline deadline) {
        this(deadline, QUEUE_LIMIT);
    }

    /** A call whose value nobody gets after the deadline. */
    public static CallContext uncached(Deadline deadline) {
        return new CallContext(deadline, Duration.ZERO);
    }

    /**
     * The same call, whose value is known in some version already.
     *
     * @param known the version known; null when there is none
     */
    public CallContext revalidating(@Nullable String known) {
        return new CallContext(deadline, known, attempts, queueLimit, refusal);
    }

    @Nullable
    String entityTag() {
        return entityTag;
    }

    public Deadline deadline() {
        return Objects.requireNonNull(deadline.get());
    }

    /** Extends the deadline to that of a further waiter; queued calls and retries are of use until then. */
    public void extend(Deadline until) {
        deadline.accumulateAndGet(until, Deadline::orLater);
    }

    /**
     * Whether it is too late to make a call that is still queued. A call that the deadline cut off is made in the
     * background for the next reader, but no later than a minute after the deadline; one that is not cached is not made.
     */
    public boolean isExpired() {
        return deadline().hasPassedFor(queueLimit);
    }

    public int attempts() {
        return attempts.get();
    }

    /**
     * Completes when the attempt that was made last has found nothing to connect to and another one waits. Never
     * completes otherwise: the next attempt has a future of its own.
     */
    public CompletableFuture<Refusal> refusal() {
        return latestRefusal().copy();
    }

    /** Notes an attempt that failed and will be repeated. */
    public void willRepeat(CallFailure failure, Duration delay) {
        if (failure.error().code() == ErrorCode.CONNECT) {
            latestRefusal().complete(new Refusal(failure, System.nanoTime() + delay.toNanos()));
        }
    }

    /** The number of the attempt that begins now, from 1. */
    int countAttempt() {
        if (latestRefusal().isDone()) {
            refusal.set(new CompletableFuture<>());
        }
        return attempts.incrementAndGet();
    }

    private CompletableFuture<Refusal> latestRefusal() {
        return Objects.requireNonNull(refusal.get());
    }
}
