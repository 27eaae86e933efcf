package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TEXTS;
import static org.ar1.integration.document.Forms.TRUTH;
import static org.ar1.integration.document.Forms.WHOLE;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PopularLab;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the campus and of its table of lab types: compact, in UTF-8, with keys in a fixed order, so that equal
 * data gives equal bytes. The Integration Service answers exactly these bytes. Thread-safe.
 */
public final class CampusJson {

    private static final Form<CampusServer> SERVER = Form.object(server -> written(server, () -> {
        server.derived("server_id", CampusServer::serverId, WHOLE);
        server.derived("name", CampusServer::name, TEXT);
        server.derived("state", CampusServer::state, ServerAllocationJson.STATE);
    }));

    private static final Form<InfrastructureLab> LAB = Form.object(lab -> written(lab, () -> {
        lab.derived("lab_id", InfrastructureLab::id, WHOLE);
        lab.derived("name", InfrastructureLab::name, TEXT);
        lab.derived("status", own -> own.status().id(), TEXT);
        lab.derived("estimated_users", InfrastructureLab::estimatedUsers, WHOLE);
        lab.derived("estimated_cpu", own -> own.estimated().cpu(), REAL);
        lab.derived("estimated_memory", own -> own.estimated().memory(), REAL);
        lab.derived("estimated_disk", own -> own.estimated().disk(), REAL);
    }));

    private static final Form<List<CampusServer>> SERVERS = Form.list(SERVER);
    private static final Form<List<InfrastructureLab>> LABS = Form.list(LAB);

    /** A row of the table, which is written only. */
    static final Form<LabType> ROW = Form.object(type -> written(type, () -> {
        type.derived("lab_type", LabType::labType, TEXT);
        type.derived("names", LabType::names, TEXTS);
        type.derived("in_catalogue", LabType::isInCatalogue, TRUTH);
        type.derived("events", usage(LabTypeUsage::totalEvents), WHOLE);
        type.derived("users", usage(LabTypeUsage::uniqueUsers), WHOLE);
        type.derived("errors", usage(LabTypeUsage::errors), WHOLE);
        type.derived("status", utilization(own -> own.status().id()), TEXT);
        type.derived("ratio", utilization(LabTypeUtilization::ratio), REAL);
        type.derived("user_minutes", CampusJson::userMinutes, REAL);
        type.derived("success_rate", CampusJson::successRate, REAL);
        type.derived("servers", LabType::servers, SERVERS);
        type.derived("labs", LabType::infrastructureLabs, LABS);
        type.derived("insights", CampusJson::ids, TEXTS);
    }));

    private static final Form<List<LabType>> ROWS = Form.list(ROW);

    private CampusJson() {}

    private interface Members {
        void write() throws IOException;
    }

    private static <T> T written(Fields<T> fields, Members members) throws IOException {
        members.write();
        T written = fields.written();
        if (written == null) {
            throw new IllegalStateException("not to be read");
        }
        return written;
    }

    /**
     * The JSON of all of the campus: the insights, the lab types and the servers.
     *
     * @param report the campus
     * @return the document in UTF-8
     */
    public static byte[] write(CampusReport report) {
        return Json.write(CampusParts.REPORT, report);
    }

    /**
     * Reads the JSON of all of the campus. Its lab types and servers refer to each other and to its insights, as before
     * they were written; like the reports that are read, the histories of its servers have no slots.
     *
     * @param document the document in UTF-8, at most 64 MiB
     * @return the campus; {@code retryAfter()} of its insights is null, since a header has it
     * @throws InvalidDocumentException when it is not such a document; the message names the field, its value and what
     *     was expected
     */
    public static CampusReport read(byte[] document) {
        return Json.read(CampusParts.REPORT, document);
    }

    /**
     * The JSON of a part of the table of lab types.
     *
     * @param report the report that it is of
     * @param labTypes the rows to show, in their order
     * @param total how many there would be without paging
     * @return the document in UTF-8
     */
    public static byte[] labTypes(CampusReport report, List<LabType> labTypes, int total) {
        return Json.write(
                Form.object(campus -> written(campus, () -> {
                    ViewJson.head(campus.of(own -> ViewJson.Head.of(own.insights())));
                    campus.derived("total", own -> total, COUNT);
                    campus.derived("lab_types", own -> labTypes, ROWS);
                    campus.derived("join", own -> own.insights().coverage(), SharedJson.JOIN);
                    campus.derived("sources", CampusReport::sources, SharedJson.SOURCES);
                })),
                report);
    }

    /**
     * The lab types as newline-delimited JSON: one a line, as in the table, and nothing else of that.
     *
     * @param labTypes the rows to show, in their order
     * @return the lines in UTF-8
     */
    public static byte[] labTypeLines(List<LabType> labTypes) {
        return Json.lines(ROW, labTypes);
    }

    private static <V> Function<LabType, @Nullable V> usage(Function<LabTypeUsage, @Nullable V> figure) {
        return type -> {
            LabTypeUsage usage = type.usage();
            return usage == null ? null : figure.apply(usage);
        };
    }

    private static <V> Function<LabType, @Nullable V> utilization(Function<LabTypeUtilization, @Nullable V> figure) {
        return type -> {
            LabTypeUtilization utilization = type.utilization();
            return utilization == null ? null : figure.apply(utilization);
        };
    }

    private static @Nullable Double successRate(LabType type) {
        LabPerformance performance = type.performance();
        return performance == null ? null : performance.successRate();
    }

    static List<String> ids(LabType type) {
        return ids(type.insights());
    }

    static List<String> ids(List<Insight> insights) {
        return insights.stream().map(Insight::heading).map(Heading::id).toList();
    }

    /** Null when no lab of the type has any. */
    static @Nullable Double userMinutes(LabType type) {
        List<Double> minutes = type.popularLabs().stream()
                .map(PopularLab::totalUserMinutes)
                .filter(each -> each != null)
                .map(Number::doubleValue)
                .toList();
        return minutes.isEmpty()
                ? null
                : minutes.stream().mapToDouble(Double::doubleValue).sum();
    }
}
