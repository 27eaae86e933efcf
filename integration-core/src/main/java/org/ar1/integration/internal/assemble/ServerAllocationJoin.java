package org.ar1.integration.internal.assemble;

import static java.util.Objects.requireNonNull;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.join.ServerJudgement;
import org.ar1.integration.internal.service.PerformanceClient;
import org.ar1.integration.internal.service.PerformanceReportingClient;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.AllocatedInfrastructure;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabAllocation;
import org.ar1.integration.report.LabAllocation.Placement;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.ServerStatistics;
import org.jspecify.annotations.Nullable;

/** Joins the sources of a server allocation report into the report. */
public final class ServerAllocationJoin {

    /**
     * The values of the sources.
     *
     * @param performance how well the users of each lab type do; may hold types that are not part of the report
     * @param peaks the peaks of each server that a lab runs on; may hold servers that are not part of the report
     * @param existence sources read only to find out whether a lab type exists
     */
    public record Inputs(
            Sourced<LabCatalogue> catalogue,
            Sourced<List<Allocation>> allocations,
            Sourced<List<Server>> servers,
            Histories histories,
            Map<String, Sourced<LabPerformance>> performance,
            Map<Long, Sourced<ServerPeaks>> peaks,
            List<Sourced<?>> existence) {

        /** Copies these inputs and adds the sources of existence. */
        public Inputs with(List<Sourced<?>> asked) {
            return new Inputs(catalogue, allocations, servers, histories, performance, peaks, asked);
        }
    }

    private static final Comparator<Place> BY_NUMBER = Comparator.comparing(place -> place.id);

    /** A lab type that is allocated or in the catalogue. */
    private static final class Type {
        private final String labType;
        private final boolean wanted;
        private @Nullable String firstName;
        private final Set<Place> places = new LinkedHashSet<>();
        private @Nullable Sourced<LabPerformance> performance;

        Type(String labType, boolean wanted) {
            this.labType = labType;
            this.wanted = wanted;
        }
    }

    /** A server that is there, or that some lab is said to stand on. */
    private static final class Place {
        private final Long id;
        private boolean hasLabs;
        private @Nullable Server server;
        private @Nullable Sourced<ServerPeaks> peaks;
        private @Nullable Placement placement;

        Place(Long id) {
            this.id = id;
        }
    }

    private final Inputs inputs;
    private final @Nullable ServerStatistics statistics;
    private final Predicate<String> wanted;
    private final LabTypes<Type> types;
    private final Map<Long, Place> places = new HashMap<>();

    private ServerAllocationJoin(Inputs inputs, LabTypeResolver resolver, Predicate<String> wanted) {
        this.inputs = inputs;
        this.statistics = inputs.histories().statistics();
        this.wanted = wanted;
        this.types = new LabTypes<>(resolver, inputs.catalogue(), labType -> new Type(labType, wanted.test(labType)));
    }

    /**
     * Joins the inputs.
     *
     * @param all whether the report is of all lab types and thus of all servers
     * @param wanted which lab types the report is of
     * @param correlations correlates performance and load
     * @param now the report's time
     * @param retryAfter when to ask again, should the report have failed
     */
    public static ServerAllocationReport join(
            Inputs inputs,
            LabTypeResolver resolver,
            boolean all,
            Predicate<String> wanted,
            PerformanceCorrelations correlations,
            Instant now,
            Duration retryAfter) {
        return new ServerAllocationJoin(inputs, resolver, wanted).report(all, correlations, now, retryAfter);
    }

    private ServerAllocationReport report(
            boolean all, PerformanceCorrelations correlations, Instant now, Duration retryAfter) {
        for (Server server : inputs.servers().asOptional().orElse(List.of())) {
            place(server.id()).server = server;
        }
        List<Place> placed = readAllocations();
        List<Type> labTypes = labTypes();
        SourceLines sources = sources(labTypes, placed, now);
        IntegrationStatus status = sources.status();
        Map<String, LabAllocation> labs = CodePoints.map(labTypes, type -> type.labType, this::lab);
        return new ServerAllocationReport(
                now,
                status,
                labs,
                new AllocatedInfrastructure(insights(all ? places.values() : placed, now), allocationMap(labTypes)),
                correlations.of(labs, inputs.servers().orNull(), statistics),
                types.coverage(type -> type.wanted),
                sources.lines(),
                status == IntegrationStatus.FAILED ? retryAfter : null);
    }

    private Place place(long id) {
        return places.computeIfAbsent(id, Place::new);
    }

