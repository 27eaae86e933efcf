package org.ar1.integration.insight;

import org.ar1.integration.upstream.ServerResource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person could expect to read, and why it cannot be said.
 *
 * @param id the id that the insight would have
 * @param kind the question
 * @param subject what it is about
 * @param resource the resource; null when it is not about one
 * @param reasonCodes why it cannot be said
 * @param needs what would be needed, in words; null when nothing can be done
 * @param evidence the figures that are too low, and what they should be
 */
public record Withheld(
        String id,
        InsightKind kind,
        Subject subject,
        @Nullable ServerResource resource,
        List<ReasonCode> reasonCodes,
        @Nullable String needs,
        Map<String, Long> evidence) {
    public Withheld {
        reasonCodes = List.copyOf(reasonCodes);
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
}
