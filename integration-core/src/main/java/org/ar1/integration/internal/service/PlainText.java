package org.ar1.integration.internal.service;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;

/**
 * Reads numbers and times that are written in the plainest way from a parser's buffer, without allocation. Other
 * notations are refused, even valid ones; the caller then reads them by a general method.
 */
final class PlainText {

    /** No time that is read here. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** The number of digits, and a power of ten with as many zeros, are exact in a double. */
    static final int MOST_DIGITS = 15;

    static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final int SECONDS_END = "yyyy-MM-ddTHH:mm:ss".length();
    private static final int MOST_FRACTION = 9;
    private static final int MILLIS_DIGITS = 3;

    private PlainText() {}

    /**
     * Digits, and at most one point between them; NaN for anything else. As a quotient of two numbers that are exact,
     * it is rounded once, and so the double next to what is written (Clinger, How to read floating point numbers
     * accurately, 1990).
     */
    static double decimal(char[] text, int start, int length) {
        if (length > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        int end = start + length;
        long number = 0;
        int i = start;
        for (; i < end && isDigit(text[i]); i++) {
            number = number * 10 + (text[i] - '0');
        }
        if (i == end) {
            return length == 0 || length > MOST_DIGITS ? Double.NaN : number;
        }
        if (text[i] != '.' || i == start || i == end - 1) {
            return Double.NaN;
        }
        int decimals = end - 1 - i;
        for (i++; i < end; i++) {
            if (!isDigit(text[i])) {
                return Double.NaN;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number / POWERS_OF_TEN[decimals];
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /**
     * A time as {@code 2026-05-01T10:00:00Z}, with one to nine digits of a second or without, in milliseconds since
     * 1970, rounded down; or {@link #NO_TIME}.
     */
    static long utcMillis(char[] text, int start, int length) {
        int last = length - 1;
        if (length <= SECONDS_END
                || length > SECONDS_END + 1 + MOST_FRACTION + 1
                || text[start + 4] != '-'
                || text[start + 7] != '-'
                || text[start + 10] != 'T'
                || text[start + 13] != ':'
                || text[start + 16] != ':'
                || text[start + last] != 'Z') {
            return NO_TIME;
        }
        int millis = last == SECONDS_END ? 0 : millis(text, start + SECONDS_END, start + last);
        int century = two(text, start);
        int year = two(text, start + 2);
        int month = two(text, start + 5);
        int day = two(text, start + 8);
        int hour = two(text, start + 11);
        int minute = two(text, start + 14);
        int second = two(text, start + 17);
        // One that is missing makes the whole negative.
        if ((millis | century | year | month | day | hour | minute | second) < 0) {
            return NO_TIME;
        }
        try {
            return IsoChronology.INSTANCE.epochSecond(
                                    century * 100 + year, month, day, hour, minute, second, ZoneOffset.UTC)
                            * 1_000
                    + millis;
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }

    /** A point and digits, of which those behind the third do not matter; negative for anything else. */
    private static int millis(char[] text, int start, int end) {
        if (text[start] != '.' || start + 1 == end) {
            return -1;
        }
        int millis = 0;
        for (int i = 0; i < Math.max(MILLIS_DIGITS, end - start - 1); i++) {
            int digit = start + 1 + i < end ? text[start + 1 + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis = i < MILLIS_DIGITS ? millis * 10 + digit : millis;
        }
        return millis;
    }

    /** Two digits; negative for anything else. */
    private static int two(char[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
