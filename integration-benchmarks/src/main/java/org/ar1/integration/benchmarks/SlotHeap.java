package org.ar1.integration.benchmarks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;

/**
 * Reads rows, collects all garbage again and again meanwhile, and prints the most bytes that were left because of them.
 */
final class SlotHeap {

    private static final int COLLECTIONS = 20;

    private SlotHeap() {}

    /** Servers, weeks, and rows of a server at each mark. */
    public static void main(String[] arguments) throws IOException {
        int servers = Integer.parseInt(arguments[0]);
        int weeks = Integer.parseInt(arguments[1]);
        int rowsAServer = Integer.parseInt(arguments[2]);
        SlotRows.keeping().decode(new SlotRows(1, 1, 1)); // so that all classes are there before
        SlotRows rows = new SlotRows(servers, weeks, rowsAServer);
        Collecting body = new Collecting(rows, rows.bytes() / COLLECTIONS);
        long before = used();
        if (SlotRows.keeping().decode(body).rows() != rows.count()) {
            throw new IllegalStateException("Not all rows were read");
        }
        System.out.println(body.mostBytes - before);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
            // The last rows are followed by nothing that would pass the next mark.
            if (count < 0 || bytes / bytesBetween != (bytes + count) / bytesBetween) {
                mostBytes = Math.max(mostBytes, used());
            }
            bytes += Math.max(count, 0);
            return count;
        }
    }
}
