package org.ar1.integration.internal.service;

import java.io.InputStream;
import java.time.Instant;
import java.util.stream.IntStream;

/** A history made by arithmetic while it is read: at each ten minutes one row a server, oldest first. */
final class ArithmeticHistory extends InputStream {

    private final Instant newest;
    private final int servers;
    private final int marks;
    private int mark;
    private byte[] text = {'['};
    private int position;

    ArithmeticHistory(Instant newest, int servers, int marks) {
        this.newest = newest;
        this.servers = servers;
        this.marks = marks;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (position == text.length) {
            if (mark > marks) {
                return -1;
            }
            text = mark == marks ? new byte[] {']'} : rows();
            position = 0;
            mark++;
        }
        int count = Math.min(length, text.length - position);
        System.arraycopy(text, position, buffer, offset, count);
        position += count;
        return count;
    }

    private byte[] rows() {
        String time = newest.minusSeconds(600L * (marks - 1 - mark)).toString();
        StringBuilder rows = new StringBuilder();
        IntStream.range(0, servers)
                .forEach(server -> rows.append(mark == 0 && server == 0 ? "" : ",")
                        .append("{\"id\":")
                        .append(mark * servers + server)
                        .append(",\"server_id\":")
                        .append(server)
                        .append(",\"cpu_usage\":")
                        .append((mark * 7919 + server) % 1000 / 10.0)
                        .append(",\"memory_usage\":")
                        .append((mark * 31 + server) % 128)
                        .append(",\"disk_usage\":")
                        .append(mark % 400)
                        .append(",\"recorded_at\":\"")
                        .append(time)
                        .append("\"}"));
        return rows.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
