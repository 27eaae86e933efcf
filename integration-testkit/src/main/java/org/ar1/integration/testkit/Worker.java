package org.ar1.integration.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The single thread that a FastAPI service answers with: one request at a time, in order of arrival, each for its cost.
 * A request whose caller has hung up keeps its place and costs the same.
 */
final class Worker {

    private final ReentrantLock turn = new ReentrantLock(true);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final TreeMap<String, Duration> costs;

    /** @param costs by prefix of the decoded path, the longest prefix winning; none is free */
    Worker(Map<String, Duration> costs) {
        this.costs = new TreeMap<>(costs);
    }

    <T> T work(String path, Supplier<T> request) {
        turn.lock();
        try {
            spend(cost(path));
            return request.get();
        } finally {
            turn.unlock();
        }
    }

    private Duration cost(String path) {
        Duration cost = Duration.ZERO;
        for (Map.Entry<String, Duration> entry : costs.entrySet()) {
            // Prefixes of one path are sorted by length.
            if (path.startsWith(entry.getKey())) {
                cost = entry.getValue();
            }
        }
        return cost;
    }

    private void spend(Duration cost) {
        if (cost.isZero()) {
            return;
        }
        try {
            boolean unused = closed.await(cost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the requests at hand end without their cost. */
    void close() {
        closed.countDown();
    }
}
