package org.ar1.integration.internal.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the links of a chain share about one call: until when it is of use, and how often it was tried. */
public final class CallContext {

    private final Deadline deadline;
    private final @Nullable String entityTag;
    private final AtomicInteger attempts = new AtomicInteger();

    /**
     * A call whose value is known in some version already.
     *
     * @param entityTag the version known; null when there is none
     */
    public CallContext(Deadline deadline, @Nullable String entityTag) {
        this.deadline = deadline;
        this.entityTag = entityTag;
    }

    public CallContext(Deadline deadline) {
        this(deadline, null);
    }

    @Nullable
    String entityTag() {
        return entityTag;
    }

    public Deadline deadline() {
        return deadline;
    }

    public int attempts() {
        return attempts.get();
    }

    void countAttempt() {
        attempts.incrementAndGet();
    }
}
