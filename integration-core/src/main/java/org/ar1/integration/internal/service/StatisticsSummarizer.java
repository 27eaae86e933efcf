package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.BodyTooLargeException;
import org.ar1.integration.internal.call.MalformedBodyException;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.SlotSeries;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statistics history in one pass, token by token, and keeps slots of ten minutes only, so that memory grows with
 * the servers and not with the rows. The rows may come in any order. For one body; not thread-safe.
 */
final class StatisticsSummarizer {

    /** In the order in which the service sends them; another order is read too, only slower. */
    private static final SerializedString[] FIELDS = {
        new SerializedString("id"),
        new SerializedString("server_id"),
        new SerializedString("cpu_usage"),
        new SerializedString("memory_usage"),
        new SerializedString("disk_usage"),
        new SerializedString("recorded_at")
    };

    private static final int ID = 0;
    private static final int SERVER_ID = 1;
    private static final int CPU = 2;
    private static final int MEMORY = 3;
    private static final int DISK = 4;
    private static final int RECORDED_AT = 5;

    private static final int KNOWN_BY_INDEX = 1024;

    private static final long SLOT_MILLIS = SlotSeries.SLOT.toMillis();

    private final Instant now;
    private final long nowMillis;
    /** Rows of a later time are left out. */
    private final long lastMillis;

    private final HistoryBudget budget;
    private final long mostRows;
    private final Map<Long, ServerAccumulator> servers = new HashMap<>();
    /** By the lowest bits of their numbers, so that a row seldom needs a key of its own for the map. */
    private final @Nullable ServerAccumulator[] recent = new ServerAccumulator[KNOWN_BY_INDEX];

    private int weeksKept;
    private long rows;
    private long futureRows;
    private long newestMillis = Long.MIN_VALUE;
    private long horizon = Long.MIN_VALUE;

    /** The last time that was written plainly: the service writes many rows in the same second. */
    private char[] plainTime = {};

    private long plainMillis = PlainText.NO_TIME;

    // The row being read.
    private long recordedMillis;
    private @Nullable String recordedOtherwise;
    private double serverId;
    private double cpu;
    private double memory;
    private double disk;

    /**
     * Nothing read yet.
     *
     * @param now tells which rows are of the future
     */
    StatisticsSummarizer(Instant now, HistoryBudget budget) {
        this(now, budget, Limits.ROWS);
    }

    StatisticsSummarizer(Instant now, HistoryBudget budget, long mostRows) {
        this.now = now;
        this.nowMillis = now.toEpochMilli();
        this.lastMillis = now.plus(ServerStatistics.FUTURE).toEpochMilli();
        this.budget = budget;
        this.mostRows = mostRows;
        this.weeksKept = budget.weeksFor(0);
    }

    ServerStatistics summarize(InputStream body) throws IOException {
        try (body) {
            PlainRows plain = new PlainRows(body);
            while (plain.next()) {
                JsonBody.requireRows(rows + 1, mostRows);
                add(server(plain.serverId()), plain.recordedMillis(), plain.cpu(), plain.memory(), plain.disk());
            }
            readRows(plain.rest());
        }
        return statistics();
    }

    private ServerStatistics statistics() {
        int length = weeksKept * SlotSeries.SLOTS_PER_WEEK;
        // Without any value there is no horizon, and any window is as good.
        long end = horizon == Long.MIN_VALUE ? SlotSeries.slotOf(now) : horizon;
        Map<Long, ServerHistory> histories = new HashMap<>();
        Arrays.fill(recent, null);
        Iterator<ServerAccumulator> remaining = servers.values().iterator();
        while (remaining.hasNext()) {
            ServerAccumulator next = remaining.next();
            remaining.remove(); // so that its blocks can be collected before the next server's slots are copied
            histories.put(next.server(), next.history(end - length + 1, length));
        }
        return new ServerStatistics(
                rows,
                futureRows,
                newestMillis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(newestMillis),
                horizon == Long.MIN_VALUE ? null : horizon,
                weeksKept,
                histories);
    }

