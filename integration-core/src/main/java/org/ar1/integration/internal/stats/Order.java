package org.ar1.integration.internal.stats;

import java.util.Arrays;
import org.ar1.integration.report.CodePoints;

/** Sorting in time proportional to what is sorted, by the bytes of a key. */
public final class Order {

    private static final int BYTE = 0xff;
    /** So few texts are compared with each other. */
    private static final int FEW = 32;

    private static final int CHARS_A_KEY = Long.BYTES / Character.BYTES;

    private Order() {}

    /** The order of unsigned keys, as their indexes; equal keys stay in the order they have. */
    public static int[] of(long[] keys) {
        int n = keys.length;
        int[] order = new int[n];
        long differing = 0;
        for (int i = 0; i < n; i++) {
            order[i] = i;
            differing |= keys[i] ^ keys[0];
        }
        int[] other = new int[n];
        int[] starts = new int[BYTE + 2];
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if (((differing >>> shift) & BYTE) == 0) {
                continue;
            }
            Arrays.fill(starts, 0);
            for (long key : keys) {
                starts[(int) ((key >>> shift) & BYTE) + 1]++;
            }
            for (int i = 0; i <= BYTE; i++) {
                starts[i + 1] += starts[i];
            }
            for (int index : order) {
                other[starts[(int) ((keys[index] >>> shift) & BYTE)]++] = index;
            }
            int[] sorted = other;
            other = order;
            order = sorted;
        }
        return order;
    }

    /** A key in the order of {@link Double#compare}. */
    public static long key(double number) {
        long bits = Double.doubleToLongBits(number);
        return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
    }

    /** Sorts texts by code point. */
    public static void sort(String[] texts) {
        sort(texts, 0, texts.length, 0);
    }

    /** Sorts a part whose texts have the same beginning up to the depth. */
    private static void sort(String[] texts, int from, int to, int depth) {
        if (to - from <= FEW) {
            Arrays.sort(texts, from, to, CodePoints.ORDER);
            return;
        }
        int start = commonBeginning(texts, from, to, depth);
        int n = to - from;
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = key(texts[from + i], start);
        }
        int[] order = of(keys);
        String[] unsorted = Arrays.copyOfRange(texts, from, to);
        for (int i = 0; i < n; i++) {
            texts[from + i] = unsorted[order[i]];
        }
        for (int first = 0, next; first < n; first = next) {
            next = first + 1;
            while (next < n && keys[order[next]] == keys[order[first]]) {
                next++;
            }
            if (next - first > 1) {
                sortAlike(texts, from + first, from + next, start + CHARS_A_KEY);
            }
        }
    }

    /** A text that has ended has the same key as one that goes on with zeros. */
    private static void sortAlike(String[] texts, int from, int to, int depth) {
        for (int i = from; i < to; i++) {
            if (texts[i].length() <= depth) {
                Arrays.sort(texts, from, to, CodePoints.ORDER);
                return;
            }
        }
        sort(texts, from, to, depth);
    }

    private static int commonBeginning(String[] texts, int from, int to, int depth) {
        String first = texts[from];
        int common = first.length();
        for (int i = from + 1; i < to; i++) {
            String text = texts[i];
            int end = Math.min(common, text.length());
            int same = depth;
            while (same < end && text.charAt(same) == first.charAt(same)) {
                same++;
            }
            common = same;
        }
        return common;
    }

    private static long key(String text, int start) {
        long key = 0;
        for (int i = start; i < start + CHARS_A_KEY; i++) {
            key = (key << Character.SIZE) | (i < text.length() ? rank(text.charAt(i)) : 0);
        }
        return key;
    }

    /** Units of surrogate pairs stand for code points above all others. */
    private static long rank(char unit) {
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        int surrogates = Character.MAX_SURROGATE + 1 - Character.MIN_SURROGATE;
        return unit > Character.MAX_SURROGATE
                ? unit - surrogates
                : unit + Character.MAX_VALUE - Character.MAX_SURROGATE;
    }
}
