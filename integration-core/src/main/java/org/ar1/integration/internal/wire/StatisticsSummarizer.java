package org.ar1.integration.internal.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.internal.http.MalformedBodyException;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statistics history in one pass, token by token, and keeps sums and sketches only, so that memory grows with
 * the servers and not with the rows. The rows may come in any order. For one body; not thread-safe.
 */
final class StatisticsSummarizer {

    private final long mostRows;
    private final Map<Long, ServerAccumulator> servers = new HashMap<>();
    private long rows;
    private long newestMillis = Long.MIN_VALUE;

    // The row being read.
    private @Nullable String recordedAt;
    private double id;
    private double serverId;
    private double cpu;
    private double memory;
    private double disk;

    StatisticsSummarizer() {
        this(JsonBody.MOST_ROWS);
    }

    StatisticsSummarizer(long mostRows) {
        this.mostRows = mostRows;
    }

    ServerStatistics summarize(InputStream body) throws IOException {
        try (JsonParser parser = JsonBody.MAPPER.createParser(body)) {
            JsonBody.requireStart(parser);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new MalformedBodyException("an object was expected");
                }
                JsonBody.requireRows(rows + 1, mostRows);
                readRow(parser);
                addRow();
            }
            JsonBody.requireEnd(parser);
        }
        Map<Long, ServerHistory> histories = new HashMap<>();
        servers.forEach((server, accumulator) -> histories.put(server, accumulator.history()));
        return new ServerStatistics(rows, rows == 0 ? null : Instant.ofEpochMilli(newestMillis), histories);
    }

    private void readRow(JsonParser parser) throws IOException {
        recordedAt = null;
        id = Double.NaN;
        serverId = Double.NaN;
        cpu = Double.NaN;
        memory = Double.NaN;
        disk = Double.NaN;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "id" -> id = number(parser, field, value);
                case "server_id" -> serverId = number(parser, field, value);
                case "cpu_usage" -> cpu = number(parser, field, value);
                case "memory_usage" -> memory = number(parser, field, value);
                case "disk_usage" -> disk = number(parser, field, value);
                case "recorded_at" -> recordedAt = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                default -> parser.skipChildren();
            }
        }
    }

    /** NaN stands for none. */
    private static double number(JsonParser parser, String field, JsonToken value) throws IOException {
        double number;
        switch (value) {
            case VALUE_NULL -> {
                return Double.NaN;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number = parser.getDoubleValue();
            case VALUE_STRING -> number = JsonRow.number(field, parser.getText());
            default -> throw new MalformedBodyException("\"" + field + "\" is not a number");
        }
        if (!Double.isFinite(number)) {
            throw new MalformedBodyException("\"" + field + "\" is not a finite number");
        }
        return number;
    }

    private void addRow() throws MalformedBodyException {
        if (!JsonRow.isWhole(serverId)) {
            throw new MalformedBodyException("\"server_id\" is not a whole number");
        }
        long server = (long) serverId;
        long millis = millis(recordedAt);
        rows++;
        newestMillis = Math.max(newestMillis, millis);
        try {
            servers.computeIfAbsent(server, number -> new ServerAccumulator()).add(millis, id, cpu, memory, disk);
        } catch (IllegalArgumentException e) {
            throw new MalformedBodyException("a usage is out of all bounds");
        }
    }

    private static long millis(@Nullable String time) throws MalformedBodyException {
        if (time == null) {
            throw new MalformedBodyException("\"recorded_at\" is not there");
        }
        try {
            return OffsetDateTime.parse(time).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedBodyException("\"recorded_at\" is not a time with a zone");
        }
    }
}
