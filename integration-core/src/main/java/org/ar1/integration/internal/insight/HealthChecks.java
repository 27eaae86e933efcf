package org.ar1.integration.internal.insight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/**
 * What is doubtful about servers and labs. Each check is made when its own sources are there, and says nothing
 * otherwise. Not thread-safe.
 */
final class HealthChecks {

    /** A server writes a row each ten minutes; its series has ended when it misses the rows of two hours. */
    static final long SLOTS_UNTIL_ENDED = 12;

    private final InsightInputs inputs;
    private final Labs labs;
    private final boolean allocationsKnown;
    private final SortedMap<Long, Server> servers = new TreeMap<>();

    HealthChecks(Basis basis) {
        this.inputs = basis.inputs();
        this.labs = basis.labs();
        this.allocationsKnown = inputs.allocations().orNull() != null;
        for (Server server : inputs.servers().asOptional().orElse(List.of())) {
            servers.put(server.id(), server);
        }
    }

    /** A server that Resource Allocation lists; null when it does not. */
    @Nullable
    Server server(long id) {
        return servers.get(id);
    }

    /** The last slot of a server; empty when it has none or there are no statistics. */
    OptionalLong lastSlot(long id) {
        ServerStatistics statistics = inputs.statistics().orNull();
        ServerHistory history = statistics == null ? null : statistics.servers().get(id);
        Instant last = history == null ? null : history.last();
        return last == null ? OptionalLong.empty() : OptionalLong.of(SlotSeries.slotOf(last));
    }

    /** What is doubtful, by server number; nothing is empty. */
    SortedMap<Long, List<ReasonCode>> ofServers() {
        SortedMap<Long, List<ReasonCode>> doubts = new TreeMap<>();
        servers.values().forEach(server -> {
            List<ReasonCode> reasons = of(server);
            if (!reasons.isEmpty()) {
                doubts.put(server.id(), reasons);
            }
        });
        if (inputs.servers().orNull() != null) {
            labs.allocated()
                    .values()
                    .forEach(allocated -> allocated.stream()
                            .filter(id -> !servers.containsKey(id))
                            .forEach(id -> doubts.put(id, List.of(ReasonCode.UNKNOWN_SERVER))));
        }
        return doubts;
    }

    private List<ReasonCode> of(Server server) {
        List<ReasonCode> reasons = new ArrayList<>();
        Instant checked = server.lastChecked();
        boolean old = checked == null || checked.isBefore(inputs.now().minus(ServerReporting.SILENT_AFTER));
        // A server without labs is never checked.
        if (old && !labs.on(server.id()).isEmpty()) {
            reasons.add(ReasonCode.SERVER_UNREPORTED);
        }
        if (checked != null && checked.isAfter(inputs.now().plus(ServerReporting.LARGEST_SKEW))) {
            reasons.add(ReasonCode.CLOCK_SKEW);
        }
        ServerStatistics statistics = inputs.statistics().orNull();
        if (statistics != null) {
            OptionalLong last = lastSlot(server.id());
            Long horizon = statistics.horizon();
            if (last.isEmpty()) {
                reasons.add(ReasonCode.NO_HISTORY);
            } else if (horizon != null && horizon - last.getAsLong() >= SLOTS_UNTIL_ENDED) {
                reasons.add(ReasonCode.SERIES_ENDED);
            }
        }
        for (ServerResource resource : ServerResource.values()) {
            Double maximum = server.maximum().amount(resource);
            if (maximum == null || maximum <= 0) {
                reasons.add(ReasonCode.NO_CAPACITY);
                break;
            }
        }
        return reasons;
    }

    /** What is doubtful, by the name of the lab; nothing is empty. */
    SortedMap<String, List<ReasonCode>> ofLabs() {
        Popularity popularity = new Popularity(inputs);
        NavigableSet<String> names = new TreeSet<>(CodePoints.ORDER);
        names.addAll(labs.allocated().keySet());
        popularity.labs().stream().map(PopularLab::name).forEach(names::add);
        Set<String> deleted = deleted();
        SortedMap<String, List<ReasonCode>> doubts = new TreeMap<>(CodePoints.ORDER);
        for (String name : names) {
            Long sessions = popularity.sessions(name);
            boolean used = sessions != null && sessions > 0;
            boolean allocated = labs.allocated().containsKey(name);
            List<ReasonCode> reasons = new ArrayList<>();
            if (deleted.contains(name) && (allocated || used)) {
                reasons.add(ReasonCode.LAB_DELETED);
            }
            if (labs.coverage().matched() != null && !labs.isInCatalogue(name)) {
                reasons.add(ReasonCode.LAB_NOT_IN_CATALOGUE);
            }
            if (allocationsKnown && !allocated && used) {
                reasons.add(ReasonCode.LAB_ON_NO_SERVER);
            }
            if (!reasons.isEmpty()) {
                doubts.put(name, reasons);
            }
        }
        return doubts;
    }

    /** The names of deleted labs; a name that another lab has too is in use. */
    private Set<String> deleted() {
        Set<String> deleted = new HashSet<>();
        Set<String> others = new HashSet<>();
        List<InfrastructureLab> listed = inputs.infrastructureLabs() == null
                ? null
                : inputs.infrastructureLabs().orNull();
        for (InfrastructureLab lab : listed == null ? List.<InfrastructureLab>of() : listed) {
            (lab.status() == InfrastructureLab.Status.DELETED ? deleted : others).add(lab.name());
        }
        deleted.removeAll(others);
        return deleted;
    }
}
