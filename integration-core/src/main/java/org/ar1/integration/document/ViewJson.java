package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.RESOURCE_KEY;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TIME;
import static org.ar1.integration.document.Forms.WHOLE;
import static org.ar1.integration.document.Forms.ZONE;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ResourceProfile;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.insight.Window;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/** The report of insights, and the views of one server or insight. */
final class ViewJson {

    private static final String SOURCES = "sources";

    private static final Form<Window> WINDOW = Form.object(window -> new Window(
            window.get("from", Window::from, TIME),
            window.get("to", Window::to, TIME),
            window.get("weeks", Window::weeks, COUNT),
            window.get("future_rows", Window::futureRows, WHOLE)));

    private static final Form<List<Step>> STEPS = Form.list(Form.object(step -> new Step(
            step.get("name", Step::name, TEXT),
            step.get("says", Step::says, TEXT),
            step.get("inputs", Step::inputs, AnyJson.MAP),
            step.find("value", Step::value, AnyJson.VALUE))));

    private static final Form<List<ServerCapacity>> CAPACITIES = Form.list(ServerJson.CAPACITY);
    private static final Form<Map<ServerResource, ResourceProfile>> PROFILES =
            Form.map(RESOURCE_KEY, ServerJson.PROFILE);
    private static final Form<Map<ServerResource, ServerForecast>> FORECASTS =
            Form.map(RESOURCE_KEY, ServerJson.FORECAST);

    private static final Form<List<Insight>> INSIGHTS = Form.list(HeadingJson.INSIGHT);
    private static final Form<List<Withheld>> WITHHELD = Form.list(HeadingJson.WITHHELD);

    /** How many insights of a report have each severity. */
    private static final Form<InsightReport> COUNTS = Forms.written((out, report) -> {
        out.writeStartObject();
        for (Severity severity : Severity.values()) {
            out.writeNumberField(severity.id(), count(report, severity));
        }
        out.writeEndObject();
    });

    static final Form<InsightReport> REPORT = report(List.of(), 0);

    static final Form<InsightView<Explanation>> EXPLANATION =
            Form.object(view -> view(view, "report_sources", (explanation, head) -> explanation(explanation)));

    static final Form<InsightView<WeeklyProfile>> PROFILE = Form.object(view -> view(
            view,
            SOURCES,
            (profile, head) -> new WeeklyProfile(
                    profile.get("server_id", WeeklyProfile::serverId, WHOLE),
                    head.zone(),
                    head.window(),
                    profile.get("resources", WeeklyProfile::resources, PROFILES))));

    static final Form<InsightView<QuietWindows>> QUIET_WINDOWS =
            Form.object(view -> view(view, SOURCES, (windows, head) -> ServerJson.quietWindows(windows)));

    static final Form<InsightView<Move>> MOVE =
            Form.object(view -> view(view, SOURCES, (move, head) -> ServerJson.move(move)));

    private ViewJson() {}

    /**
     * A report, or a part of it.
     *
     * @param chosen the insights to show; not used when a document is read
     * @param total how many there would be without paging; not used when a document is read
     */
    static Form<InsightReport> report(List<Insight> chosen, int total) {
        return Form.object(report -> report(report, chosen, total));
    }

    /**
     * Writes a view of any part that has a document.
     *
     * @throws IllegalArgumentException when the part is of another type
     */
    @SuppressWarnings("unchecked") // the type of the value, and of what it holds, was checked
    static void write(JsonGenerator out, InsightView<?> view) throws IOException {
        Object part = view.value();
        if (part instanceof Explanation) {
            EXPLANATION.write(out, (InsightView<Explanation>) view);
        } else if (part instanceof WeeklyProfile) {
            PROFILE.write(out, (InsightView<WeeklyProfile>) view);
        } else if (part instanceof QuietWindows) {
            QUIET_WINDOWS.write(out, (InsightView<QuietWindows>) view);
        } else if (part instanceof Move) {
            MOVE.write(out, (InsightView<Move>) view);
        } else if (part instanceof List<?> list && list.stream().allMatch(ServerCapacity.class::isInstance)) {
            servers(list.size()).write(out, (InsightView<List<ServerCapacity>>) view);
        } else if (part instanceof Map<?, ?> map && map.values().stream().allMatch(ServerForecast.class::isInstance)) {
            var forecasts = (InsightView<Map<ServerResource, ServerForecast>>) view;
            forecast(server(forecasts.value())).write(out, forecasts);
        } else {
            throw new IllegalArgumentException(
                    "no JSON for an InsightView of a " + part.getClass().getSimpleName());
        }
    }

