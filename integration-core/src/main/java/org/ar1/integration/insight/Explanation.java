package org.ar1.integration.insight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An insight, or why it is withheld, step by step: enough to redo it on paper.
 *
 * @param insight the insight; null when it is withheld
 * @param withheld what is withheld; null when it is not
 * @param definition where the documentation defines it
 * @param steps the steps, in order
 */
public record Explanation(
        @Nullable Insight insight, @Nullable Withheld withheld, String definition, List<Step> steps) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * One step of the computation.
     *
     * @param name the name of what it computes
     * @param says the formula in words
     * @param inputs what went in, by name: texts, numbers, booleans, lists and maps of those; values may be null
     * @param value the result
     */
    public record Step(
            String name,
            String says,
            Map<String, @Nullable Object> inputs,
            @Nullable Object value) {
        public Step {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }
}
