package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation.Step;
import org.jspecify.annotations.Nullable;

/** Puts the steps of an explanation together. Not thread-safe. */
final class StepList {

    private final List<Step> steps = new ArrayList<>();

    /**
     * Adds a step.
     *
     * @param name the name of what it computes
     * @param says the formula in words
     * @param value what came out
     * @param inputs names and values in turn
     */
    StepList add(String name, String says, @Nullable Object value, @Nullable Object... inputs) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < inputs.length; i += 2) {
            named.put(String.valueOf(inputs[i]), inputs[i + 1]);
        }
        steps.add(new Step(name, says, named, value));
        return this;
    }

    List<Step> list() {
        return List.copyOf(steps);
    }
}
