package org.ar1.integration.internal.insight;

import java.util.Map;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.Sourced;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a resource that is asked once a server or lab type.
 *
 * @param <K> what a call is asked by
 * @param <T> the answer to a call
 * @param name the line of the report's sources, {@code service/resource}
 * @param named whether what names the keys is known; when not, no call was made
 * @param calls the calls by key
 */
public record KeyedSources<K, T>(String name, boolean named, Map<K, Sourced<T>> calls) {

    public KeyedSources {
        calls = Map.copyOf(calls);
    }

    /** The best of the calls, because a call that fails costs what is said of its key alone. */
    Outcome outcome() {
        if (!named) {
            return Outcome.SKIPPED;
        }
        Outcome best = calls.isEmpty() ? Outcome.LIVE : Outcome.FAILED;
        for (Sourced<T> call : calls.values()) {
            Outcome outcome = call.outcome();
            if (outcome.isCurrent()) {
                return outcome;
            }
            best = outcome.hasData() ? outcome : best;
        }
        return best;
    }

    /** The answer of one key; null when it was not asked or failed. */
    @Nullable
    T value(K key) {
        Sourced<T> call = calls.get(key);
        return call == null ? null : call.orNull();
    }
}
