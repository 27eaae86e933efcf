package org.ar1.integration.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

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

    static <V> Map<String, V> sorted(Map<String, V> map) {
        TreeMap<String, V> sorted = new TreeMap<>(ORDER);
        sorted.putAll(map);
        return Collections.unmodifiableMap(sorted);
    }
}
