package org.ar1.integration.internal.fetch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When time alone changes what is known of a source, earliest first. Thread-safe. */
final class Turns {

    private record Turn(Instant at, String key) {}

    private final Map<String, Set<Turn>> byKey = new HashMap<>();
    private final TreeSet<Turn> earliestFirst =
            new TreeSet<>(Comparator.comparing(Turn::at).thenComparing(Turn::key));

    /** The source's turns, in place of those before. */
    synchronized void set(String key, Stream<Instant> ats) {
        Set<Turn> before = byKey.remove(key);
        if (before != null) {
            earliestFirst.removeAll(before);
        }
        Set<Turn> turns = ats.map(at -> new Turn(at, key)).collect(Collectors.toSet());
        if (!turns.isEmpty()) {
            byKey.put(key, turns);
            earliestFirst.addAll(turns);
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
            byKey.computeIfPresent(first.key(), (key, turns) -> {
                turns.remove(first);
                return turns.isEmpty() ? null : turns;
            });
        }
        return Instant.MAX;
    }
}
