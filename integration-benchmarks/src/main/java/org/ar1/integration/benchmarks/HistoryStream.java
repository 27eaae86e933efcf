package org.ar1.integration.benchmarks;

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
 * A statistics history of any length as Performance sends it, of 64 servers. Two thousand rows are made beforehand and
 * come again and again, so that reading costs a copy and no memory.
 */
final class HistoryStream extends InputStream {

    /** Reads the rows at a time shortly after the last of them, with the default settings. */
    static final Decoder<ServerStatistics> DECODER = InfrastructureJson.statistics(
            () -> Instant.parse("2026-11-09T18:00:00Z"),
            new HistoryBudget(
                    IntegrationConfig.builder().build().insightWeeks(),
                    IntegrationConfig.builder().build().insightMemory()));

    private static final int SERVERS = 64;
    private static final byte[] ROWS = rows();
    private static final int ROWS_MADE = 2_000;

    private final long end;
    private long position;

    HistoryStream(long rows) {
        if (rows % ROWS_MADE != 0) {
            throw new IllegalArgumentException("Not a multiple of " + ROWS_MADE + ": " + rows);
        }
        end = rows / ROWS_MADE * ROWS.length;
    }

    /** Each with a comma before it. */
    private static byte[] rows() {
        StringBuilder text = new StringBuilder();
        Instant start = Instant.parse("2026-11-09T09:30:00Z");
        for (int row = 0; row < ROWS_MADE; row++) {
            Instant time = start.plus(Duration.ofMinutes(10L * (row / SERVERS)));
            text.append(String.format(
                    Locale.ROOT,
                    ",{\"id\":%d,\"server_id\":%d,\"cpu_usage\":%s,\"memory_usage\":%s,\"disk_usage\":%s,"
                            + "\"recorded_at\":\"%s.000Z\"}",
                    1_000_000 + row,
                    1 + row % SERVERS,
                    (row * 7919 % 10_000) / 100.0,
                    (row * 104_729L % 12_800) / 100.0,
                    100 + row % 400,
                    time.toString().substring(0, 19)));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    /** The bracket takes the place of the first comma. */
    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position > end) {
            return -1;
        }
        if (position == end) {
            buffer[offset] = ']';
            position++;
            return 1;
        }
        int from = (int) (position % ROWS.length);
        int count = Math.min(length, ROWS.length - from);
        System.arraycopy(ROWS, from, buffer, offset, count);
        if (position == 0) {
            buffer[offset] = '[';
        }
        position += count;
        return count;
    }
}
