package org.ar1.integration.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.insight.Window;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.upstream.ServerResource;

/**
 * The JSON of the insights: compact, in UTF-8, with keys in a fixed order, so that equal reports give equal bytes. The
 * Integration Service answers exactly these bytes. Thread-safe.
 */
public final class InsightJson {

    private InsightJson() {}

    /**
     * The JSON of a report.
     *
     * @param report the report
     * @return the document in UTF-8
     */
    public static byte[] write(InsightReport report) {
        return write(report, report.insights(), report.insights().size());
    }

    /**
     * The JSON of a part of a report: the insights chosen, and everything else of the report.
     *
     * @param report the report
     * @param chosen the insights to show, in their order
     * @param total how many there would be without paging
     * @return the document in UTF-8
     */
    public static byte[] write(InsightReport report, List<Insight> chosen, int total) {
        return JsonOut.object(json -> {
            head(json, InsightView.of(report, report));
            json.object("counts", () -> {
                for (Severity severity : Severity.values()) {
                    json.number(severity.id(), count(report, severity));
                }
            });
            json.number("total", total);
            json.list("insights", chosen, insight -> HeadingJson.insight(json, insight));
            json.list("withheld", report.withheld(), none -> HeadingJson.withheld(json, none));
            SharedJson.join(json, report.coverage());
            sources(json, "sources", report.sources());
        });
    }

    /**
     * The insights as newline-delimited JSON: one a line, as in the report, and nothing else of that.
     *
     * @param insights the insights, in their order
     * @return the lines in UTF-8
     */
    public static byte[] lines(List<Insight> insights) {
        return lines(insights, HeadingJson::insight);
    }

    /**
     * The servers as newline-delimited JSON: one a line, as in the table, and nothing else of that.
     *
     * @param servers the servers, in their order
     * @return the lines in UTF-8
     */
    public static byte[] serverLines(List<ServerCapacity> servers) {
        return lines(servers, ServerJson::capacity);
    }

    private static long count(InsightReport report, Severity severity) {
        return report.insights().stream()
                .filter(insight -> insight.heading().severity() == severity)
                .count();
    }

    /**
     * The JSON of one insight, or of what is withheld, explained. The {@code sources} are the names that the insight
     * has; what is said of each source is in {@code report_sources}.
     *
     * @param view the explanation
     * @return the document in UTF-8
     */
    public static byte[] write(InsightView<Explanation> view) {
        return JsonOut.object(json -> {
            head(json, view);
            Explanation explanation = view.value();
            Insight insight = explanation.insight();
            Withheld none = explanation.withheld();
            if (insight != null) {
                HeadingJson.insight(json, insight);
            } else if (none != null) {
                json.text("state", InsightState.WITHHELD.id());
                HeadingJson.withheld(json, none);
            }
            json.text("definition", explanation.definition());
            json.list("steps", explanation.steps(), step -> {
                json.text("name", step.name());
                json.text("says", step.says());
                json.any("inputs", step.inputs());
                json.any("value", step.value());
            });
            sources(json, "report_sources", view.sources());
        });
    }

    /**
     * The JSON of the table of servers.
     *
     * @param view the rows
     * @return the document in UTF-8
     */
    public static byte[] servers(InsightView<List<ServerCapacity>> view) {
        return servers(view, view.value().size());
    }

    /**
     * The JSON of a part of the table of servers.
     *
     * @param view the rows to show, in their order
     * @param total how many there would be without paging
     * @return the document in UTF-8
     */
    public static byte[] servers(InsightView<List<ServerCapacity>> view, int total) {
        return JsonOut.object(json -> {
            head(json, view);
            json.number("total", total);
            json.list("servers", view.value(), server -> ServerJson.capacity(json, server));
            sources(json, "sources", view.sources());
        });
    }

    /**
     * The JSON of the week of a server.
     *
     * @param view the week
     * @return the document in UTF-8
     */
    public static byte[] profile(InsightView<WeeklyProfile> view) {
        return JsonOut.object(json -> {
            head(json, view);
            WeeklyProfile profile = view.value();
            json.number("server_id", profile.serverId());
            json.object("resources", () -> {
                for (var resource : profile.resources().entrySet()) {
                    json.object(resource.getKey().id(), () -> ServerJson.profile(json, resource.getValue()));
                }
            });
            sources(json, "sources", view.sources());
        });
    }

    /**
     * The JSON of the forecasts of a server.
     *
     * @param view the forecasts by resource
     * @param serverId the server's number
     * @return the document in UTF-8
     */
    public static byte[] forecast(InsightView<Map<ServerResource, ServerForecast>> view, long serverId) {
        return JsonOut.object(json -> {
            head(json, view);
            json.number("server_id", serverId);
            json.object("resources", () -> {
                for (var resource : view.value().entrySet()) {
                    json.object(resource.getKey().id(), () -> ServerJson.forecast(json, resource.getValue()));
                }
            });
            sources(json, "sources", view.sources());
        });
    }

    /**
     * The JSON of the quiet windows of a server.
     *
     * @param view the windows
     * @return the document in UTF-8
     */
    public static byte[] quietWindows(InsightView<QuietWindows> view) {
        return JsonOut.object(json -> {
            head(json, view);
            ServerJson.quietWindows(json, view.value());
            sources(json, "sources", view.sources());
        });
    }

    /**
     * The JSON of one move.
     *
     * @param view the move
     * @return the document in UTF-8
     */
    public static byte[] move(InsightView<Move> view) {
        return JsonOut.object(json -> {
            head(json, view);
            ServerJson.move(json, view.value());
            sources(json, "sources", view.sources());
        });
    }

    /**
     * Writes the members that every document about the insights begins with, from {@code timestamp} to {@code window}.
     *
     * @param json the document
     * @param view what the document is of
     * @throws IOException when the document's target throws it
     */
    static void head(JsonOut json, InsightView<?> view) throws IOException {
        Window window = view.window();
        json.time("timestamp", view.timestamp());
        json.text("integration_status", view.integrationStatus().id());
        json.text("zone", view.zone().getId());
        if (window == null) {
            json.nothing("window");
            return;
        }
        json.object("window", () -> {
            json.time("from", window.from());
            json.time("to", window.to());
            json.number("weeks", window.weeks());
            json.number("future_rows", window.futureRows());
        });
    }

    private static void sources(JsonOut json, String name, List<SourceStatus> sources) throws IOException {
        json.list(name, sources, source -> SharedJson.source(json, source));
    }

    /** A document a line, each ended by a line feed. */
    static <T> byte[] lines(List<T> elements, Line<T> line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        for (T element : elements) {
            bytes.writeBytes(JsonOut.object(json -> line.write(json, element)));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the members of a line.
     *
     * @param <T> the type of the element
     */
    interface Line<T> {
        void write(JsonOut json, T element) throws IOException;
    }
}