    /** The server that forecasts are of; null when there are none. */
    private static @Nullable Long server(Map<ServerResource, ServerForecast> forecasts) {
        return forecasts.values().stream()
                .map(forecast -> forecast.forecast().heading().subject().key())
                .map(Long::valueOf)
                .findFirst()
                .orElse(null);
    }

    /** The table of servers, of so many before paging. */
    static Form<InsightView<List<ServerCapacity>>> servers(int total) {
        return Form.object(view -> view(view, SOURCES, (servers, head) -> {
            servers.derived("total", own -> total, COUNT);
            return servers.get("servers", own -> own, CAPACITIES);
        }));
    }

    /** The forecasts of a server; null when that is not known. */
    static Form<InsightView<Map<ServerResource, ServerForecast>>> forecast(@Nullable Long serverId) {
        return Form.object(view -> view(view, SOURCES, (forecasts, head) -> {
            forecasts.derived("server_id", own -> serverId, WHOLE);
            return forecasts.get("resources", own -> own, FORECASTS);
        }));
    }

    /** What every document about the insights begins with. */
    record Head(
            Instant timestamp,
            IntegrationStatus integrationStatus,
            ZoneId zone,
            @Nullable Window window) {

        static Head of(InsightReport report) {
            return new Head(report.timestamp(), report.integrationStatus(), report.zone(), report.window());
        }

        static Head of(InsightView<?> view) {
            return new Head(view.timestamp(), view.integrationStatus(), view.zone(), view.window());
        }
    }

    static Head head(Fields<Head> head) throws IOException {
        return new Head(
                head.get("timestamp", Head::timestamp, TIME),
                head.get("integration_status", Head::integrationStatus, SharedJson.STATUS),
                head.get("zone", Head::zone, ZONE),
                head.find("window", Head::window, WINDOW));
    }

    static InsightReport report(Fields<InsightReport> report, List<Insight> chosen, int total) throws IOException {
        Head head = head(report.of(Head::of));
        report.derived("counts", own -> own, COUNTS);
        report.derived("total", own -> total, COUNT);
        return new InsightReport(
                head.timestamp(),
                head.integrationStatus(),
                head.zone(),
                head.window(),
                report.get("insights", own -> chosen, INSIGHTS),
                report.get("withheld", InsightReport::withheld, WITHHELD),
                report.get("join", InsightReport::coverage, SharedJson.JOIN),
                report.get(SOURCES, InsightReport::sources, SharedJson.SOURCES),
                null);
    }

    private static long count(InsightReport report, Severity severity) {
        return report.insights().stream()
                .filter(insight -> insight.heading().severity() == severity)
                .count();
    }

    /**
     * Names the members of the value of a view.
     *
     * @param <T> the type of the value
     */
    private interface Body<T> {
        T of(Fields<T> fields, Head head) throws IOException;
    }

    private static <T> InsightView<T> view(Fields<InsightView<T>> view, String sources, Body<T> body)
            throws IOException {
        Head head = head(view.of(Head::of));
        T value = body.of(view.of(InsightView::value), head);
        return new InsightView<>(
                head.timestamp(),
                head.integrationStatus(),
                head.zone(),
                head.window(),
                view.get(sources, InsightView::sources, SharedJson.SOURCES),
                null,
                value);
    }

    /** An insight that is listed has a severity; what is withheld has none. */
    private static Explanation explanation(Fields<Explanation> explanation) throws IOException {
        Explanation written = explanation.written();
        boolean isListed = written == null ? explanation.has("severity") : written.insight() != null;
        boolean isWithheld = !isListed && (written == null ? explanation.has("kind") : written.withheld() != null);
        Insight insight = isListed ? HeadingJson.insight(explanation.of(Explanation::insight)) : null;
        if (isWithheld) {
            explanation.derived("state", own -> InsightState.WITHHELD, HeadingJson.STATE);
        }
        Withheld withheld = isWithheld ? HeadingJson.withheld(explanation.of(Explanation::withheld)) : null;
        return new Explanation(
                insight,
                withheld,
                explanation.get("definition", Explanation::definition, TEXT),
                explanation.get("steps", Explanation::steps, STEPS));
    }
}