    /** Gives the servers on which the report's lab types stand, by number. */
    private List<Place> readAllocations() {
        List<Place> placed = new ArrayList<>();
        for (Allocation allocation : inputs.allocations().asOptional().orElse(List.of())) {
            Type type = types.named(allocation.labName());
            Place place = place(allocation.serverId());
            place.hasLabs = true;
            if (type.wanted) {
                if (type.firstName == null) {
                    type.firstName = allocation.labName();
                }
                if (place.placement == null) {
                    place.peaks = inputs.peaks().get(place.id);
                    place.placement = placement(place);
                    placed.add(place);
                }
                type.places.add(place);
            }
        }
        placed.sort(BY_NUMBER);
        return placed;
    }

    private static Placement placement(Place place) {
        ServerPeaks peaks = place.peaks == null ? null : place.peaks.orNull();
        return new Placement(
                place.id,
                place.server == null ? null : place.server.usage(),
                peaks == null ? List.of() : peaks.latest(),
                peaks == null ? null : peaks.total());
    }

    private SourceLines sources(List<Type> labTypes, List<Place> placed, Instant now) {
        SourceLines lines = new SourceLines(now);
        lines.add(inputs.allocations());
        lines.add(inputs.servers(), oldestCheck(now));
        inputs.histories()
                .addTo(
                        lines,
                        placed.stream().map(place -> place.id).toList(),
                        !inputs.allocations().outcome().hasData());
        lines.addCalls(PERFORMANCE, PerformanceClient.PEAKS, peakCalls(placed));
        lines.addCalls(
                PERFORMANCE_REPORTING,
                PerformanceReportingClient.LAB_PERFORMANCE,
                PerKey.select(
                        labTypes,
                        type -> type.labType,
                        type -> type.performance,
                        !inputs.allocations().outcome().hasData()
                                && !inputs.catalogue().outcome().hasData(),
                        PERFORMANCE_REPORTING,
                        PerformanceReportingClient.LAB_PERFORMANCE));
        lines.add(inputs.catalogue());
        inputs.existence().forEach(lines::add);
        return lines;
    }

    /** Of the servers with labs, as the others are never checked again; of all if the allocations are missing. */
    private @Nullable Instant oldestCheck(Instant now) {
        Instant oldest = null;
        for (Place place : places.values()) {
            Instant checked = place.server == null ? null : place.server.lastChecked();
            if (checked != null
                    && !checked.isAfter(now)
                    && labs(place) != ServerJudgement.Labs.NONE
                    && (oldest == null || checked.isBefore(oldest))) {
                oldest = checked;
            }
        }
        return oldest;
    }

    private ServerJudgement.Labs labs(Place place) {
        if (!inputs.allocations().outcome().hasData()) {
            return ServerJudgement.Labs.NOT_KNOWN;
        }
        return place.hasLabs ? ServerJudgement.Labs.SOME : ServerJudgement.Labs.NONE;
    }

    private Collection<SourceLines.Call> peakCalls(List<Place> placed) {
        return PerKey.select(
                placed,
                place -> Long.toString(place.id),
                place -> place.peaks,
                !inputs.allocations().outcome().hasData(),
                PERFORMANCE,
                PerformanceClient.PEAKS);
    }

    /** The report's lab types, by code point. */
    private List<Type> labTypes() {
        for (String labType : types.catalogue().labTypes()) {
            if (wanted.test(labType)) {
                types.of(labType);
            }
        }
        List<Type> found = new ArrayList<>(types.all().size());
        for (Type type : types.all()) {
            if (type.wanted) {
                type.performance = inputs.performance().get(type.labType);
                found.add(type);
            }
        }
        found.sort(Comparator.comparing(type -> type.labType, CodePoints.ORDER));
        return found;
    }

    private LabAllocation lab(Type type) {
        List<Placement> placements = new ArrayList<>(type.places.size());
        for (Place place : type.places) {
            placements.add(requireNonNull(place.placement));
        }
        return new LabAllocation(name(type), type.performance == null ? null : type.performance.orNull(), placements);
    }

    private String name(Type type) {
        return type.firstName != null
                ? type.firstName
                : types.catalogue().byType(type.labType).map(CatalogueLab::name).orElse(type.labType);
    }

    private Map<Long, ServerInsight> insights(Collection<Place> servers, Instant now) {
        Map<Long, ServerInsight> insights = new HashMap<>();
        for (Place place : servers) {
            if (place.server != null) {
                insights.put(
                        place.id,
                        ServerJudgement.of(
                                place.server,
                                statistics == null ? null : statistics.servers().get(place.id),
                                labs(place),
                                now));
            }
        }
        return insights;
    }

    private static Map<String, List<Long>> allocationMap(List<Type> labTypes) {
        List<Type> allocated =
                labTypes.stream().filter(type -> !type.places.isEmpty()).toList();
        return CodePoints.map(allocated, type -> type.labType, ServerAllocationJoin::numbers);
    }

    private static List<Long> numbers(Type type) {
        return type.places.stream().map(place -> place.id).sorted().toList();
    }
}
