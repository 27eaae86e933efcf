package org.ar1.integration.document;

import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.upstream.ServerResource;

/**
 * The JSON of the insights: compact, in UTF-8, with keys in a fixed order, so that equal reports give equal bytes. The
 * Integration Service answers exactly these bytes. Thread-safe.
 *
 * <p>A report or a view that is read has what its document states. Writing it gives the bytes that were read, unless
 * the document is that of a later version, with further members: they are ignored. The header {@code Retry-After}, and
 * no document, has {@code retryAfter()}.
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
        return Json.write(ViewJson.report(chosen, total), report);
    }

    /**
     * The insights as newline-delimited JSON: one a line, as in the report, and nothing else of that.
     *
     * @param insights the insights, in their order
     * @return the lines in UTF-8
     */
    public static byte[] lines(List<Insight> insights) {
        return Json.lines(HeadingJson.INSIGHT, insights);
    }

    /**
     * The servers as newline-delimited JSON: one a line, as in the table, and nothing else of that.
     *
     * @param servers the servers, in their order
     * @return the lines in UTF-8
     */
    public static byte[] serverLines(List<ServerCapacity> servers) {
        return Json.lines(ServerJson.CAPACITY, servers);
    }

    /**
     * The JSON of one insight, or of what is withheld, explained. The {@code sources} are the names that the insight
     * has; what is said of each source is in {@code report_sources}.
     *
     * @param view the explanation
     * @return the document in UTF-8
     */
    public static byte[] write(InsightView<Explanation> view) {
        return Json.write(ViewJson.EXPLANATION, view);
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
        return Json.write(ViewJson.servers(total), view);
    }

    /**
     * The JSON of the week of a server.
     *
     * @param view the week
     * @return the document in UTF-8
     */
    public static byte[] profile(InsightView<WeeklyProfile> view) {
        return Json.write(ViewJson.PROFILE, view);
    }

    /**
     * The JSON of the forecasts of a server.
     *
     * @param view the forecasts by resource
     * @param serverId the server's number
     * @return the document in UTF-8
     */
    public static byte[] forecast(InsightView<Map<ServerResource, ServerForecast>> view, long serverId) {
        return Json.write(ViewJson.forecast(serverId), view);
    }

    /**
     * The JSON of the quiet windows of a server.
     *
     * @param view the windows
     * @return the document in UTF-8
     */
    public static byte[] quietWindows(InsightView<QuietWindows> view) {
        return Json.write(ViewJson.QUIET_WINDOWS, view);
    }

    /**
     * The JSON of one move.
     *
     * @param view the move
     * @return the document in UTF-8
     */
    public static byte[] move(InsightView<Move> view) {
        return Json.write(ViewJson.MOVE, view);
    }

    /**
     * Reads the JSON of a report. A document of a part of the report gives a report of this part.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the report; {@code retryAfter()} is null, since a header has it
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static InsightReport read(byte[] document) {
        return Json.read(ViewJson.REPORT, document);
    }

    /**
     * Reads the JSON of one insight, or of what is withheld, explained.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the explanation. Of the numbers in its steps, whole ones are {@code Long} and others {@code Double}
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static InsightView<Explanation> readExplanation(byte[] document) {
        return Json.read(ViewJson.EXPLANATION, document);
    }

    /**
     * Reads the JSON of the table of servers, or of a part of it.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the rows
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static InsightView<List<ServerCapacity>> readServers(byte[] document) {
        return Json.read(ViewJson.servers(0), document);
    }

    /**
     * Reads the JSON of the week of a server.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the week
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static InsightView<WeeklyProfile> readProfile(byte[] document) {
        return Json.read(ViewJson.PROFILE, document);
    }

    /**
     * Reads the JSON of the forecasts of a server.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the forecasts by resource
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static InsightView<Map<ServerResource, ServerForecast>> readForecast(byte[] document) {
        return Json.read(ViewJson.forecast(null), document);
    }

    /**
     * Reads the JSON of the quiet windows of a server.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the windows
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static InsightView<QuietWindows> readQuietWindows(byte[] document) {
        return Json.read(ViewJson.QUIET_WINDOWS, document);
    }

    /**
     * Reads the JSON of one move.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the move
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static InsightView<Move> readMove(byte[] document) {
        return Json.read(ViewJson.MOVE, document);
    }
}
