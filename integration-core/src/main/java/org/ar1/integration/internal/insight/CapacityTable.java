package org.ar1.integration.internal.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ar1.integration.insight.BusiestHour;
import org.ar1.integration.insight.Failover;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.RightSizing;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerCapacity.Busiest;
import org.ar1.integration.insight.ServerCapacity.FailoverLine;
import org.ar1.integration.insight.ServerCapacity.Saturation;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.SustainedLoad;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.internal.join.ServerJudgement;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.ServerStatistics;
import org.jspecify.annotations.Nullable;

/** The table of servers. Used once; not thread-safe. */
public final class CapacityTable {

    /** The order of the table: servers with the least headroom first, then by number. */
    public static final Comparator<ServerCapacity> LEAST_HEADROOM_FIRST = Comparator.comparing(
                    CapacityTable::headroom, Comparator.nullsLast(Comparator.<Double>naturalOrder()))
            .thenComparing(ServerCapacity::serverId);

    /** What is reached comes before what crosses, and that in the order of the days. */
    private static final Comparator<SaturationForecast> FIRST_TO_RUN_OUT = Comparator.comparing(
                    SaturationForecast::daysLeft, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
            .thenComparing(CapacityTable::resource);

    private final Basis basis;
    private final List<Insight> listed;
    private final List<Withheld> withheld;

    CapacityTable(Basis basis, List<Insight> listed, List<Withheld> withheld) {
        this.basis = basis;
        this.listed = listed;
        this.withheld = withheld;
    }

    private static @Nullable Double headroom(ServerCapacity row) {
        return row.busiestHour() == null ? null : row.busiestHour().headroom();
    }

    private static ServerResource resource(Insight insight) {
        ServerResource resource = insight.heading().resource();
        if (resource == null) {
            throw new IllegalStateException(insight.heading().id() + " has no resource");
        }
        return resource;
    }

    List<ServerCapacity> rows(
            Judged<BusiestHour> busiestHours,
            Judged<RightSizing> rightSizings,
            Judged<SaturationForecast> forecasts,
            Judged<Failover> failovers,
            Judged<SustainedLoad> episodes) {
        Map<Subject, BusiestHour> busiest = bySubject(busiestHours);
        Map<Subject, RightSizing> sizings = bySubject(rightSizings);
        Map<Subject, Failover> losses = bySubject(failovers);
        Map<Subject, SustainedLoad> hot = bySubject(episodes);
        Map<Subject, SaturationForecast> saturations = new HashMap<>();
        forecasts
                .listed()
                .sorted(FIRST_TO_RUN_OUT)
                .forEach(forecast -> saturations.putIfAbsent(forecast.heading().subject(), forecast));
        return basis.loads().servers().stream()
                .map(server -> row(
                        server,
                        busiest.get(server.subject()),
                        sizings.get(server.subject()),
                        saturations.get(server.subject()),
                        losses.get(server.subject()),
                        hot.get(server.subject())))
                .sorted(LEAST_HEADROOM_FIRST)
                .toList();
    }

    private static <I extends Insight> Map<Subject, I> bySubject(Judged<I> judged) {
        Map<Subject, I> found = new HashMap<>();
        judged.verdicts().all().forEach(insight -> found.put(insight.heading().subject(), insight));
        return found;
    }

    private ServerCapacity row(
            ServerLoads server,
            @Nullable BusiestHour busiest,
            @Nullable RightSizing sizing,
            @Nullable SaturationForecast saturation,
            @Nullable Failover failover,
            @Nullable SustainedLoad episode) {
        boolean labsKnown = basis.inputs().allocations().outcome().hasData();
        boolean hasHistory = server.hasHistory();
        return new ServerCapacity(
                server.id(),
                server.server().name(),
                state(server, labsKnown),
                labsKnown ? basis.labs().on(server.id()).size() : null,
                view(busiest, hour -> busiest(server, hour)),
                view(sizing, RightSizing::finding),
                view(saturation, CapacityTable::saturation),
                view(failover, CapacityTable::failover),
                hasHistory ? Integer.valueOf(episode == null ? 0 : episode.hotHours7d()) : null,
                hasHistory ? server.coverage() : null,
                hasHistory ? server.weeks() : null,
                view(busiest, hour -> hour.heading().confidence().level()),
                listed.stream()
                        .filter(insight -> insight.heading().subject().equals(server.subject()))
                        .map(insight -> insight.heading().id())
                        .toList(),
                withheld.stream()
                        .filter(none -> none.subject().equals(server.subject()))
                        .map(Withheld::id)
                        .toList());
    }

    private static <T, R> @Nullable R view(@Nullable T value, Function<T, R> view) {
        return Optional.ofNullable(value).map(view).orElse(null);
    }

    private ServerState state(ServerLoads server, boolean labsKnown) {
        ServerStatistics statistics = basis.inputs().statistics().orNull();
        ServerJudgement.Labs labs = !labsKnown
                ? ServerJudgement.Labs.NOT_KNOWN
                : basis.labs().on(server.id()).isEmpty() ? ServerJudgement.Labs.NONE : ServerJudgement.Labs.SOME;
        return ServerJudgement.of(
                        server.server(),
                        statistics == null ? null : statistics.servers().get(server.id()),
                        labs,
                        basis.now())
                .state();
    }

    private static Busiest busiest(ServerLoads server, BusiestHour hour) {
        ServerResource resource = resource(hour);
        return new Busiest(
                resource,
                hour.weekday(),
                hour.hour(),
                hour.p95(),
                hour.headroom(),
                hour.needed(),
                server.maximum(resource),
                hour.weeksHot(),
                hour.weeks());
    }

    private static Saturation saturation(SaturationForecast forecast) {
        return new Saturation(resource(forecast), forecast.status(), forecast.date(), forecast.daysLeft());
    }

    private static FailoverLine failover(Failover failover) {
        return new FailoverLine(
                failover.verdict(), failover.worst(), failover.labsLost().size());
    }
}
