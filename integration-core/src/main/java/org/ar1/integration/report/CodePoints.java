package org.ar1.integration.report;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

    /** Fastest for a map that is in order already. */
    static <V> Map<String, V> sorted(Map<String, V> map) {
        if (isSorted(map.keySet())) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
        TreeMap<String, V> sorted = new TreeMap<>(ORDER);
        sorted.putAll(map);
        return Collections.unmodifiableMap(sorted);
    }

    private static boolean isSorted(Collection<String> keys) {
        String last = null;
        for (String key : keys) {
            if (last != null && compare(last, key) > 0) {
                return false;
            }
            last = key;
        }
        return true;
    }
}
