package org.ar1.integration.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ar1.integration.testkit.Campus.Server;
import org.jspecify.annotations.Nullable;

/**
 * The history of the servers, a mark every ten minutes, computed row by row while it is sent.
 *
 * <p>As the real service writes a row whenever it has gone through a lab, a server with many labs has two rows in a
 * mark, the same second in both: first a part of the usage, then all of it, with the higher id. And as the real
 * service promises no order, rows come out of order: hours run forwards, the marks within an hour backwards.
 */
final class History {

    static final Duration STEP = Duration.ofMinutes(10);

    private static final int MANY_LABS = 4;
    private static final double PART = 0.55;
    private static final int MARKS_AN_HOUR = 6;
    private static final DateTimeFormatter RECORDED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Moment moment;
    private final List<Server> servers;
    private final boolean[] twice;
    private final int rowsAMark;
    private final long rows;

    /** @param rows how many there are, or null for as many as the days have marks */
    History(Moment moment, int days, @Nullable Long rows) {
        this.moment = moment;
        this.servers = moment.campus().servers();
        Map<Long, Integer> labs = new HashMap<>();
        moment.campus().allocations().forEach(allocation -> labs.merge(allocation.serverId(), 1, Integer::sum));
        this.twice = new boolean[servers.size()];
        int perMark = 0;
        for (int i = 0; i < twice.length; i++) {
            twice[i] = labs.getOrDefault(servers.get(i).id(), 0) >= MANY_LABS;
            perMark += twice[i] ? 2 : 1;
        }
        this.rowsAMark = perMark;
        this.rows =
                perMark == 0 ? 0 : rows != null ? rows : Duration.ofDays(days).dividedBy(STEP) * perMark;
    }

    /** Express would hash the body; that would mean to write it twice, so this hashes what determines it. */
    String etag() {
        String content = rows + " " + moment.time() + ' ' + servers;
        return Dialect.weakTag(rows * 128, content.getBytes(StandardCharsets.UTF_8));
    }

    void writeTo(OutputStream out) throws IOException {
        Json.write(out, json -> {
            json.writeStartArray();
            long marks = rowsAMark == 0 ? 0 : (rows + rowsAMark - 1) / rowsAMark;
            for (long hour = 0; hour < marks; hour += MARKS_AN_HOUR) {
                for (long mark = Math.min(hour + MARKS_AN_HOUR, marks) - 1; mark >= hour; mark--) {
                    writeMark(json, mark, marks);
                }
            }
            json.writeEndArray();
        });
    }

    private void writeMark(JsonGenerator json, long mark, long marks) throws IOException {
        Instant time = moment.time().minus(STEP.multipliedBy(marks - 1 - mark));
        String recorded = RECORDED.format(time);
        long id = mark * rowsAMark - (marks * rowsAMark - rows);
        List<Long> ids = new ArrayList<>(servers.size());
        for (boolean two : twice) {
            ids.add(id + 1);
            id += two ? 2 : 1;
        }
        for (int i = 0; i < servers.size(); i++) {
            // Each mark starts with another server.
            int index = (int) ((i + mark) % servers.size());
            Server server = servers.get(index);
            Duration late = server.sinceChecked();
            Instant measured = late.isZero() ? time : time.minus(late);
            String at = late.isZero() ? recorded : RECORDED.format(measured);
            boolean latest = mark == marks - 1;
            long first = ids.get(index);
            if (!twice[index]) {
                row(json, first, server, 1, measured, at, latest);
            } else if (mark % 2 == 0) {
                row(json, first, server, PART, measured, at, latest);
                row(json, first + 1, server, 1, measured, at, latest);
            } else {
                row(json, first + 1, server, 1, measured, at, latest);
                row(json, first, server, PART, measured, at, latest);
            }
        }
    }

    private void row(
            JsonGenerator json, long id, Server server, double share, Instant time, String recorded, boolean latest)
            throws IOException {
        if (id < 1) {
            return; // The oldest mark has lost its first rows to the wanted number.
        }
        Instant checked = moment.time().minus(server.sinceChecked());
        double jitter = latest ? share : share * (1 + 0.03 * Rhythm.noise(time.getEpochSecond() ^ (server.id() << 40)));
        double cpu = jitter * Rhythm.cpu(time) / Rhythm.cpu(checked);
        double memory = (latest ? jitter : (jitter + 2 * share) / 3) * Rhythm.memory(time) / Rhythm.memory(checked);
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("server_id", server.id());
        Json.script(json, "cpu_usage", usage(server.cpuUsage(), cpu, server.maxCpu()));
        Json.script(json, "memory_usage", usage(server.memoryUsage(), memory, server.maxMemory()));
        Json.script(json, "disk_usage", usage(server.diskUsage(), share, server.maxDisk()));
        json.writeStringField("recorded_at", recorded);
        json.writeEndObject();
    }

    /** The usage now, scaled to another time; it passes the maximum only if it does so now. */
    private static @Nullable Double usage(@Nullable Double now, double factor, @Nullable Double max) {
        if (now == null) {
            return null;
        }
        double then = Rhythm.rounded(now * factor);
        return max != null && max > 0 && now <= max ? Math.min(then, max) : then;
    }
}
