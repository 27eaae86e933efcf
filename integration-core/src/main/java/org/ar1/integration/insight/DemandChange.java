package org.ar1.integration.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lab type whose last week differs from the three before.
 *
 * @param heading what every insight states
 * @param weeks the events of four weeks, the last week first
 * @param usual the median of the three weeks before
 * @param factor the last week by the usual; null when that is 0
 */
public record DemandChange(
        Heading heading,
        List<Long> weeks,
        double usual,
        @Nullable Double factor) implements Insight {
    public DemandChange {
        weeks = List.copyOf(weeks);
    }
}
