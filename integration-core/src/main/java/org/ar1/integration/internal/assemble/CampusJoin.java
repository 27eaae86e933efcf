package org.ar1.integration.internal.assemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.join.ServerJudgement;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.jspecify.annotations.Nullable;

/** Links the lab types to the servers. Used once; not thread-safe. */
final class CampusJoin {

    private final InsightReport report;
    private final InsightSources inputs;
    private final LabTypes<Type> types;
    private final SortedMap<Long, JoinedServer> places = new TreeMap<>();

    /** A lab type, filled while it is joined and unchanged after. */
    private static final class Type implements LabType {
        private final String labType;
        private final SortedSet<String> names = new TreeSet<>(CodePoints.ORDER);
        private final SortedMap<Long, CampusServer> places = new TreeMap<>();
        private final List<LabUtilization> labs = new ArrayList<>();
        private final List<PopularLab> popular = new ArrayList<>();
        private final List<InfrastructureLab> infrastructure = new ArrayList<>();
        private final List<Insight> insights = new ArrayList<>();
        private boolean inCatalogue;
        private @Nullable LabTypeUsage usage;
        private @Nullable LabTypeUtilization utilization;
        private @Nullable LabPerformance performance;

        Type(String labType) {
            this.labType = labType;
        }

        @Override
        public String labType() {
            return labType;
        }

        @Override
        public List<String> names() {
            return List.copyOf(names);
        }

        @Override
        public boolean isInCatalogue() {
            return inCatalogue;
        }

        @Override
        public @Nullable LabTypeUsage usage() {
            return usage;
        }

        @Override
        public @Nullable LabTypeUtilization utilization() {
            return utilization;
        }

        @Override
        public List<PopularLab> popularLabs() {
            return List.copyOf(popular);
        }

        @Override
        public @Nullable LabPerformance performance() {
            return performance;
        }

        @Override
        public List<InfrastructureLab> infrastructureLabs() {
            return List.copyOf(infrastructure);
        }

        @Override
        public List<CampusServer> servers() {
            return List.copyOf(places.values());
        }

        @Override
        public List<Insight> insights() {
            return List.copyOf(insights);
        }

        @Override
        public String toString() {
            return "LabType[" + labType + "]";
        }
    }

    private CampusJoin(InsightReport report, InsightSources inputs, LabTypeResolver resolver) {
        this.report = report;
        this.inputs = inputs;
        this.types = new LabTypes<>(resolver, inputs.catalogue(), Type::new);
    }

    /**
     * The campus.
     *
     * @param report the insights
     * @param capacities the table of servers
     * @param inputs what both rest on
     */
    static CampusReport join(
            InsightReport report, List<ServerCapacity> capacities, InsightSources inputs, LabTypeResolver resolver) {
        return new CampusJoin(report, inputs, resolver).report(capacities);
    }

    private CampusReport report(List<ServerCapacity> capacities) {
        readCatalogue();
        readServers();
        readAllocations();
        readLabs();
        readUse();
        judgeServers(capacities);
        readInsights();
        SortedMap<String, LabType> byType = new TreeMap<>(CodePoints.ORDER);
        types.all().forEach(type -> byType.put(type.labType, type));
        return new CampusReport(report, byType, new TreeMap<>(places));
    }

    private void readCatalogue() {
        types.catalogue().labs().forEach(lab -> {
            Type type = types.of(lab.labType());
            type.inCatalogue = true;
            type.names.add(lab.name());
        });
    }

    private static <T> List<T> rows(Sourced<List<T>> source) {
        return source.asOptional().orElse(List.of());
    }

    private JoinedServer place(long id) {
        return places.computeIfAbsent(id, JoinedServer::new);
    }

    private void readServers() {
        rows(inputs.servers()).forEach(server -> place(server.id()).server = server);
    }

    private Type named(String lab) {
        Type type = types.named(lab);
        type.names.add(lab);
        return type;
    }

    private void readAllocations() {
        for (Allocation row : rows(inputs.allocations())) {
            Type type = named(row.labName());
            JoinedServer place = place(row.serverId());
            place.labs.add(row.labName());
            place.types.put(type.labType, type);
            type.places.put(place.id, place);
        }
    }

    private void readLabs() {
        Map<Long, Long> sessions = new HashMap<>();
        for (PopularLab lab : rows(inputs.popular())) {
            named(lab.name()).popular.add(lab);
            Long total = lab.totalSessions();
            if (total != null) {
                sessions.put(lab.labId(), total);
            }
        }
        rows(inputs.labs()).forEach(lab -> named(lab.name()).infrastructure.add(lab));
        rows(inputs.utilization()).forEach(lab -> named(lab.name()).labs.add(lab));
        for (Type type : types.all()) {
            if (!type.labs.isEmpty()) {
                type.utilization =
                        TypeAggregation.of(type.labs, inputs.popular().outcome().hasData() ? sessions : null);
            }
        }
    }

    private void readUse() {
        UsageTrends trends = inputs.trends().orNull();
        if (trends != null) {
            trends.labUsage().keySet().forEach(types::of);
        }
        for (Type type : types.all()) {
            type.usage = trends == null ? null : usage(trends, type.labType);
            Sourced<LabPerformance> asked = inputs.performance().get(type.labType);
            type.performance = asked == null ? null : asked.orNull();
        }
    }

    /**
     * A type that the trends do not list had no event; but without the catalogue its name may be a guess, and the
     * trends may list it under another.
     */
    private @Nullable LabTypeUsage usage(UsageTrends trends, String labType) {
        TypeTrend trend = trends.labUsage().get(labType);
        if (trend == null && inputs.catalogue().orNull() == null) {
            return null;
        }
        trend = Objects.requireNonNullElse(trend, new TypeTrend(0L, 0L, 0L));
        return new LabTypeUsage(
                trend.totalEvents(), trend.uniqueUsers(), trend.errors(), trends.timePeriodDays(), null);
    }

    private void judgeServers(List<ServerCapacity> rows) {
        ServerStatistics statistics = inputs.statistics().orNull();
        Map<Long, ServerCapacity> capacities = new HashMap<>();
        rows.forEach(row -> capacities.put(row.serverId(), row));
        for (JoinedServer place : places.values()) {
            place.capacity = capacities.get(place.id);
            Server server = place.server;
            if (server != null) {
                place.load = ServerJudgement.of(
                        server,
                        statistics == null ? null : statistics.servers().get(place.id),
                        labs(place),
                        report.timestamp());
            }
        }
    }

    private ServerJudgement.Labs labs(JoinedServer place) {
        if (!inputs.allocations().outcome().hasData()) {
            return ServerJudgement.Labs.NOT_KNOWN;
        }
        return place.labs.isEmpty() ? ServerJudgement.Labs.NONE : ServerJudgement.Labs.SOME;
    }

    private void readInsights() {
        for (Insight insight : report.insights()) {
            Subject subject = insight.heading().subject();
            switch (subject.type()) {
                case SERVER -> place(Long.parseLong(subject.key())).insights.add(insight);
                case LAB -> named(subject.key()).insights.add(insight);
                case LAB_TYPE -> types.of(subject.key()).insights.add(insight);
                case FLEET -> {} // about all of them
            }
        }
    }
}
