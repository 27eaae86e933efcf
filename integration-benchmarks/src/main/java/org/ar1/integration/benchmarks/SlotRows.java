package org.ar1.integration.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.internal.service.HistoryBudget;
import org.ar1.integration.internal.service.InfrastructureJson;
import org.ar1.integration.upstream.ServerStatistics;

/**
 * A statistics history as Performance sends it, oldest rows first, over any number of weeks: at each ten-minute mark
 * some rows a server. The rows of some marks are held and come again and again, each time with the time of their mark.
 */
final class SlotRows extends InputStream {

    private static final Instant END = Instant.parse("2026-11-23T00:00:00Z");
    private static final Duration MARK = Duration.ofMinutes(10);
    /** A prime, so that no hour of the week has the same rows each week. */
    private static final int MARKS_MADE = 101;

    private static final int MARKS_A_WEEK = 1_008;
    private static final String FIRST_TIME = "2026-01-01T00:00:00";

    private final int marks;
    private final int rowsAMark;
    private final byte[][] rowsOfMarks = new byte[MARKS_MADE][];
    private final int[][] times;
    private final double[][] valuesOfMarks;
    private byte[] rows = new byte[0];
    private int mark = -1;
    private int position;
    private boolean ended;

    SlotRows(int servers, int weeks, int rowsAServer) {
        marks = weeks * MARKS_A_WEEK;
        rowsAMark = servers * rowsAServer;
        times = new int[MARKS_MADE][rowsAMark];
        valuesOfMarks = new double[MARKS_MADE][3 * rowsAMark];
        for (int made = 0; made < MARKS_MADE; made++) {
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < rowsAMark; row++) {
                double[] values = valuesOf(made * 31L + row);
                System.arraycopy(values, 0, valuesOfMarks[made], 3 * row, 3);
                String line = line(1_000_000 + row, 1 + row % servers, values);
                times[made][row] = text.length() + line.indexOf(FIRST_TIME);
                text.append(line);
            }
            rowsOfMarks[made] = text.toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Of cpu, memory and disk. */
    private static double[] valuesOf(long number) {
        return new double[] {
            (10 + number * 7_919 % 8_999) / 100.0, (10 + number * 104_729 % 11_999) / 100.0, 100.0 + number % 400
        };
    }

    private static String line(long id, int server, double[] values) {
        return String.format(
                Locale.ROOT,
                ",{\"id\":%d,\"server_id\":%d,\"cpu_usage\":%.2f,\"memory_usage\":%.2f,\"disk_usage\":%.0f,"
                        + "\"recorded_at\":\"%s.000Z\"}",
                id,
                server,
                values[0],
                values[1],
                values[2],
                FIRST_TIME);
    }

    /** The values of the rows of a mark, of each cpu, memory and disk. Not to be changed. */
    double[] values(int ofMark) {
        return valuesOfMarks[ofMark % MARKS_MADE];
    }

    /** Reads these rows right after the last of them, and keeps their slots. */
    static Decoder<ServerStatistics> keeping() {
        return decoder(END);
    }

    /** Reads them a year earlier, when all of them are of the future, which are counted and not kept. */
    static Decoder<ServerStatistics> countingOnly() {
        return decoder(END.minus(Duration.ofDays(2 * 365)));
    }

    private static Decoder<ServerStatistics> decoder(Instant now) {
        IntegrationConfig config = IntegrationConfig.builder().build();
        return InfrastructureJson.statistics(
                () -> now, new HistoryBudget(config.insightWeeks(), config.insightMemory()));
    }

    long count() {
        return (long) marks * rowsAMark;
    }

    /** How many bytes they take, of rows that are all as long as those of the first mark. */
    long bytes() {
        return (long) marks * rowsOfMarks[0].length;
    }

    private void nextMark() {
        mark++;
        position = 0;
        rows = rowsOfMarks[mark % MARKS_MADE];
        Instant time = END.minus(MARK.multipliedBy(marks - mark));
        byte[] text = time.toString().substring(0, FIRST_TIME.length()).getBytes(StandardCharsets.US_ASCII);
        for (int at : times[mark % MARKS_MADE]) {
            System.arraycopy(text, 0, rows, at, text.length);
        }
        rows[0] = (byte) (mark == 0 ? '[' : ',');
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == rows.length) {
            if (mark + 1 == marks) {
                return end(buffer, offset);
            }
            nextMark();
        }
        int count = Math.min(length, rows.length - position);
        System.arraycopy(rows, position, buffer, offset, count);
        position += count;
        return count;
    }

    private int end(byte[] buffer, int offset) {
        if (ended) {
            return -1;
        }
        ended = true;
        buffer[offset] = ']';
        return 1;
    }
}
