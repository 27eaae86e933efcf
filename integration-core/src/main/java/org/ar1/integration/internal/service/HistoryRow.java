package org.ar1.integration.internal.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.ar1.integration.internal.call.MalformedBodyException;
import org.jspecify.annotations.Nullable;

/** A row of the statistics history in any form, read token by token. Read again and again; not thread-safe. */
final class HistoryRow {

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

    /** Reads the row whose first token is the current one; what it lacks is NaN. */
    void read(JsonParser parser) throws IOException {
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

    /**
     * When the row was recorded.
     *
     * @throws MalformedBodyException when it does not say so, or not in a time with a zone
     */
    long recordedMillis() throws MalformedBodyException {
        return recordedMillis == PlainText.NO_TIME ? millis(recordedOtherwise) : recordedMillis;
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

    /** NaN stands for none, as for the other figures. */
    double serverId() {
        return serverId;
    }

    double cpu() {
        return cpu;
    }

    double memory() {
        return memory;
    }

    double disk() {
        return disk;
    }
}
