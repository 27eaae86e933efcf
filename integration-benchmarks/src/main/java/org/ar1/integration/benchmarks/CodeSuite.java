package org.ar1.integration.benchmarks;

import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** Reports that need not be built, against a look-up in Caffeine, and those of many lab types against those of few. */
final class CodeSuite implements Suite {

    private static final double MOST_BYTES = 200;

    @Override
    public void measure(Consumer<Row> table) throws RunnerException {
        againstCaffeine("labUtilization", table);
        againstCaffeine("serverAllocation", table);
        Race types = new Race("warm labUtilization().report(labType) of 10,000 labs against 10 labs", "ns");
        for (int round = 0; round < JmhRace.ROUNDS; round++) {
            types.round(
                    JmhRace.score(WarmReports.class, "oneOfMany").time(),
                    JmhRace.score(WarmReports.class, "oneOfFew").time());
        }
        table.accept(types.atMost(1.5));
    }

    private static void againstCaffeine(String adapter, Consumer<Row> table) throws RunnerException {
        Race times = new Race("warm " + adapter + "().report() against Caffeine's getIfPresent", "ns");
        Race bytes = new Race("- what it allocates, against 200 bytes", "bytes");
        for (int round = 0; round < JmhRace.ROUNDS; round++) {
            JmhRace.Score ours = JmhRace.score(WarmReports.class, adapter);
            times.round(
                    ours.time(), JmhRace.score(WarmReports.class, "caffeine").time());
            bytes.round(ours.bytes(), MOST_BYTES);
        }
        table.accept(times.atMost(10));
        table.accept(bytes.atMost(1));
    }
}
