package org.ar1.integration.cache.jcache;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What stages come to; one that comes to nothing fails the test. */
final class Stages {

    static final long PATIENCE_SECONDS = 60;

    private Stages() {}

    static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CallFailed(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("The stage did not complete: " + e, e);
        }
    }

    static Throwable failure(CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> result(stage));
        if (thrown instanceof CallFailed) {
            return thrown.getCause();
        }
        throw new AssertionError("The stage did not fail: " + thrown, thrown);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The stage completed, exceptionally. */
    static final class CallFailed extends RuntimeException {

        private static final long serialVersionUID = 1;

        CallFailed(Throwable cause) {
            super(cause);
        }
    }
}
