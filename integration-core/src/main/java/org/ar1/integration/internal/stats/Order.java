package org.ar1.integration.internal.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
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
        sort(texts, Function.identity());
    }

    /** Sorts by a text that each has, by code point. */
    public static <T> void sort(T[] things, Function<? super T, String> text) {
        new ByText<T>(things, text).sort(0, things.length, 0);
    }

    /** Sorts parts of an array. */
    private static final class ByText<T> {
        private final T[] things;
        private final Function<? super T, String> text;
        private final Comparator<T> order;

        ByText(T[] things, Function<? super T, String> text) {
            this.things = things;
            this.text = text;
            this.order = Comparator.comparing(text, CodePoints.ORDER);
        }

        /** Sorts a part whose texts have the same beginning up to the depth. */
        void sort(int from, int to, int depth) {
            if (to - from <= FEW) {
                Arrays.sort(things, from, to, order);
                return;
            }
            T[] unsorted = Arrays.copyOfRange(things, from, to);
            String[] texts = new String[unsorted.length];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = text.apply(unsorted[i]);
            }
            int start = commonBeginning(texts, depth);
            long[] keys = new long[texts.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = key(texts[i], start);
            }
            int[] sorted = of(keys);
            for (int i = 0; i < sorted.length; i++) {
                things[from + i] = unsorted[sorted[i]];
            }
            for (int first = 0, next; first < sorted.length; first = next) {
                next = first + 1;
                while (next < sorted.length && keys[sorted[next]] == keys[sorted[first]]) {
                    next++;
                }
                if (next - first > 1) {
                    sortAlike(from + first, from + next, start + CHARS_A_KEY);
                }
            }
        }

        /** A text that has ended has the same key as one that goes on with zeros. */
        private void sortAlike(int from, int to, int depth) {
            for (int i = from; i < to; i++) {
                if (text.apply(things[i]).length() <= depth) {
                    Arrays.sort(things, from, to, order);
                    return;
                }
            }
            sort(from, to, depth);
        }
    }

    private static int commonBeginning(String[] texts, int depth) {
        String first = texts[0];
        int common = first.length();
        for (String text : texts) {
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
