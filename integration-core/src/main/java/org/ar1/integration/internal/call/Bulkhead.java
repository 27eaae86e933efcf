package org.ar1.integration.internal.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Limits the asynchronous calls in flight; the others wait in a bounded queue, first in, first out. Thread-safe. */
public final class Bulkhead {

    private final IntSupplier maxInFlight;
    private final int maxWaiting;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean admitting;

    /** A fixed limit. */
    public Bulkhead(int maxInFlight, int maxWaiting) {
        this(() -> maxInFlight, maxWaiting);
    }

    /**
     * A limit that may change.
     *
     * @param maxInFlight the limit now, at least 1; read whenever a call begins or ends
     */
    public Bulkhead(IntSupplier maxInFlight, int maxWaiting) {
        this.maxInFlight = maxInFlight;
        this.maxWaiting = maxWaiting;
    }

    /**
     * A call that was begun.
     *
     * @param ended completes, in whatever way, when the call no longer counts as in flight
     */
    public record Begun<T>(CompletableFuture<T> result, CompletableFuture<?> ended) {}

    /**
     * Makes a call when there is room for it; it counts until its result is there.
     *
     * @return what the call gives; a {@link RejectedExecutionException} when too many calls wait already
     */
    public <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> call) {
        return begin(() -> {
            CompletableFuture<T> result = call.get();
            return new Begun<>(result, result);
        });
    }

    /** Makes a call when there is room for it; it counts until it says that it has ended. */
    public <T> CompletableFuture<T> begin(Supplier<Begun<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable turn = () -> begin(call, result);
        if (mayStart(turn, result)) {
            turn.run();
        }
        return result;
    }

    private synchronized boolean mayStart(Runnable turn, CompletableFuture<?> result) {
        if (inFlight < maxInFlight.getAsInt() && waiting.isEmpty()) {
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

    private <T> void begin(Supplier<Begun<T>> call, CompletableFuture<T> result) {
        Begun<T> begun;
        try {
            begun = call.get();
        } catch (RuntimeException | Error e) {
            // An Error too, which would otherwise hold its place for ever and keep waiters waiting.
            CompletableFuture<T> failed = CompletableFuture.failedFuture(e);
            begun = new Begun<>(failed, failed);
        }
        begun.ended().whenComplete((value, thrown) -> leave());
        begun.result().whenComplete((value, thrown) -> {
            if (thrown == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(thrown);
            }
        });
    }

    /**
     * Gives a place back and admits waiting calls. A loop, by one thread at a time: calls that end at once would
     * otherwise leave within one another, until the stack overflows.
     */
    private void leave() {
        synchronized (this) {
            inFlight--;
            if (admitting) {
                return;
            }
            admitting = true;
        }
        for (Runnable turn = nextTurn(); turn != null; turn = nextTurn()) {
            turn.run();
        }
    }

    private synchronized @Nullable Runnable nextTurn() {
        Runnable turn = inFlight < maxInFlight.getAsInt() ? waiting.poll() : null;
        if (turn == null) {
            admitting = false;
        } else {
            inFlight++;
        }
        return turn;
    }

    @Override
    public String toString() {
        return "at most " + maxInFlight.getAsInt() + " in flight";
    }
}
