package org.ar1.integration.internal.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * Reads the first rows of a statistics history from its bytes, as long as they are written just as the service writes
 * them: without white space, every field in its place, the numbers without sign and exponent. Where a row is written in
 * another way, right or wrong, it stops: what is left is a history too, for the general reader. So is the last row, so
 * that the end is never judged here.
 */
final class PlainRows {

    private static final byte[] ID = bytes("[{'id':");
    private static final byte[] SERVER_ID = bytes(",'server_id':");
    private static final byte[] CPU = bytes(",'cpu_usage':");
    private static final byte[] MEMORY = bytes(",'memory_usage':");
    private static final byte[] DISK = bytes(",'disk_usage':");
    private static final byte[] RECORDED_AT = bytes(",'recorded_at':'");
    private static final byte[] END = bytes("},{");
    private static final byte[] NULL = bytes("null");

    private static final int MOST_TIME = "yyyy-MM-ddTHH:mm:ss.nnnnnnnnnZ".length();
    /** Nothing is looked at farther from the start of a row, so that only there bytes have to be counted. */
    private static final int MOST_BYTES = 256;

    private static final int BUFFER_BYTES = 8192;

    private final InputStream body;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int limit;
    /** From here on there is always a history: a bracket takes the place of the comma behind a row that was read. */
    private int start;

    private int at;
    private boolean plain;

    /** The last time with the quote behind it: the service writes many rows in the same second. */
    private byte[] time = {'"'};

    // The row that was read; NaN stands for null.
    private double serverId;
    private double cpu;
    private double memory;
    private double disk;
    private long recordedMillis = PlainText.NO_TIME;

    PlainRows(InputStream body) {
        this.body = body;
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(US_ASCII);
    }

    /** Whether there was a row to be read here. */
    boolean next() throws IOException {
        if (limit - start < MOST_BYTES && !fill()) {
            return false;
        }
        at = start;
        plain = true;
        take(ID);
        number(); // no figure is made of it
        take(SERVER_ID);
        serverId = number();
        take(CPU);
        cpu = number();
        take(MEMORY);
        memory = number();
        take(DISK);
        disk = number();
        take(RECORDED_AT);
        takeTime();
        take(END);
        if (plain) {
            start = at - 2;
            buffer[start] = '[';
        }
        return plain;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        limit -= start;
        start = 0;
        while (limit < MOST_BYTES) {
            int count = body.read(buffer, limit, buffer.length - limit);
            if (count < 0) {
                return false;
            }
            limit += count;
        }
        return true;
    }

    private boolean isNext(byte[] text) {
        return Arrays.equals(buffer, at, at + text.length, text, 0, text.length);
    }

    private void take(byte[] text) {
        plain &= isNext(text);
        at += text.length;
    }

    /**
     * As {@link PlainText#decimal}, or null; what JSON forbids is not plain either. Of as many letters a whole number
     * has a digit more, and is rounded once too.
     */
    private double number() {
        int first = at;
        int end = first + PlainText.MOST_DIGITS + 1;
        long number = digits(0, end);
        int point = at;
        if (buffer[at] == '.') {
            at++;
            number = digits(number, end);
            plain &= at > point + 1;
        } else if (at == first) {
            take(NULL);
            return Double.NaN;
        }
        plain &= point > first && (buffer[first] != '0' || point == first + 1);
        return number / PlainText.POWERS_OF_TEN[Math.max(0, at - point - 1)];
    }

    private long digits(long before, int end) {
        long number = before;
        while (at < end && buffer[at] >= '0' && buffer[at] <= '9') {
            number = number * 10 + (buffer[at] - '0');
            at++;
        }
        return number;
    }

    private void takeTime() {
        if (isNext(time)) {
            at += time.length;
        } else {
            takeOtherTime();
        }
        plain &= recordedMillis != PlainText.NO_TIME;
    }

    private void takeOtherTime() {
        int first = at;
        while (at < first + MOST_TIME && buffer[at] != '"') {
            at++;
        }
        char[] text = new char[at - first];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) buffer[first + i];
        }
        plain &= buffer[at] == '"';
        at++;
        recordedMillis = PlainText.utcMillis(text, 0, text.length);
        time = Arrays.copyOfRange(buffer, first, at);
    }

    /** The history that begins with the row that was not read. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(buffer, start, limit - start), body);
    }

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

    long recordedMillis() {
        return recordedMillis;
    }
}
