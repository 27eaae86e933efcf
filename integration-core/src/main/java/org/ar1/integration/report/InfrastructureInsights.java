package org.ar1.integration.report;

import java.util.List;
import java.util.Map;

/**
 * What the infrastructure side says of the labs' use.
 *
 * @param popularLabs every lab, most used first
 * @param utilizationStatus use against estimate by lab type, by code point
 */
public record InfrastructureInsights(List<PopularEntry> popularLabs, Map<String, TypeUtilization> utilizationStatus) {

    public InfrastructureInsights {
        popularLabs = List.copyOf(popularLabs);
        utilizationStatus = CodePoints.sorted(utilizationStatus);
    }
}
