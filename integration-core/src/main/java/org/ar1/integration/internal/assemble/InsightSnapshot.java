package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.internal.insight.InsightInputs;
import org.ar1.integration.internal.insight.Insights;
import org.ar1.integration.internal.join.SimilarNames;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * The insights of one moment and the views of them. Views that few callers need are computed on demand. Thread-safe.
 */
public final class InsightSnapshot {

    private final InsightReport report;
    private final Insights insights;
    private final InsightInputs inputs;
    private final InsightSources sources;
    private final Duration retryAfter;
    private @Nullable List<ServerCapacity> servers;
    private @Nullable CampusReport campus;

    /**
     * The insights of a moment.
     *
     * @param inputs what they rest on
     * @param sources the same as it was read
     * @param retryAfter when to ask again, should a source be missed
     */
    InsightSnapshot(
            InsightReport report,
            Insights insights,
            InsightInputs inputs,
            InsightSources sources,
            Duration retryAfter) {
        this.report = report;
        this.insights = insights;
        this.inputs = inputs;
        this.sources = sources;
        this.retryAfter = retryAfter;
    }

    /** The report, the same object each time. */
    public InsightReport report() {
        return report;
    }

    /**
     * One insight, or what is withheld, step by step.
     *
     * @throws UnknownInsightException when no insight has this identifier
     */
    public InsightView<Explanation> explain(String id) {
        return view(insights.explain(id).orElseThrow(() -> new UnknownInsightException(id)));
    }

    /** The table of servers. */
    public InsightView<List<ServerCapacity>> servers() {
        return view(capacities());
    }

    private synchronized List<ServerCapacity> capacities() {
        if (servers == null) {
            servers = insights.servers();
        }
        return servers;
    }

    /** The lab types and servers, the same object each time. */
    public synchronized CampusReport campus() {
        if (campus == null) {
            campus = CampusJoin.join(report, capacities(), sources, inputs.resolver());
        }
        return campus;
    }

    /** The week of a server; without resources when there is no history. */
    public InsightView<WeeklyProfile> profile(long serverId) {
        requireServer(serverId);
        return view(insights.profile(serverId)
                .orElseGet(() -> new WeeklyProfile(serverId, report.zone(), report.window(), Map.of())));
    }

    /** The forecasts of a server; none when there is no history. */
    public InsightView<Map<ServerResource, ServerForecast>> forecast(long serverId) {
        requireServer(serverId);
        return view(insights.forecast(serverId).orElse(Map.of()));
    }

    /** When a server can be restarted; withheld when there is no history. */
    public InsightView<QuietWindows> quietWindows(long serverId, int hours) {
        requireServer(serverId);
        return view(insights.quietWindows(serverId, hours)
                .orElseGet(() -> new QuietWindows(
                        serverId,
                        hours,
                        1,
                        List.of(),
                        InsightState.WITHHELD,
                        List.of(ReasonCode.SOURCE_FAILED),
                        List.of(),
                        new Confidence(ConfidenceLevel.LOW, null, null, null),
                        List.of())));
    }

    /** What a move does; of an unknown verdict when it cannot be said. */
    public InsightView<Move> placement(String labType, long from, long to) {
        requireServer(from);
        requireServer(to);
        requireLabType(labType);
        return view(insights.placement(labType, from, to)
                .orElseGet(() -> new Move(labType, from, to, null, null, null, MoveVerdict.UNKNOWN, null, null)));
    }

    private <T> InsightView<T> view(T value) {
        return InsightView.of(report, value);
    }

    private void requireServer(long serverId) {
        List<Server> known = inputs.servers().orNull();
        if (known == null) {
            throw new UndeterminedServerException(serverId, retryAfter, lines(List.of(inputs.servers())));
        }
        if (known.stream().noneMatch(server -> server.id() == serverId)) {
            throw new UnknownServerException(
                    serverId, SimilarNames.numbers(serverId, known.stream().mapToLong(Server::id)));
        }
    }

    private void requireLabType(String labType) {
        LabTypeLookup lookup = new LabTypeLookup(labType, inputs.resolver(), inputs.catalogue())
                .consult(inputs.trends())
                .consult(inputs.popular(), PopularLab::name)
                .consult(inputs.utilization(), LabUtilization::name)
                .consult(inputs.allocations(), Allocation::labName);
        if (lookup.isKnown()) {
            return;
        }
        List<Sourced<?>> consulted = List.of(
                inputs.catalogue(), inputs.trends(), inputs.popular(), inputs.utilization(), inputs.allocations());
        if (consulted.stream().allMatch(source -> source.outcome().hasData())) {
            throw new UnknownLabTypeException(labType, lookup.suggestions());
        }
        throw new UndeterminedLabTypeException(labType, retryAfter, lines(consulted));
    }

    /** What the report says of these sources. */
    private List<SourceStatus> lines(List<Sourced<?>> consulted) {
        return report.sources().stream()
                .filter(line -> consulted.stream()
                        .anyMatch(source -> source.service() == line.service()
                                && source.resource().equals(line.resource())))
                .toList();
    }
}
