package org.ar1.integration.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the lab names of the infrastructure side match the catalogue.
 *
 * @param matched different names that the catalogue holds; null when the catalogue is missing
 * @param unmatched the names that it does not hold, verbatim, by code point; their lab types come from well-known names
 *     or from the name itself
 * @param ratio matched names by all names, 0 to 1; null when there are no names or no catalogue
 */
public record JoinCoverage(
        @Nullable Integer matched,
        List<String> unmatched,
        @Nullable Double ratio) {

    public JoinCoverage {
        unmatched = List.copyOf(unmatched);
    }
}
