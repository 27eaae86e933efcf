package org.ar1.integration.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something another thread is about to do. */
final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Await() {}

    static void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("It did not happen");
            }
            Thread.onSpinWait();
        }
    }
}
