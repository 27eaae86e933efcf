package org.ar1.integration.internal.fetch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.internal.http.CallFailure;
import org.ar1.integration.internal.http.Channel;
import org.ar1.integration.internal.http.Endpoint;
import org.ar1.integration.internal.http.Reply;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limited number of calls through at a time; the others wait their turn, first come first served, and are not
 * made once nobody waits for them any more. The JDK's client has no such limit.
 */
final class LimitedChannel implements Channel {

    private final Channel next;
    private final int maxInFlight;
    private final int maxWaiting;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean letsIn;

    LimitedChannel(Channel next, int maxInFlight, int maxWaiting) {
        this.next = next;
        this.maxInFlight = maxInFlight;
        this.maxWaiting = maxWaiting;
    }

    @Override
    public <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        CompletableFuture<Reply<T>> result = new CompletableFuture<>();
        if (enter(() -> run(endpoint, context, result), result, endpoint)) {
            run(endpoint, context, result);
        }
        return result;
    }

    /** True when the call may start at once. */
    private synchronized boolean enter(Runnable turn, CompletableFuture<?> result, Endpoint<?> endpoint) {
        if (inFlight < maxInFlight && waiting.isEmpty()) {
            inFlight++;
            return true;
        }
        if (waiting.size() < maxWaiting) {
            waiting.add(turn);
        } else {
            result.completeExceptionally(
                    new CallFailure(ErrorCode.DEADLINE, endpoint + " has too many calls waiting", false));
        }
        return false;
    }

    private <T> void run(Endpoint<T> endpoint, CallContext context, CompletableFuture<Reply<T>> result) {
        if (context.deadline().hasPassed()) {
            result.completeExceptionally(
                    new CallFailure(ErrorCode.DEADLINE, endpoint + " was not asked before the time was over", false));
            leave();
            return;
        }
        CompletableFuture<Reply<T>> call;
        try {
            call = next.call(endpoint, context);
        } catch (RuntimeException e) {
            call = CompletableFuture.failedFuture(e);
        }
        call.whenComplete((reply, thrown) -> {
            leave();
            if (thrown == null) {
                result.complete(reply);
            } else {
                result.completeExceptionally(CallFailure.of(thrown));
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
        return "at most " + maxInFlight + " in flight > " + next;
    }
}
