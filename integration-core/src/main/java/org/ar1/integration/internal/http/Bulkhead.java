package org.ar1.integration.internal.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a limited number of asynchronous calls run at a time; the others wait their turn, first come first served. */
public final class Bulkhead {

    private final int maxInFlight;
    private final int maxWaiting;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean letsIn;

    public Bulkhead(int maxInFlight, int maxWaiting) {
        this.maxInFlight = maxInFlight;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Makes a call when it is its turn.
     *
     * @return what the call gives; a {@link RejectedExecutionException} when too many wait already
     */
    public <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable turn = () -> run(call, result);
        if (mayStart(turn, result)) {
            turn.run();
        }
        return result;
    }

    private synchronized boolean mayStart(Runnable turn, CompletableFuture<?> result) {
        if (inFlight < maxInFlight && waiting.isEmpty()) {
            inFlight++;
            return true;
        }
        if (waiting.size() < maxWaiting) {
            waiting.add(turn);
        } else {
            result.completeExceptionally(new RejectedExecutionException("too many calls are waiting"));
        }
        return false;
    }

    private <T> void run(Supplier<CompletableFuture<T>> call, CompletableFuture<T> result) {
        CompletableFuture<T> running;
        try {
            running = call.get();
        } catch (RuntimeException | Error e) {
            // An Error too, which would otherwise keep the place, and those who wait, for ever.
            running = CompletableFuture.failedFuture(e);
        }
        running.whenComplete((value, thrown) -> {
            leave();
            if (thrown == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(thrown);
            }
        });
    }

    /**
     * Gives a place back and lets in who waits. A loop, and one at a time: calls that end at once would else leave within
     * one another, until the stack is full.
     */
    private void leave() {
        synchronized (this) {
            inFlight--;
            if (letsIn) {
                return;
            }
            letsIn = true;
        }
        for (Runnable turn = nextTurn(); turn != null; turn = nextTurn()) {
            turn.run();
        }
    }

    private synchronized @Nullable Runnable nextTurn() {
        Runnable turn = inFlight < maxInFlight ? waiting.poll() : null;
        if (turn == null) {
            letsIn = false;
        } else {
            inFlight++;
        }
        return turn;
    }

    @Override
    public String toString() {
        return "at most " + maxInFlight + " in flight";
    }
}
