package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.join.ServerJudgement;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.LearnerReport.LearnerLab;
import org.ar1.integration.report.LearnerReport.LearnerServer;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UnknownLearnerException;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UserPerformance;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;
import org.jspecify.annotations.Nullable;

/** Joins what a learner did with the servers of the learner's labs. Used once; not thread-safe. */
final class LearnerJoin {

    /** What was read. */
    record Inputs(
            Sourced<UserPerformance> performance,
            Sourced<List<Allocation>> allocations,
            Sourced<List<Server>> servers,
            Histories histories,
            Sourced<LabCatalogue> catalogue) {}

    /** A lab type, and where it stands. */
    private static final class Type {
        private final String labType;
        private @Nullable String firstName;
        private final Set<Long> places = new LinkedHashSet<>();

        Type(String labType) {
            this.labType = labType;
        }
    }

    private final Inputs inputs;
    private final Instant now;
    private final LabTypes<Type> types;
    private final Map<Long, Server> servers = new HashMap<>();
    private final @Nullable ServerStatistics statistics;

    private LearnerJoin(Inputs inputs, LabTypeResolver resolver, Instant now) {
        this.inputs = inputs;
        this.now = now;
        this.statistics = inputs.histories().statistics();
        this.types = new LabTypes<>(resolver, inputs.catalogue(), Type::new);
    }

    /**
     * Joins the inputs.
     *
     * @param userId the learner asked for
     * @param now the report's time
     * @param retryAfter when to ask again, should the report have failed
     * @throws UnknownLearnerException when there is no such learner
     */
    static LearnerReport join(
            Inputs inputs, String userId, LabTypeResolver resolver, Instant now, Duration retryAfter) {
        return new LearnerJoin(inputs, resolver, now).report(userId, retryAfter);
    }

    private LearnerReport report(String userId, Duration retryAfter) {
        UserPerformance performance = inputs.performance().orNull();
        if (inputs.performance() instanceof Sourced.Absence) {
            throw new UnknownLearnerException();
        }
        readServers();
        Map<String, LearnerLab> labs = new HashMap<>();
        if (performance != null) {
            performance.performanceByLab().forEach((labType, own) -> labs.put(labType, lab(types.of(labType), own)));
        }
        SourceLines lines = new SourceLines(now);
        lines.add(inputs.performance());
        lines.add(inputs.allocations());
        lines.add(inputs.servers());
        inputs.histories()
                .addTo(lines, places(labs), !inputs.allocations().outcome().hasData());
        lines.add(inputs.catalogue());
        IntegrationStatus status = performance == null ? IntegrationStatus.FAILED : lines.status();
        return new LearnerReport(
                now,
                status,
                userId,
                labs,
                types.coverage(type -> labs.containsKey(type.labType)),
                lines.lines(),
                performance == null ? retryAfter : null);
    }

    private void readServers() {
        inputs.servers().asOptional().orElse(List.of()).forEach(server -> servers.put(server.id(), server));
        for (Allocation allocation : inputs.allocations().asOptional().orElse(List.of())) {
            Type type = types.named(allocation.labName());
            if (type.firstName == null) {
                type.firstName = allocation.labName();
            }
            type.places.add(allocation.serverId());
        }
    }

    private LearnerLab lab(Type type, LabAttempts own) {
        if (!inputs.allocations().outcome().hasData()) {
            return new LearnerLab(name(type), own, null);
        }
        List<LearnerServer> places = new ArrayList<>();
        for (long id : type.places) {
            Server server = servers.get(id);
            places.add(new LearnerServer(id, server == null ? null : load(server)));
        }
        return new LearnerLab(name(type), own, places);
    }

    private static Set<Long> places(Map<String, LearnerLab> labs) {
        Set<Long> places = new TreeSet<>();
        for (LearnerLab lab : labs.values()) {
            if (lab.servers() != null) {
                lab.servers().forEach(server -> places.add(server.serverId()));
            }
        }
        return places;
    }

    private String name(Type type) {
        return type.firstName != null
                ? type.firstName
                : types.catalogue().byType(type.labType).map(CatalogueLab::name).orElse(type.labType);
    }

    private ServerInsight load(Server server) {
        return ServerJudgement.of(
                server,
                statistics == null ? null : statistics.servers().get(server.id()),
                ServerJudgement.Labs.SOME,
                now);
    }
}
