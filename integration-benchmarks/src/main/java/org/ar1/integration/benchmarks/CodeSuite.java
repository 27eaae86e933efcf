package org.ar1.integration.benchmarks;

import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** Reports that need not be built, against a look-up in Caffeine, and those of many lab types against those of few. */
final class CodeSuite implements Suite {

    private static final double MOST_BYTES = 200;

    @Override
    public void measure(Consumer<Row> table) throws RunnerException {
        Warm use = new Warm("labUtilization");
        Warm allocation = new Warm("serverAllocation");
        for (int round = 0; round < JmhRace.ROUNDS; round++) {
            JmhRace.Score ourUse = JmhRace.score(WarmReports.class, use.method);
            double limit = JmhRace.score(WarmReports.class, "caffeine").time();
            use.round(ourUse, limit);
            allocation.round(JmhRace.score(WarmReports.class, allocation.method), limit);
        }
        use.rows(table);
        allocation.rows(table);
        Race types = new Race("warm labUtilization().report(labType) of 10,000 labs against 10 labs", "ns");
        for (int round = 0; round < JmhRace.ROUNDS; round++) {
            types.round(
                    JmhRace.score(WarmReports.class, "oneOfMany").time(),
                    JmhRace.score(WarmReports.class, "oneOfFew").time());
        }
        table.accept(types.atMost(1.5));
    }

    /** A whole report: how long it takes and what it allocates. */
    private static final class Warm {

        private final String method;
        private final Race times;
        private final Race bytes;

        Warm(String method) {
            this.method = method;
            this.times = new Race("warm " + method + "().report() against Caffeine's getIfPresent", "ns");
            this.bytes = new Race("- what it allocates, against 200 bytes", "bytes");
        }

        void round(JmhRace.Score ours, double limit) {
            times.round(ours.time(), limit);
            bytes.round(ours.bytes(), MOST_BYTES);
        }

        void rows(Consumer<Row> table) {
            table.accept(times.atMost(10));
            table.accept(bytes.atMost(1));
        }
    }
}
