package org.ar1.integration.jaxrs.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which lab types a caller wants, and in which order. Immutable.
 *
 * @param labTypes the lab types; empty for all
 * @param statuses the statuses of their utilization; empty for all
 * @param servers the numbers of servers that they stand on; empty for all
 * @param sort the order, one of {@link #SORTS}
 */
record LabTypeFilter(Set<String> labTypes, Set<UtilizationStatus> statuses, Set<Long> servers, String sort) {

    static final Set<String> PARAMETERS = Set.of(PathLabType.PARAMETER, "status", "server", "sort");

    static final List<String> SORTS = List.of(
            "lab_type", "-lab_type", "events", "-events", "users", "-users", "errors", "-errors", "ratio", "-ratio");

    /** The filter that a query asks for. */
    static LabTypeFilter of(StrictQuery query) {
        return new LabTypeFilter(
                Set.copyOf(query.all(PathLabType.PARAMETER)),
                query.anyOf("status", UtilizationStatus.values(), UtilizationStatus::id),
                query.servers("server"),
                query.oneOf("sort", SORTS, SORTS.get(0)));
    }

    /**
     * The lab types that pass, in the order.
     *
     * @param all the lab types by code point
     */
    List<LabType> labTypes(List<LabType> all) {
        List<LabType> chosen = all.stream().filter(this::passes).toList();
        boolean reversed = sort.startsWith("-");
        return switch (reversed ? sort.substring(1) : sort) {
            case "events" -> sorted(chosen, usage(LabTypeUsage::totalEvents), reversed);
            case "users" -> sorted(chosen, usage(LabTypeUsage::uniqueUsers), reversed);
            case "errors" -> sorted(chosen, usage(LabTypeUsage::errors), reversed);
            case "ratio" -> sorted(chosen, LabTypeFilter::ratio, reversed);
            default -> reversed ? reversed(chosen) : chosen;
        };
    }

    private boolean passes(LabType type) {
        LabTypeUtilization utilization = type.utilization();
        return (labTypes.isEmpty() || labTypes.contains(type.labType()))
                && (statuses.isEmpty() || (utilization != null && statuses.contains(utilization.status())))
                && (servers.isEmpty()
                        || type.servers().stream().map(CampusServer::serverId).anyMatch(servers::contains));
    }

    private static Function<LabType, @Nullable Double> usage(Function<LabTypeUsage, @Nullable Long> figure) {
        return type -> {
            LabTypeUsage usage = type.usage();
            Long value = usage == null ? null : figure.apply(usage);
            return value == null ? null : value.doubleValue();
        };
    }

    private static @Nullable Double ratio(LabType type) {
        LabTypeUtilization utilization = type.utilization();
        return utilization == null ? null : utilization.ratio();
    }

    /** What has no figure is last in either direction; equals stay in the order of their names. */
    private static List<LabType> sorted(
            List<LabType> types, Function<LabType, @Nullable Double> figure, boolean reversed) {
        Comparator<Double> order = reversed ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return types.stream()
                .sorted(Comparator.comparing(figure, Comparator.nullsLast(order)))
                .toList();
    }

    private static List<LabType> reversed(List<LabType> types) {
        List<LabType> reversed = new ArrayList<>(types);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }
}
