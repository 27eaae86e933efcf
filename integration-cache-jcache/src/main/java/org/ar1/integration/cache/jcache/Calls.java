package org.ar1.integration.cache.jcache;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/** Runs blocking calls in an executor's threads; every one of them completes, at the latest when this is closed. */
final class Calls {

    private final Executor executor;
    private final Set<Call<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Calls(Executor executor) {
        this.executor = executor;
    }

    <T> CompletionStage<T> start(Callable<T> work) {
        Call<T> call = new Call<>(work);
        open.add(call);
        call.result.whenComplete((value, failure) -> ended(call));
        if (closed) {
            call.close();
            return call.result;
        }
        try {
            executor.execute(call);
        } catch (RuntimeException e) {
            call.result.completeExceptionally(e);
        }
        return call.result;
    }

    /** One that was given up leaves its place in the queue to others. */
    private void ended(Call<?> call) {
        open.remove(call);
        if (call.result.isCancelled() && executor instanceof ThreadPoolExecutor pool) {
            pool.remove(call);
        }
    }

    void close() {
        closed = true;
        open.forEach(Call::close);
    }

    private static final class Call<T> implements Runnable {

        final CompletableFuture<T> result = new CompletableFuture<>();
        private final Callable<T> work;

        Call(Callable<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (result.isDone()) {
                return; // given up while it waited for a thread
            }
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }

        void close() {
            result.completeExceptionally(new IllegalStateException("The shared cache is closed"));
        }
    }
}
