package org.ar1.integration.report;

import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.text.CodePoints;

/**
 * What the infrastructure side says of the labs' use.
 *
 * @param popularLabs every lab, most used first
 * @param utilization use against estimate by lab type, by code point
 */
public record InfrastructureInsights(List<PopularEntry> popularLabs, Map<String, LabTypeUtilization> utilization) {

    public InfrastructureInsights {
        popularLabs = List.copyOf(popularLabs);
        utilization = CodePoints.sorted(utilization);
    }
}
