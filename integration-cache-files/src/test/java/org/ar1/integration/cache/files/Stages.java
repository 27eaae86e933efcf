package org.ar1.integration.cache.files;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for the end of calls. */
final class Stages {

    private Stages() {}

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
