package org.ar1.integration.internal.http;

import java.util.concurrent.atomic.AtomicInteger;

/** What the links of a chain share about one call: until when it is of use, and how often it was tried. */
public final class CallContext {

    private final Deadline deadline;
    private final AtomicInteger attempts = new AtomicInteger();

    public CallContext(Deadline deadline) {
        this.deadline = deadline;
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
