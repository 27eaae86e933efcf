package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpRuntimeTest {

    private static HttpRuntime runtime() {
        return new HttpRuntime(null, null, null, Duration.ofSeconds(1));
    }

    /** Whether code that runs on these threads while the runtime is closed is interrupted. */
    private static boolean isInterrupted(HttpRuntime runtime, Executor threads) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        threads.execute(() -> {
            begun.countDown();
            try {
                interrupted.complete(!closed.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        begun.await();
        runtime.close();
        closed.countDown();
        return interrupted.get();
    }

    @Test
    void callersCodeThatRunsAtTheEndIsNotInterrupted() throws Exception {
        HttpRuntime runtime = runtime();
        assertThat(isInterrupted(runtime, runtime.callbacks())).isFalse();
    }

    @Test
    void norIsWhatRunsOnTheTimer() throws Exception {
        HttpRuntime runtime = runtime();
        assertThat(isInterrupted(runtime, task -> runtime.delay().run(task, Duration.ZERO)))
                .isFalse();
    }

    @Test
    void whatIsToRunLaterDoesNotRunAfterTheEnd() {
        HttpRuntime runtime = runtime();
        CompletableFuture<String> late = new CompletableFuture<>();
        runtime.delay().run(() -> late.complete("ran"), Duration.ofHours(1));
        runtime.close();
        assertThat(late).isNotDone();
    }

    @Test
    void afterTheEndCallersCodeRunsAllTheSame() {
        HttpRuntime runtime = runtime();
        runtime.close();
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        runtime.callbacks().execute(() -> ran.complete(Thread.currentThread()));
        assertThat(ran).isCompletedWithValue(Thread.currentThread());
    }
}
