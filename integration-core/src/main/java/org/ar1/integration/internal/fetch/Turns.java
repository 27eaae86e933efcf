package org.ar1.integration.internal.fetch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When time alone changes what is known of a source, earliest first. Thread-safe. */
final class Turns {

    private record Turn(Instant at, String key) {}

    private final Map<String, Turn> byKey = new HashMap<>();
    private final TreeSet<Turn> earliestFirst =
            new TreeSet<>(Comparator.comparing(Turn::at).thenComparing(Turn::key));

    /** The source's next turn, in place of the one before; null when there is none. */
    synchronized void set(String key, @Nullable Instant at) {
        Turn before = byKey.remove(key);
        if (before != null) {
            earliestFirst.remove(before);
        }
        if (at != null) {
            Turn turn = new Turn(at, key);
            byKey.put(key, turn);
            earliestFirst.add(turn);
        }
    }

    /** The first turn after a time, or {@link Instant#MAX}; those up to then are forgotten. */
    synchronized Instant after(Instant now) {
        while (!earliestFirst.isEmpty()) {
            Turn first = earliestFirst.first();
            if (first.at().isAfter(now)) {
                return first.at();
            }
            earliestFirst.remove(first);
            byKey.remove(first.key());
        }
        return Instant.MAX;
    }
}
