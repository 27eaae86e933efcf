package org.ar1.integration.service;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Window;
import org.ar1.integration.internal.text.Printable;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/** The insights and what they rest on, as text for people. */
final class InsightText {

    private static final String NOTHING = "-";
    private static final int NARROWEST = 24;
    private static final Duration MARK = Duration.ofMinutes(10);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private InsightText() {}

    /** A row an insight, its claim broken into lines, so that the table is as wide as the terminal if that can be. */
    static String insights(InsightReport report, Terminal terminal) {
        List<Heading> headings =
                report.insights().stream().map(Insight::heading).toList();
        int others = "SEVERITY".length()
                + "CONFIDENCE".length()
                + headings.stream().mapToInt(it -> it.id().length()).max().orElse(2)
                + 6;
        int width = Math.max(NARROWEST, terminal.width() - others);
        TextTable table = new TextTable("SEVERITY", "WHAT", "CONFIDENCE", "ID");
        for (Heading heading : headings) {
            List<String> lines = broken(Printable.text(heading.claim()), width);
            table.row(
                    heading.severity().id(),
                    lines.get(0),
                    heading.confidence().level().id(),
                    heading.id());
            lines.subList(1, lines.size()).forEach(line -> table.row("", line, "", ""));
        }
        String text = headings.isEmpty() ? "" : table.toString();
        return (terminal.colours() ? coloured(text) : text)
                + headings.size() + " insights, "
                + report.withheld().size() + " withheld. "
                + data(InsightView.of(report, report)) + System.lineSeparator();
    }

    /** Words at the beginning of a line only: those of a claim are data. */
    private static String coloured(String text) {
        return text.replaceAll("(?m)^" + Severity.CRITICAL.id(), "\u001b[31m$0\u001b[0m")
                .replaceAll("(?m)^" + Severity.WARNING.id(), "\u001b[33m$0\u001b[0m");
    }

    /** At spaces; a word that is longer than a line has one of its own. */
    static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A row a server. */
    static String servers(InsightView<List<ServerCapacity>> view) {
        TextTable table = new TextTable(
                "SERVER", "STATE", "BUSIEST HOUR", "LEFT", "NEEDS", "FULL ON", "IF IT FAILS", "FINDING", "CONFIDENCE");
        for (ServerCapacity server : view.value()) {
            ServerCapacity.Busiest hour = server.busiestHour();
            table.row(
                    Printable.text(server.name()),
                    server.state().id(),
                    hour == null
                            ? NOTHING
                            : hour.weekday().getDisplayName(TextStyle.SHORT, Locale.ROOT)
                                    + String.format(Locale.ROOT, " %02d ", hour.hour())
                                    + hour.resource().id(),
                    hour == null ? NOTHING : Math.round(hour.headroom() * 100) + " %",
                    hour == null ? NOTHING : Math.round(hour.needed()) + "/" + Math.round(hour.maximum()),
                    full(server.saturation()),
                    server.failover() == null
                            ? NOTHING
                            : server.failover().verdict().id().replace('_', ' '),
                    server.finding() == null ? NOTHING : server.finding().id().replace('_', ' '),
                    server.confidence() == null ? NOTHING : server.confidence().id());
        }
        return table + (view.value().size() + " servers. ") + data(view) + System.lineSeparator();
    }

    private static String full(ServerCapacity.@Nullable Saturation saturation) {
        if (saturation == null) {
            return NOTHING;
        }
        return (saturation.date() == null
                        ? saturation.status().id()
                        : saturation.date().toString()) + " "
                + saturation.resource().id();
    }

    /** A row a lab type. */
    static String labTypes(CampusReport report, List<LabType> types) {
        TextTable table =
                new TextTable("LAB TYPE", "EVENTS", "USERS", "ERRORS", "STATUS", "RATIO", "SERVERS", "INSIGHTS");
        for (LabType type : types) {
            LabTypeUsage usage = type.usage();
            LabTypeUtilization utilization = type.utilization();
            table.row(
                    Printable.text(type.labType()),
                    text(usage == null ? null : usage.totalEvents()),
                    text(usage == null ? null : usage.uniqueUsers()),
                    text(usage == null ? null : usage.errors()),
                    utilization == null ? NOTHING : utilization.status().id(),
                    text(utilization == null ? null : utilization.ratio()),
                    type.servers().isEmpty()
                            ? NOTHING
                            : type.servers().stream()
                                    .map(server -> Long.toString(server.serverId()))
                                    .collect(Collectors.joining(" ")),
                    type.insights().isEmpty()
                            ? NOTHING
                            : Integer.toString(type.insights().size()));
        }
        return table
                + (types.size() + " lab types. ")
                + data(InsightView.of(report.insights(), report))
                + System.lineSeparator();
    }

    private static String text(@Nullable Number number) {
        return number == null ? NOTHING : number.toString();
    }

    /** How old it all is: the newest mark of the history, the age of the statistics, and what is stale or missing. */
    private static String data(InsightView<?> view) {
        Window window = view.window();
        List<String> parts = new ArrayList<>();
        for (SourceStatus source : view.sources()) {
            boolean statistics = source.resource().equals("stats");
            if (source.outcome() == Outcome.FAILED || source.outcome() == Outcome.SKIPPED) {
                parts.add(name(source) + " " + source.outcome().name());
            } else if (source.outcome() == Outcome.STALE) {
                parts.add(name(source) + " STALE " + age(source));
            } else if (statistics) {
                parts.add(name(source) + " fetched "
                        + (source.age() == null ? "at an unknown time" : age(source) + " ago"));
            }
        }
        String of = window == null
                ? "No history"
                : "Data of " + MINUTE.format(window.to().minus(MARK).atZone(view.zone())) + " "
                        + view.zone().getId();
        return of + (parts.isEmpty() ? "" : "; " + String.join(", ", parts)) + ".";
    }

    private static String name(SourceStatus source) {
        return source.resource().equals("stats") ? "statistics" : source.resource();
    }

    private static String age(SourceStatus source) {
        Duration age = source.age();
        return age == null ? "of unknown age" : age.toMinutes() + " min";
    }
}
