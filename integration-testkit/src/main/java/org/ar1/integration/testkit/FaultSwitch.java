package org.ar1.integration.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The faults of one service that are on, by path prefix; the longest prefix wins. */
final class FaultSwitch {

    /** A fault that is on until it is lifted or replaced. */
    static final class Active {
        private final Fault fault;
        private final CountDownLatch lifted = new CountDownLatch(1);

        private Active(Fault fault) {
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }

        boolean awaitLift(long nanos) throws InterruptedException {
            return lifted.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private final Map<String, Active> byPrefix = new TreeMap<>();

    synchronized void on(String prefix, Fault fault) {
        Active replaced = byPrefix.put(prefix, new Active(fault));
        if (replaced != null) {
            replaced.lifted.countDown();
        }
    }

    synchronized void allOff() {
        byPrefix.values().forEach(active -> active.lifted.countDown());
        byPrefix.clear();
    }

    synchronized @Nullable Active current(String path) {
        Active current = null;
        for (Map.Entry<String, Active> entry : byPrefix.entrySet()) {
            // Prefixes of one path are sorted by length.
            if (path.startsWith(entry.getKey())) {
                current = entry.getValue();
            }
        }
        return current;
    }
}
