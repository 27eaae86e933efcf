package org.ar1.integration.document;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerCapacity.Busiest;
import org.ar1.integration.insight.ServerCapacity.FailoverLine;
import org.ar1.integration.insight.ServerCapacity.Saturation;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.SubjectType;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * The insights as comma-separated values, as {@link org.ar1.integration.document.ReportCsv} describes them. The columns
 * are fixed, and new ones will be added at the end. Thread-safe.
 */
public final class InsightCsv {

    private InsightCsv() {}

    /**
     * One row an insight.
     *
     * @param insights the insights, in their order
     * @return the table in UTF-8
     */
    public static byte[] write(List<Insight> insights) {
        CsvOut csv = new CsvOut();
        csv.row(
                "id",
                "kind",
                "severity",
                "state",
                "confidence",
                "subject_type",
                "subject_key",
                "subject_name",
                "resource",
                "claim",
                "figure",
                "value",
                "unit",
                "threshold",
                "reason_codes",
                "caveats");
        for (Insight insight : insights) {
            Heading heading = insight.heading();
            Subject subject = heading.subject();
            csv.cell(heading.id())
                    .cell(heading.kind().id())
                    .cell(heading.severity().id())
                    .cell(heading.state().id())
                    .cell(heading.confidence().level().id())
                    .cell(subject.type().id())
                    .cell(subject.type() == SubjectType.SERVER ? Long.valueOf(subject.key()) : subject.key())
                    .cell(subject.name())
                    .cell(view(heading.resource(), ServerResource::id))
                    .cell(heading.claim())
                    .cell(heading.figure().name())
                    .cell(heading.figure().value())
                    .cell(heading.figure().unit())
                    .cell(heading.figure().threshold())
                    .cell(heading.reasonCodes().stream().map(ReasonCode::id).collect(Collectors.joining(" ")))
                    .cell(heading.caveats().stream().map(Caveat::id).collect(Collectors.joining(" ")))
                    .end();
        }
        return csv.bytes();
    }

    /**
     * One row a server.
     *
     * @param servers the servers, in their order
     * @return the table in UTF-8
     */
    public static byte[] servers(List<ServerCapacity> servers) {
        CsvOut csv = new CsvOut();
        csv.row(
                "server_id",
                "name",
                "state",
                "labs",
                "resource",
                "weekday",
                "hour",
                "p95",
                "headroom",
                "needed",
                "maximum",
                "hour_weeks_hot",
                "hour_weeks",
                "finding",
                "saturation_resource",
                "saturation_status",
                "saturation_date",
                "saturation_days_left",
                "failover_verdict",
                "failover_worst",
                "failover_labs_lost",
                "hot_hours_7d",
                "coverage",
                "weeks",
                "confidence",
                "insights",
                "withheld");
        for (ServerCapacity server : servers) {
            Busiest hour = server.busiestHour();
            Saturation saturation = server.saturation();
            FailoverLine failover = server.failover();
            csv.cell(server.serverId())
                    .cell(server.name())
                    .cell(server.state().id())
                    .cell(server.labs())
                    .cell(view(hour, it -> it.resource().id()))
                    .cell(view(hour, it -> it.weekday().getValue()))
                    .cell(view(hour, Busiest::hour))
                    .cell(view(hour, Busiest::p95))
                    .cell(view(hour, Busiest::headroom))
                    .cell(view(hour, Busiest::needed))
                    .cell(view(hour, Busiest::maximum))
                    .cell(view(hour, Busiest::weeksHot))
                    .cell(view(hour, Busiest::weeks))
                    .cell(view(server.finding(), Finding::id))
                    .cell(view(saturation, it -> it.resource().id()))
                    .cell(view(saturation, it -> it.status().id()))
                    .cell(saturation == null ? null : saturation.date())
                    .cell(saturation == null ? null : saturation.daysLeft())
                    .cell(view(failover, it -> it.verdict().id()))
                    .cell(view(failover, FailoverLine::worst))
                    .cell(view(failover, FailoverLine::labsLost))
                    .cell(server.hotHours7d())
                    .cell(server.coverage())
                    .cell(server.weeks())
                    .cell(view(server.confidence(), ConfidenceLevel::id))
                    .cell(String.join(" ", server.insights()))
                    .cell(String.join(" ", server.withheld()))
                    .end();
        }
        return csv.bytes();
    }

    /**
     * One row a resource and hour of the week.
     *
     * @param profile the week of a server
     * @return the table in UTF-8
     */
    public static byte[] profile(WeeklyProfile profile) {
        CsvOut csv = new CsvOut();
        csv.row("server_id", "resource", "weekday", "hour", "samples", "weeks", "mean", "p95", "max", "weeks_hot");
        profile.resources()
                .forEach((resource, week) -> week.cells()
                        .forEach(cell -> csv.cell(profile.serverId())
                                .cell(resource.id())
                                .cell(cell.weekday().getValue())
                                .cell(cell.hour())
                                .cell(cell.samples())
                                .cell(cell.weeks())
                                .cell(cell.mean())
                                .cell(cell.p95())
                                .cell(cell.max())
                                .cell(cell.weeksHot())
                                .end()));
        return csv.bytes();
    }

    private static <T, R> @Nullable R view(@Nullable T value, Function<T, R> view) {
        return value == null ? null : view.apply(value);
    }
}
