package org.ar1.integration.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PopularLab;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the table of lab types: compact, in UTF-8, with keys in a fixed order, so that equal tables give equal
 * bytes. The Integration Service answers exactly these bytes. Thread-safe.
 */
public final class CampusJson {

    private CampusJson() {}

    /**
     * The JSON of a part of the table of lab types.
     *
     * @param report the report that it is of
     * @param labTypes the rows to show, in their order
     * @param total how many there would be without paging
     * @return the document in UTF-8
     */
    public static byte[] labTypes(CampusReport report, List<LabType> labTypes, int total) {
        return JsonOut.object(json -> {
            InsightJson.head(json, InsightView.of(report.insights(), report));
            json.number("total", total);
            json.list("lab_types", labTypes, type -> labType(json, type));
            SharedJson.join(json, report.insights().coverage());
            json.list("sources", report.sources(), source -> SharedJson.source(json, source));
        });
    }

    /**
     * The lab types as newline-delimited JSON: one a line, as in the table, and nothing else of that.
     *
     * @param labTypes the rows to show, in their order
     * @return the lines in UTF-8
     */
    public static byte[] labTypeLines(List<LabType> labTypes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        for (LabType type : labTypes) {
            bytes.writeBytes(JsonOut.object(json -> labType(json, type)));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private static void labType(JsonOut json, LabType type) throws IOException {
        LabTypeUsage usage = type.usage();
        LabTypeUtilization utilization = type.utilization();
        LabPerformance performance = type.performance();
        json.text("lab_type", type.labType());
        json.texts("names", type.names());
        json.truth("in_catalogue", type.isInCatalogue());
        json.number("events", usage == null ? null : usage.totalEvents());
        json.number("users", usage == null ? null : usage.uniqueUsers());
        json.number("errors", usage == null ? null : usage.errors());
        json.text("status", utilization == null ? null : utilization.status().id());
        json.number("ratio", utilization == null ? null : utilization.ratio());
        json.number("user_minutes", userMinutes(type));
        json.number("success_rate", performance == null ? null : performance.successRate());
        json.list("servers", type.servers(), server -> {
            json.number("server_id", server.serverId());
            json.text("name", server.name());
            json.text("state", server.state().id());
        });
        json.list("labs", type.infrastructureLabs(), lab -> {
            json.number("lab_id", lab.id());
            json.text("name", lab.name());
            json.text("status", lab.status().id());
            json.number("estimated_users", lab.estimatedUsers());
            json.number("estimated_cpu", lab.estimated().cpu());
            json.number("estimated_memory", lab.estimated().memory());
            json.number("estimated_disk", lab.estimated().disk());
        });
        json.texts("insights", ids(type));
    }

    static List<String> ids(LabType type) {
        return type.insights().stream()
                .map(Insight::heading)
                .map(heading -> heading.id())
                .toList();
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
