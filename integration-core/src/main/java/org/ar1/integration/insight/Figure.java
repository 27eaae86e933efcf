package org.ar1.integration.insight;

import org.jspecify.annotations.Nullable;

/**
 * The one figure that an insight was judged by.
 *
 * @param name the name of the figure in the evidence
 * @param value its value, rounded as it was judged; null when there is none
 * @param unit such as {@code fraction}, {@code days} or {@code events}
 * @param threshold from where on the insight is listed; null when there is none
 */
public record Figure(
        String name,
        @Nullable Double value,
        String unit,
        @Nullable Double threshold) {}