    /** Rows in any form. */
    private void readRows(InputStream body) throws IOException {
        try (JsonParser parser = JsonBody.parser(body)) {
            JsonBody.requireStart(parser);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new MalformedBodyException("an object was expected");
                }
                JsonBody.requireRows(rows + 1, mostRows);
                readRow(parser);
                add(server(serverId), millis(), cpu, memory, disk);
            }
            JsonBody.requireEnd(parser);
        }
    }

    private void readRow(JsonParser parser) throws IOException {
        recordedMillis = PlainText.NO_TIME;
        recordedOtherwise = null;
        serverId = Double.NaN;
        cpu = Double.NaN;
        memory = Double.NaN;
        disk = Double.NaN;
        int next = 0;
        while (true) {
            int field = nextField(parser, next);
            if (field < 0) {
                return;
            }
            JsonToken value = parser.nextToken();
            switch (field) {
                case SERVER_ID -> serverId = number(parser, field, value);
                case CPU -> cpu = number(parser, field, value);
                case MEMORY -> memory = number(parser, field, value);
                case DISK -> disk = number(parser, field, value);
                case RECORDED_AT -> readTime(parser, value);
                default -> parser.skipChildren();
            }
            next = field < FIELDS.length ? field + 1 : next;
        }
    }

    /** The index of the field that comes, that of none for an unknown one, negative at the end of the row. */
    private static int nextField(JsonParser parser, int expected) throws IOException {
        if (expected < FIELDS.length) {
            if (parser.nextFieldName(FIELDS[expected])) {
                return expected;
            }
        } else {
            parser.nextToken();
        }
        return parser.currentToken() == JsonToken.FIELD_NAME ? index(parser.currentName()) : -1;
    }

    private static int index(String field) {
        return switch (field) {
            case "id" -> ID;
            case "server_id" -> SERVER_ID;
            case "cpu_usage" -> CPU;
            case "memory_usage" -> MEMORY;
            case "disk_usage" -> DISK;
            case "recorded_at" -> RECORDED_AT;
            default -> FIELDS.length;
        };
    }

    private void readTime(JsonParser parser, JsonToken value) throws IOException {
        recordedMillis = PlainText.NO_TIME;
        recordedOtherwise = null;
        if (value != JsonToken.VALUE_STRING) {
            return;
        }
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        boolean again = Arrays.equals(text, start, start + length, plainTime, 0, plainTime.length);
        recordedMillis = again ? plainMillis : PlainText.utcMillis(text, start, length);
        if (recordedMillis == PlainText.NO_TIME) {
            recordedOtherwise = parser.getText();
        } else if (!again) {
            plainTime = Arrays.copyOfRange(text, start, start + length);
            plainMillis = recordedMillis;
        }
    }

    /** NaN stands for none. */
    private static double number(JsonParser parser, int field, JsonToken value) throws IOException {
        double number;
        switch (value) {
            case VALUE_NULL -> {
                return Double.NaN;
            }
            case VALUE_NUMBER_INT -> number = parser.getDoubleValue();
            case VALUE_NUMBER_FLOAT -> {
                double plain =
                        PlainText.decimal(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                number = Double.isNaN(plain) ? parser.getDoubleValue() : plain;
            }
            case VALUE_STRING -> number = JsonRow.number(FIELDS[field].getValue(), parser.getText());
            default -> throw new MalformedBodyException("\"" + FIELDS[field] + "\" is not a number");
        }
        if (!Double.isFinite(number)) {
            throw new MalformedBodyException("\"" + FIELDS[field] + "\" is not a finite number");
        }
        return number;
    }

    private static long server(double number) throws MalformedBodyException {
        if (!JsonRow.isWhole(number)) {
            throw new MalformedBodyException("\"server_id\" is not a whole number");
        }
        return (long) number;
    }

    private long millis() throws MalformedBodyException {
        return recordedMillis == PlainText.NO_TIME ? millis(recordedOtherwise) : recordedMillis;
    }

    /** NaN stands for none. */
    private void add(long server, long millis, double cpuUsage, double memoryUsage, double diskUsage)
            throws BodyTooLargeException {
        rows++;
        ServerAccumulator accumulator = accumulator(server);
        if (millis > lastMillis) {
            futureRows++;
            accumulator.addFutureRow();
            return;
        }
        accumulator.addTime(millis);
        if (millis <= nowMillis) {
            newestMillis = Math.max(newestMillis, millis);
        }
        float cpuValue = binary32(cpuUsage);
        float memoryValue = binary32(memoryUsage);
        float diskValue = binary32(diskUsage);
        if (!Float.isNaN(cpuValue) || !Float.isNaN(memoryValue) || !Float.isNaN(diskValue)) {
            long slot = Math.floorDiv(millis, SLOT_MILLIS);
            horizon = Math.max(horizon, slot);
            accumulator.add(slot, cpuValue, memoryValue, diskValue);
        }
    }

    /** What is too large for a binary32 is none. Adding 0 makes 0 of -0, which would not be less than 0. */
    private static float binary32(double usage) {
        float value = (float) usage + 0f;
        return Float.isFinite(value) ? value : Float.NaN;
    }

    private ServerAccumulator accumulator(long server) throws BodyTooLargeException {
        int index = (int) server & (KNOWN_BY_INDEX - 1);
        ServerAccumulator accumulator = recent[index];
        if (accumulator == null || accumulator.server() != server) {
            accumulator = servers.get(server);
            if (accumulator == null) {
                accumulator = begin(server);
            }
            recent[index] = accumulator;
        }
        return accumulator;
    }

    /** The weeks kept depend on the number of servers alone, so not on the order in which they are met. */
    private ServerAccumulator begin(long server) throws BodyTooLargeException {
        if (servers.size() >= budget.mostServers()) {
            throw new BodyTooLargeException(
                    "the history of " + budget.mostServers() + " servers, for which INSIGHT_MEMORY is enough");
        }
        int weeks = budget.weeksFor(servers.size() + 1);
        if (weeks < weeksKept) {
            weeksKept = weeks;
            servers.values().forEach(known -> known.shrinkTo(weeks));
        }
        ServerAccumulator accumulator = new ServerAccumulator(server, weeksKept);
        servers.put(server, accumulator);
        return accumulator;
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
