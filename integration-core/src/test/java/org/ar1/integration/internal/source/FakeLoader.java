package org.ar1.integration.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.Reply;

/** Leaves its loads open until the test ends them. */
final class FakeLoader {

    private final List<CompletableFuture<Reply<String>>> loads = new ArrayList<>();
    private final List<CallContext> contexts = new ArrayList<>();

    synchronized CompletableFuture<Reply<String>> load(CallContext context) {
        CompletableFuture<Reply<String>> load = new CompletableFuture<>();
        loads.add(load);
        contexts.add(context);
        notifyAll();
        return load;
    }

    /** Waits for a load that somebody else starts. */
    synchronized void awaitCount(int count) {
        try {
            while (loads.size() < count) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized int count() {
        return loads.size();
    }

    /** The context of the last load. */
    synchronized CallContext context() {
        return contexts.get(contexts.size() - 1);
    }

    synchronized CompletableFuture<Reply<String>> last() {
        return loads.get(loads.size() - 1);
    }
}
