package org.ar1.integration.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.upstream.ServerStatistics;

/**
 * Reads the same rows again and again, in turn keeping their slots and keeping nothing of them, and prints the processor
 * time of both passes in milliseconds, a line a round.
 */
final class SlotCost {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SlotCost() {}

    /** Servers, weeks and rounds. */
    public static void main(String[] arguments) throws IOException {
        SlotRows rows = new SlotRows(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), 1);
        long count = rows.count();
        byte[] body = rows.readAllBytes();
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            double with = millis(SlotRows.keeping(), body, count);
            double without = millis(SlotRows.countingOnly(), body, count);
            System.out.println(with + " " + without);
        }
    }

    private static double millis(Decoder<ServerStatistics> decoder, byte[] body, long rows) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        ServerStatistics statistics = decoder.decode(new ByteArrayInputStream(body));
        long took = THREADS.getCurrentThreadCpuTime() - start;
        if (statistics.rows() != rows) {
            throw new IllegalStateException("There were " + statistics.rows() + " rows");
        }
        return (double) took / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
