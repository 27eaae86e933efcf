package org.ar1.integration.benchmarks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;

/** Reads a history, collects all garbage again and again meanwhile, and prints the most bytes that were left. */
final class HistoryHeap {

    private static final int COLLECTIONS = 20;
    /** What a row takes, roughly. */
    private static final long ROW_BYTES = 120;

    private HistoryHeap() {}

    /** Reads as many rows as the argument says. */
    public static void main(String[] arguments) throws IOException {
        long rows = Long.parseLong(arguments[0]);
        Collecting body = new Collecting(new HistoryStream(rows), rows * ROW_BYTES / COLLECTIONS);
        if (HistoryStream.DECODER.decode(body).rows() != rows) {
            throw new IllegalStateException("Not all rows were read");
        }
        System.out.println(body.mostBytes);
    }

    private static final class Collecting extends FilterInputStream {

        private final long bytesBetween;
        private long bytes;
        private long mostBytes;

        Collecting(InputStream in, long bytesBetween) {
            super(in);
            this.bytesBetween = bytesBetween;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0 && bytes / bytesBetween != (bytes + count) / bytesBetween) {
                System.gc();
                mostBytes = Math.max(
                        mostBytes,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            bytes += Math.max(count, 0);
            return count;
        }
    }
}
