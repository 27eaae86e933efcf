package org.ar1.integration.benchmarks;

import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The joins of 10,000 labs and 1,000 servers against those of ten campuses of 1,000 labs and 100 servers, one after the
 * other: the same amount is read, and none of it again and again, which would leave it in the processor's nearest
 * cache.
 */
final class JoinSuite implements Suite {

    /** Some joins of 10,000 labs take as long as an iteration, as long as they are not compiled. */
    private static final int WARM_UPS = Run.quick() ? 10 : 6;

    @Override
    public void measure(Consumer<Row> table) throws RunnerException {
        measure("lab utilization", "Utilization", table);
        measure("server allocation", "Allocation", table);
        Race first = new Race("joining the first report(labType) of 10,000 labs against 10 labs", "us");
        first.round(micros("oneOfLarge"), micros("oneOfTiny"));
        table.accept(first.information());
    }

    private static void measure(String report, String method, Consumer<Row> table) throws RunnerException {
        Race race = new Race("joining " + report + ", 10,000 labs, 1,000 servers, against 10 x 1,000 and 100", "us");
        Race again = new Race("- against the same 1,000 and 100 ten times over", "us");
        for (int round = 0; round < JmhRace.ROUNDS; round++) {
            double large = micros("oneLarge" + method);
            race.round(large, micros("tenSmall" + method + "s"));
            again.round(large, 10 * micros("oneSmall" + method));
        }
        table.accept(race.atMost(1.5));
        table.accept(again.information());
    }

    private static double micros(String method) throws RunnerException {
        return JmhRace.score(Joins.class, method, WARM_UPS).time();
    }
}
