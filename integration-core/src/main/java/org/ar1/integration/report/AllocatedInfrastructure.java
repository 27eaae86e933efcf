package org.ar1.integration.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.internal.text.CodePoints;

/**
 * The servers, and which lab type stands on which.
 *
 * @param servers each server's load, by number
 * @param allocationMap the different server numbers of each lab type, ascending; lab types by code point
 */
public record AllocatedInfrastructure(Map<Long, ServerInsight> servers, Map<String, List<Long>> allocationMap) {

    public AllocatedInfrastructure {
        servers = Collections.unmodifiableMap(new TreeMap<>(servers));
        allocationMap = CodePoints.sorted(allocationMap, List::copyOf);
    }
}
