package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** Reading the statistics history: how fast, and in how much memory. */
final class HistorySuite implements Suite {

    private static final double MEBIBYTE = 1 << 20;
    private static final double MOST_MEBIBYTES = 24;
    /** A process that needs more ends with an error, whatever is measured in it. */
    private static final List<String> SMALL = List.of("-Xmx24m");

    private static final long MANY_ROWS = (Run.quick() ? 2 : 10) * Parsing.ROWS;

    @Override
    public void measure(Consumer<Row> table) throws RunnerException, IOException, InterruptedException {
        Race speed = new Race("statistics history of 1,000,000 rows against Jackson walking the tokens", "rows/s");
        for (int round = 0; round < JmhRace.ROUNDS; round++) {
            speed.round(rate("summarize"), rate("tokens"));
        }
        table.accept(speed.atLeast(0.7));

        Race heap = new Race("- live heap while it is read, against 24 MiB", "MiB");
        Race growth = new Race(String.format("- and with %,d rows, against 1,000,000", MANY_ROWS), "MiB");
        double few = mebibytes(Parsing.ROWS);
        heap.round(few, MOST_MEBIBYTES);
        growth.round(mebibytes(MANY_ROWS), few);
        table.accept(heap.atMost(1));
        table.accept(growth.atMost(1.05));
    }

    private static double rate(String method) throws RunnerException {
        return Parsing.ROWS / (JmhRace.score(Parsing.class, method).time() / 1_000);
    }

    private static double mebibytes(long rows) throws IOException, InterruptedException {
        String[] program = Child.program(HistoryHeap.class, Long.toString(rows));
        try (Child child = Child.java("history", Map.of(), SMALL, program)) {
            return Long.parseLong(child.lines().get(0)) / MEBIBYTE;
        }
    }
}
