package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.ar1.integration.insight.Confidence.Stability;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.RightSizing.Sizing;
import org.ar1.integration.insight.SizeLabel;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * Whether each resource of a server has the size that it needs. The finding is asymmetric, as that of AWS Compute
 * Optimizer: under when any resource is under, over only when some is over and none under. Immutable.
 *
 * @param resources the sizes of those that can be judged, in the order of the resources
 * @param busy the busiest hours of cpu and memory, as far as they are known
 * @param target the target utilization
 */
record Sizes(Map<ServerResource, Sizing> resources, Map<ServerResource, BusyHour> busy, double target) {

    /**
     * The sizes of a server.
     *
     * @return null when neither cpu nor memory can be judged
     */
    static @Nullable Sizes of(Basis basis, ServerLoads server) {
        double target = basis.inputs().target();
        Map<ServerResource, Sizing> sizes = new EnumMap<>(ServerResource.class);
        Map<ServerResource, BusyHour> busy = new EnumMap<>(ServerResource.class);
        for (ServerResource resource : ServerLoads.LOAD) {
            BusyHour hour = basis.busyHour(server, resource);
            if (hour != null) {
                busy.put(resource, hour);
                sizes.put(
                        resource,
                        new Sizing(
                                hour.p95(),
                                hour.needed(),
                                hour.neededLow(),
                                hour.neededHigh(),
                                label(resource, hour.p95(), target)));
            }
        }
        double peak = DailyPeaks.of(server, ServerResource.DISK).highestOfLastWeek();
        if (server.hasMaximum(ServerResource.DISK) && !Double.isNaN(peak)) {
            double used = BusyHour.fraction(peak / server.maximum(ServerResource.DISK));
            double needed = BusyHour.amount(peak / target);
            sizes.put(
                    ServerResource.DISK,
                    new Sizing(used, needed, needed, needed, label(ServerResource.DISK, used, target)));
        }
        return busy.isEmpty() ? null : new Sizes(sizes, busy, target);
    }

    /** Sizes are sold in halves: over is what half the size would still meet the target with. */
    private static SizeLabel label(ServerResource resource, double used, double target) {
        if (used >= ServerInsight.HOT) {
            return SizeLabel.UNDER;
        }
        return resource != ServerResource.DISK && used <= target / 2 ? SizeLabel.OVER : SizeLabel.FIT;
    }

    private static Finding finding(Iterable<SizeLabel> labels) {
        Finding finding = Finding.RIGHT_SIZED;
        for (SizeLabel label : labels) {
            if (label == SizeLabel.UNDER) {
                return Finding.UNDER_PROVISIONED;
            }
            finding = label == SizeLabel.OVER ? Finding.OVER_PROVISIONED : finding;
        }
        return finding;
    }

    /** The finding by the sizes alone. */
    Finding finding() {
        return finding(resources.values().stream().map(Sizing::label).toList());
    }

    /** The resources that are too large. */
    List<ServerResource> over() {
        return resources.keySet().stream()
                .filter(resource -> size(resource).label() == SizeLabel.OVER)
                .toList();
    }

    private Sizing size(ServerResource resource) {
        Sizing size = resources.get(resource);
        if (size == null) {
            throw new IllegalArgumentException("the size of " + resource.id() + " is not known");
        }
        return size;
    }

    /** Whether a resource that is too large would not be with some week left out. */
    boolean isUnstable() {
        return over().stream().anyMatch(resource -> {
            BusyHour hour = busy.get(resource);
            return hour != null
                    && hour.p95WithoutWeek().values().stream()
                            .anyMatch(used ->
                                    used.isEmpty() || label(resource, used.getAsDouble(), target) != SizeLabel.OVER);
        });
    }

    /** How many findings stay the same with one local week left out. */
    Stability stability() {
        Set<Long> weeks = new TreeSet<>();
        busy.values().forEach(hour -> weeks.addAll(hour.p95WithoutWeek().keySet()));
        int same = 0;
        for (long week : weeks) {
            List<SizeLabel> labels = labelsWithout(week);
            same += labels != null && finding(labels) == finding() ? 1 : 0;
        }
        return new Stability(same, weeks.size());
    }

    /** Null when a resource cannot be judged without the week. */
    private @Nullable List<SizeLabel> labelsWithout(long week) {
        List<SizeLabel> labels = new ArrayList<>();
        for (Map.Entry<ServerResource, Sizing> size : resources.entrySet()) {
            BusyHour hour = busy.get(size.getKey());
            OptionalDouble used = hour == null ? null : hour.p95WithoutWeek().get(week);
            if (used == null) {
                labels.add(size.getValue().label());
            } else if (used.isEmpty()) {
                return null;
            } else {
                labels.add(label(size.getKey(), used.getAsDouble(), target));
            }
        }
        return labels;
    }
}
