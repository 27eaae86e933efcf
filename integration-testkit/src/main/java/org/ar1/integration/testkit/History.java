package org.ar1.integration.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.ar1.integration.testkit.Campus.Server;
import org.jspecify.annotations.Nullable;

/**
 * The history of the servers, a mark every ten minutes, computed row by row while it is sent.
 *
 * <p>As the real checker does, it inserts a row a lab with the sum of the server's usage so far: of the rows that a
 * server has in a mark, the largest is its usage. The inserts race through a pool of connections, so neither their ids
 * nor the order of the rows say which one that is. Servers without labs have no rows.
 */
final class History {

    static final Duration STEP = Duration.ofMinutes(10);

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private final Moment moment;
    private final Zones zones;
    private final List<Server> servers;
    /** For each row of a mark: the index of its server. */
    private final int[] serverOf;
    /** For each row of a mark: the share of its server's usage that it holds. */
    private final double[] shareOf;

    private final long rows;
    private final long marks;

    /** @param rows how many there are, or null for as many as the days have marks */
    History(Moment moment, Zones zones, int days, @Nullable Long rows) {
        this.moment = moment;
        this.zones = zones;
        this.servers = moment.campus().servers();
        int rowsAMark =
                servers.stream().mapToInt(server -> moment.sums(server).length).sum();
        this.serverOf = new int[rowsAMark];
        this.shareOf = new double[rowsAMark];
        int row = 0;
        for (int i = 0; i < servers.size(); i++) {
            double[] sums = moment.sums(servers.get(i));
            Arrays.fill(serverOf, row, row + sums.length, i);
            System.arraycopy(sums, 0, shareOf, row, sums.length);
            row += sums.length;
        }
        long marksOfDays = Duration.ofDays(days).dividedBy(STEP);
        this.rows = rowsAMark == 0 ? 0 : rows != null ? rows : marksOfDays * rowsAMark;
        this.marks = rowsAMark == 0 ? 0 : (this.rows + rowsAMark - 1) / rowsAMark;
    }

    /** Express would hash the body; that would mean to write it twice, so this hashes what determines it. */
    String etag() {
        String content = rows + " " + moment.time() + ' ' + servers;
        return Dialect.weakTag(rows * 128, content.getBytes(StandardCharsets.UTF_8));
    }

    /** @param wanted the ids of the servers whose rows are written */
    void writeTo(OutputStream out, LongPredicate wanted) throws IOException {
        int[] ids = new int[serverOf.length];
        int[] order = new int[serverOf.length];
        Arrays.setAll(ids, i -> i);
        Arrays.setAll(order, i -> i);
        ServerUsage[] usage = new ServerUsage[servers.size()];
        Json.write(out, json -> {
            json.writeStartArray();
            long stride = stride(marks);
            for (long i = 0; i < marks; i++) {
                long mark = i * stride % marks;
                shuffle(ids, mark);
                shuffle(order, ~mark);
                writeMark(json, mark, ids, order, usage, wanted);
            }
            json.writeEndArray();
        });
    }

    /** A step that visits every mark once, far from the one before. */
    private static long stride(long marks) {
        long stride = Math.max(1, Math.round(marks * GOLDEN));
        while (gcd(stride, marks) > 1) {
            stride++;
        }
        return stride;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static void shuffle(int[] values, long seed) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = LoadProfile.index(seed * values.length + i, i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    private void writeMark(
            JsonGenerator json, long mark, int[] ids, int[] order, @Nullable ServerUsage[] usage, LongPredicate wanted)
            throws IOException {
        Instant time = moment.time().minus(STEP.multipliedBy(marks - 1 - mark));
        Arrays.fill(usage, null);
        // The oldest mark has lost its first rows to the wanted number.
        long idBefore = mark * serverOf.length - (marks * serverOf.length - rows);
        for (int row : order) {
            Server server = servers.get(serverOf[row]);
            long id = idBefore + 1 + ids[row];
            if (id < 1 || !wanted.test(server.id())) {
                continue;
            }
            Instant recorded = time.minus(server.sinceChecked());
            ServerUsage whole = usage[serverOf[row]];
            if (whole == null) {
                whole = mark == marks - 1
                        ? ServerUsage.now(server)
                        : ServerUsage.before(server, moment.lastChecked(server), recorded);
                usage[serverOf[row]] = whole;
            }
            write(json, id, server.id(), whole.share(shareOf[row]), Express.timestamp(zones.read(recorded)));
        }
    }

    private static void write(JsonGenerator json, long id, long server, ServerUsage usage, String recorded)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("server_id", server);
        Json.script(json, "cpu_usage", usage.cpu());
        Json.script(json, "memory_usage", usage.memory());
        Json.script(json, "disk_usage", usage.disk());
        json.writeStringField("recorded_at", recorded);
        json.writeEndObject();
    }
}
