package org.ar1.integration.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.upstream.ServerStatistics;

/**
 * Reads the same rows again and again, in turn keeping their slots and keeping nothing of them, and puts their values
 * into three sketches a server, as was done before there were slots. Prints the processor time of the three in
 * milliseconds, a line a round.
 */
final class SlotCost {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SlotCost() {}

    /** Servers, weeks and rounds. */
    public static void main(String[] arguments) throws IOException {
        int servers = Integer.parseInt(arguments[0]);
        int weeks = Integer.parseInt(arguments[1]);
        SlotRows rows = new SlotRows(servers, weeks, 1);
        byte[] body = rows.readAllBytes();
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            double keeping = read(SlotRows.keeping(), body, rows.count());
            double counting = read(SlotRows.countingOnly(), body, rows.count());
            System.out.println(keeping + " " + counting + " " + sketch(rows, servers));
        }
    }

    private static double read(Decoder<ServerStatistics> decoder, byte[] body, long rows) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        ServerStatistics statistics = decoder.decode(new ByteArrayInputStream(body));
        double took = millisSince(start);
        if (statistics.rows() != rows) {
            throw new IllegalStateException("There were " + statistics.rows() + " rows");
        }
        return took;
    }

    private static double sketch(SlotRows rows, int servers) {
        long start = THREADS.getCurrentThreadCpuTime();
        SketchedResource[] sketches = new SketchedResource[3 * servers];
        Arrays.setAll(sketches, i -> new SketchedResource());
        for (int mark = 0; mark < rows.count() / servers; mark++) {
            double[] values = rows.values(mark);
            for (int i = 0; i < sketches.length; i++) {
                sketches[i].add(values[i]);
            }
        }
        double figures = 0;
        for (SketchedResource sketch : sketches) {
            figures += sketch.figures();
        }
        double took = millisSince(start);
        if (!(figures > 0)) {
            throw new IllegalStateException("Nothing was kept");
        }
        return took;
    }

    private static double millisSince(long start) {
        return (double) (THREADS.getCurrentThreadCpuTime() - start) / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
