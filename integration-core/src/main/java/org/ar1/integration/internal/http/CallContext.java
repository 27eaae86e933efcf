package org.ar1.integration.internal.http;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the links of a chain share about one call: until when it is of use, and how often it was tried. */
public final class CallContext {

    private final AtomicReference<Deadline> deadline;
    private final @Nullable String entityTag;
    private final AtomicInteger attempts;

    private CallContext(AtomicReference<Deadline> deadline, @Nullable String entityTag, AtomicInteger attempts) {
        this.deadline = deadline;
        this.entityTag = entityTag;
        this.attempts = attempts;
    }

    public CallContext(Deadline deadline) {
        this(new AtomicReference<>(deadline), null, new AtomicInteger());
    }

    /**
     * The same call, whose value is known in some version already.
     *
     * @param known the version known; null when there is none
     */
    public CallContext revalidating(@Nullable String known) {
        return new CallContext(deadline, known, attempts);
    }

    @Nullable
    String entityTag() {
        return entityTag;
    }

    public Deadline deadline() {
        return Objects.requireNonNull(deadline.get());
    }

    /** Somebody else waits for the call, until the given time; what is queued or tried again is of use until then. */
    public void extend(Deadline until) {
        deadline.accumulateAndGet(until, Deadline::orLater);
    }

    public int attempts() {
        return attempts.get();
    }

    /** The number of the attempt that begins now, from 1. */
    int countAttempt() {
        return attempts.incrementAndGet();
    }
}
