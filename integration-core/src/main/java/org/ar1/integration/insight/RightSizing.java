package org.ar1.integration.insight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ar1.integration.upstream.ServerResource;

/**
 * Whether a server has the size that it needs.
 *
 * @param heading what every insight states
 * @param finding the finding
 * @param resources the resources that could be judged: cpu, memory, disk
 */
public record RightSizing(Heading heading, Finding finding, Map<ServerResource, Sizing> resources) implements Insight {
    public RightSizing {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    /**
     * The size of one resource.
     *
     * @param used the 95th percentile of the busiest hour of the week, or the highest daily peak of the last seven days
     *     for the disk, a fraction
     * @param needed the maximum that would meet the target utilization, in the unit of the resource
     * @param neededLow the least of it with one week left out
     * @param neededHigh the greatest of it with one week left out
     * @param label whether it is too small or too large
     */
    public record Sizing(double used, double needed, double neededLow, double neededHigh, SizeLabel label) {}
}
