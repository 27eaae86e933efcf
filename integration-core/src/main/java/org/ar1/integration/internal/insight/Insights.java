package org.ar1.integration.internal.insight;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Failover;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.RightSizing;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.SustainedLoad;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.insight.Window;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.jspecify.annotations.Nullable;

/**
 * All insights of one set of inputs, computed once. What few readers ask for, explanations and the views of one server,
 * is computed on demand. Thread-safe.
 */
public final class Insights {

    private static final String DEFINITIONS = "docs/insights.md#";

    private final Basis basis;
    private final Judged<BusiestHour> busiestHours;
    private final Judged<SustainedLoad> episodes;
    private final SaturationForecasts forecasting = new SaturationForecasts();
    private final Judged<SaturationForecast> forecasts;
    private final Judged<RightSizing> rightSizings;
    private final Judged<Failover> failovers;
    private final List<Judged<?>> kinds;
    private final List<Insight> listed;
    private final List<Withheld> withheld;

    private Insights(InsightInputs inputs) {
        this.basis = new Basis(inputs);
        this.busiestHours = Judged.of(new BusiestHours(), basis);
        this.episodes = Judged.of(new SustainedLoads(), basis);
        this.forecasts = Judged.of(forecasting, basis);
        this.rightSizings = Judged.of(new RightSizings(), basis);
        this.failovers = Judged.of(new Failovers(), basis);
        this.kinds = List.of(
                busiestHours,
                episodes,
                forecasts,
                rightSizings,
                failovers,
                Judged.of(new Imbalances(), basis),
                Judged.of(new Placements(), basis),
                Judged.of(new UsageChanges(), basis),
                Judged.of(new DemandsAtRisk(), basis),
                Judged.of(new IdleLabs(), basis),
                Judged.of(new DemandMismatches(), basis),
                Judged.of(new ErrorsOnHotServers(), basis),
                Judged.of(new DataHealths(), basis),
                Judged.of(new DemandChanges(), basis));
        this.listed = kinds.stream()
                .<Insight>flatMap(Judged::listed)
                .sorted(Listing.INSIGHTS)
                .toList();
        this.withheld = kinds.stream()
                .flatMap(Judged::withheld)
                .sorted(Listing.WITHHELD)
                .toList();
        basis.forget();
    }

    /** Computes the insights of these inputs. */
    public static Insights of(InsightInputs inputs) {
        return new Insights(inputs);
    }

    /** The insights that are listed, in the order of the report. */
    public List<Insight> listed() {
        return listed;
    }

    /** What is withheld, in the order of the report. */
    public List<Withheld> withheld() {
        return withheld;
    }

    /** How well the names of the labs match the catalogue. */
    public JoinCoverage join() {
        return basis.labs().coverage();
    }

    /** The time that the history covers; null when there is none. */
    public @Nullable Window window() {
        ServerStatistics statistics = basis.inputs().statistics().orNull();
        return statistics == null ? null : Loads.window(statistics);
    }

    /**
     * The report.
     *
     * @param status how complete it is
     * @param sources what is said of each source
     * @param retryAfter when to ask again, should it have failed
     */
    public InsightReport report(IntegrationStatus status, List<SourceStatus> sources, @Nullable Duration retryAfter) {
        return new InsightReport(
                basis.now(), status, basis.inputs().zone(), window(), listed, withheld, join(), sources, retryAfter);
    }

    /** An insight, or what is withheld, step by step; empty when nothing of this identifier is said now. */
    public synchronized Optional<Explanation> explain(String id) {
        for (Insight insight : listed) {
            if (insight.heading().id().equals(id)) {
                return Optional.of(explanation(insight.heading().kind(), insight, null, steps(id)));
            }
        }
        for (Withheld none : withheld) {
            if (none.id().equals(id)) {
                return Optional.of(explanation(none.kind(), null, none, steps(none)));
            }
        }
        return Optional.empty();
    }

    private static Explanation explanation(
            InsightKind kind, @Nullable Insight insight, @Nullable Withheld none, List<Step> steps) {
        return new Explanation(insight, none, DEFINITIONS + kind.id(), steps);
    }

    private List<Step> steps(String id) {
        return kinds.stream()
                .flatMap(kind -> kind.steps(basis, id).stream())
                .findFirst()
                .orElse(List.of());
    }

    /** A forecast that is withheld has been computed up to the step that withheld it. */
    private List<Step> steps(Withheld none) {
        ServerResource resource = none.resource();
        if (none.kind() != InsightKind.SATURATION_FORECAST || resource == null || !basis.hasLoads()) {
            return List.of();
        }
        ServerLoads server = basis.loads().server(Long.parseLong(none.subject().key()));
        return server == null ? List.of() : forecasting.explain(basis, forecasting.forecast(basis, server, resource));
    }

    /** The table of servers, those with the least headroom first; empty when statistics or servers are missing. */
    public synchronized List<ServerCapacity> servers() {
        return basis.hasLoads()
                ? new CapacityTable(basis, listed, withheld)
                        .rows(busiestHours, rightSizings, forecasts, failovers, episodes)
                : List.of();
    }

    /** The week of a server; empty when it is not known. */
    public synchronized Optional<WeeklyProfile> profile(long serverId) {
        return server(serverId).map(server -> Profiles.of(basis, server));
    }

    /** The forecasts of a server, of cpu, memory and disk; empty when it is not known. */
    public synchronized Optional<Map<ServerResource, ServerForecast>> forecast(long serverId) {
        return server(serverId).map(server -> {
            Map<ServerResource, ServerForecast> all = new EnumMap<>(ServerResource.class);
            for (ServerResource resource : ServerResource.values()) {
                all.put(
                        resource,
                        ForecastSteps.series(
                                forecasting.forecast(basis, server, resource), basis.peakTrend(server, resource)));
            }
            return all;
        });
    }

    /**
     * When a server can be restarted; empty when it is not known.
     *
     * @param hours the length of a window
     * @throws IllegalArgumentException when the length is not 1 to 12
     */
    public synchronized Optional<QuietWindows> quietWindows(long serverId, int hours) {
        return server(serverId).map(server -> QuietWindowSearch.of(basis, server, hours));
    }

    /** What moving a lab type from one server to another does; empty when it cannot be said. */
    public synchronized Optional<Move> placement(String labType, long from, long to) {
        return basis.standing(InsightKind.PLACEMENT).failed().isEmpty()
                ? Placements.move(basis, labType, from, to)
                : Optional.empty();
    }

    private Optional<ServerLoads> server(long id) {
        return basis.hasLoads() ? Optional.ofNullable(basis.loads().server(id)) : Optional.empty();
    }
}
