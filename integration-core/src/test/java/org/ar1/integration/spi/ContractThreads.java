package org.ar1.integration.spi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The threads of a contract: they start together, and what does not come to its end fails the test. */
final class ContractThreads {

    static final int COUNT = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ContractThreads() {}

    /** What each thread comes to; the work is told its number, from 0. */
    static <T> List<T> each(IntFunction<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        try {
            CyclicBarrier start = new CyclicBarrier(COUNT);
            List<Future<T>> results = IntStream.range(0, COUNT)
                    .mapToObj(thread -> threads.submit(() -> {
                        start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                        return work.apply(thread);
                    }))
                    .toList();
            return results.stream().map(ContractThreads::await).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("It did not come to its end: " + e, e);
        }
    }
}
