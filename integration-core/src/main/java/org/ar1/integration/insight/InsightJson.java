package org.ar1.integration.insight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Confidence.Stability;
import org.ar1.integration.report.JsonOut;
import org.ar1.integration.report.SharedJson;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the insights: compact, in UTF-8, with keys in a fixed order, so that equal reports give equal bytes. The
 * Integration Service answers exactly these bytes. Thread-safe.
 */
public final class InsightJson {

    private InsightJson() {}

    private interface Body {
        void write(JsonOut json) throws IOException;
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonOut json = new JsonOut(bytes)) {
            json.object(() -> body.write(json));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

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
        return write(json -> {
            head(json, report);
            json.object("counts", () -> {
                for (Severity severity : Severity.values()) {
                    json.number(severity.id(), count(report, severity));
                }
            });
            json.number("total", total);
            json.list("insights", chosen, insight -> insight(json, insight));
            json.list("withheld", report.withheld(), none -> withheld(json, none));
            SharedJson.join(json, report.join());
            sources(json, report);
        });
    }

    private static long count(InsightReport report, Severity severity) {
        return report.insights().stream()
                .filter(insight -> insight.heading().severity() == severity)
                .count();
    }

    /**
     * The JSON of one insight, or of what is withheld, explained.
     *
     * @param report the report that it is of
     * @param explanation the explanation
     * @return the document in UTF-8
     */
    public static byte[] write(InsightReport report, Explanation explanation) {
        return write(json -> {
            head(json, report);
            Insight insight = explanation.insight();
            Withheld none = explanation.withheld();
            if (insight != null) {
                insight(json, insight);
            } else if (none != null) {
                json.text("state", InsightState.WITHHELD.id());
                withheld(json, none);
            }
            json.text("definition", explanation.definition());
            json.list("steps", explanation.steps(), step -> {
                json.text("name", step.name());
                json.text("says", step.says());
                json.any("inputs", step.inputs());
                json.any("value", step.value());
            });
            sources(json, report);
        });
    }

    /**
     * The JSON of the table of servers.
     *
     * @param report the report that it is of
     * @param servers the rows to show, in their order
     * @return the document in UTF-8
     */
    public static byte[] servers(InsightReport report, List<ServerCapacity> servers) {
        return write(json -> {
            head(json, report);
            json.number("total", servers.size());
            json.list("servers", servers, server -> ServerJson.capacity(json, server));
            sources(json, report);
        });
    }

    /**
     * The JSON of the week of a server.
     *
     * @param report the report that it is of
     * @param profile the week
     * @return the document in UTF-8
     */
    public static byte[] profile(InsightReport report, WeeklyProfile profile) {
        return write(json -> {
            head(json, report);
            json.number("server_id", profile.serverId());
            json.object("resources", () -> {
                for (var resource : profile.resources().entrySet()) {
                    json.object(resource.getKey().id(), () -> ServerJson.profile(json, resource.getValue()));
                }
            });
            sources(json, report);
        });
    }

    /**
     * The JSON of the forecasts of a server.
     *
     * @param report the report that they are of
     * @param serverId the server's number
     * @param forecasts the forecasts by resource
     * @return the document in UTF-8
     */
    public static byte[] forecast(InsightReport report, long serverId, Map<ServerResource, ServerForecast> forecasts) {
        return write(json -> {
            head(json, report);
            json.number("server_id", serverId);
            json.object("resources", () -> {
                for (var resource : forecasts.entrySet()) {
                    json.object(resource.getKey().id(), () -> ServerJson.forecast(json, resource.getValue()));
                }
            });
            sources(json, report);
        });
    }

    /**
     * The JSON of the quiet windows of a server.
     *
     * @param report the report that they are of
     * @param windows the windows
     * @return the document in UTF-8
     */
    public static byte[] quietWindows(InsightReport report, QuietWindows windows) {
        return write(json -> {
            head(json, report);
            ServerJson.quietWindows(json, windows);
            sources(json, report);
        });
    }

    /**
     * The JSON of one move.
     *
     * @param report the report that it is of
     * @param move the move
     * @return the document in UTF-8
     */
    public static byte[] move(InsightReport report, Move move) {
        return write(json -> {
            head(json, report);
            ServerJson.move(json, move);
            sources(json, report);
        });
    }

    private static void head(JsonOut json, InsightReport report) throws IOException {
        Window window = report.window();
        json.time("timestamp", report.timestamp());
        json.text("integration_status", report.integrationStatus().id());
        json.text("zone", report.zone().getId());
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

    private static void sources(JsonOut json, InsightReport report) throws IOException {
        json.list("sources", report.sources(), source -> SharedJson.source(json, source));
    }

    private static void insight(JsonOut json, Insight insight) throws IOException {
        Heading heading = insight.heading();
        json.text("id", heading.id());
        json.text("kind", heading.kind().id());
        json.text("severity", heading.severity().id());
        subject(json, heading.subject());
        resource(json, heading.resource());
        json.text("claim", heading.claim());
        json.object("figure", () -> {
            json.text("name", heading.figure().name());
            json.number("value", heading.figure().value());
            json.text("unit", heading.figure().unit());
            json.number("threshold", heading.figure().threshold());
        });
        reasons(json, heading.reasonCodes());
        json.text("state", heading.state().id());
        caveats(json, heading.caveats());
        confidence(json, heading.confidence());
        json.object("evidence", () -> EvidenceJson.write(json, insight));
        json.list("flips", heading.flips(), flip -> {
            json.text("figure", flip.figure());
            json.number("value", flip.value());
            json.number("at", flip.at());
            json.number("margin", flip.margin());
            json.text("then", flip.then());
        });
        json.texts("sources", heading.sources());
    }

    private static void withheld(JsonOut json, Withheld none) throws IOException {
        json.text("id", none.id());
        json.text("kind", none.kind().id());
        subject(json, none.subject());
        resource(json, none.resource());
        reasons(json, none.reasonCodes());
        json.text("needs", none.needs());
        json.numbers("evidence", none.evidence());
    }

    private static void subject(JsonOut json, Subject subject) throws IOException {
        json.object("subject", () -> {
            json.text("type", subject.type().id());
            switch (subject.type()) {
                case SERVER -> json.number("key", Long.valueOf(subject.key()));
                case FLEET -> json.nothing("key");
                default -> json.text("key", subject.key());
            }
            json.text("name", subject.name());
        });
    }

    static void resource(JsonOut json, @Nullable ServerResource resource) throws IOException {
        json.text("resource", resource == null ? null : resource.id());
    }

    static void reasons(JsonOut json, List<ReasonCode> reasons) throws IOException {
        json.texts("reason_codes", reasons.stream().map(ReasonCode::id).toList());
    }

    static void caveats(JsonOut json, List<Caveat> caveats) throws IOException {
        json.texts("caveats", caveats.stream().map(Caveat::id).toList());
    }

    static void confidence(JsonOut json, Confidence confidence) throws IOException {
        Stability stability = confidence.stability();
        json.object("confidence", () -> {
            json.text("level", confidence.level().id());
            json.number("weeks", confidence.weeks());
            json.number("coverage", confidence.coverage());
            if (stability == null) {
                json.nothing("stability");
            } else {
                json.object("stability", () -> {
                    json.number("same", stability.same());
                    json.number("of", stability.of());
                });
            }
        });
    }

    static void date(JsonOut json, String name, @Nullable LocalDate date) throws IOException {
        json.text(name, date == null ? null : date.toString());
    }
}
