package org.ar1.integration.internal.text;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The order of names in every report: by Unicode code point, whatever the platform's locale. */
public final class CodePoints {

    /** Compares by code point, where {@link String#compareTo} compares by UTF-16 unit. */
    public static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Units of surrogate pairs stand for code points above all others.
                boolean sameKind = Character.isSurrogate(x) == Character.isSurrogate(y);
                return sameKind ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /**
     * An unmodifiable map in this order.
     *
     * @param <T> what the entries are made of
     * @param <V> the values
     * @param things what the entries are made of
     * @param key each thing's key; of several things with the same key the last counts
     * @param value each thing's value
     * @return the map
     */
    public static <T, V> Map<String, V> map(
            Collection<? extends T> things, Function<? super T, String> key, Function<? super T, ? extends V> value) {
        Map<String, V> entries = new LinkedHashMap<>();
        boolean inOrder = true;
        String before = null;
        for (T thing : things) {
            String name = key.apply(thing);
            inOrder &= before == null || compare(before, name) < 0;
            entries.put(name, value.apply(thing));
            before = name;
        }
        if (inOrder) {
            return Collections.unmodifiableMap(entries);
        }
        SortedMap<String, V> sorted = new TreeMap<>(ORDER);
        sorted.putAll(entries);
        return Collections.unmodifiableSortedMap(sorted);
    }

    /** An unmodifiable copy in this order. */
    public static <V> Map<String, V> sorted(Map<String, V> map) {
        return sorted(map, Function.identity());
    }

    /** The same with other values. */
    public static <T, V> Map<String, V> sorted(Map<String, T> map, Function<T, V> value) {
        return map(map.entrySet(), Map.Entry::getKey, entry -> value.apply(entry.getValue()));
    }
}
