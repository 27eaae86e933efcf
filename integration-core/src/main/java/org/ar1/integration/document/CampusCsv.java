package org.ar1.integration.document;

import java.util.List;
import java.util.stream.Collectors;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.LabPerformance;

/**
 * The table of lab types as comma-separated values, as {@link org.ar1.integration.document.ReportCsv} describes them.
 * The columns are fixed, and new ones will be added at the end. Thread-safe.
 */
public final class CampusCsv {

    private CampusCsv() {}

    /**
     * One row a lab type. The numbers of servers and the identifiers of insights are separated by spaces, the names of
     * labs by semicolons.
     *
     * @param labTypes the lab types, in their order
     * @return the table in UTF-8
     */
    public static byte[] labTypes(List<LabType> labTypes) {
        CsvOut csv = new CsvOut();
        csv.row(
                "lab_type",
                "names",
                "in_catalogue",
                "events",
                "users",
                "errors",
                "status",
                "ratio",
                "user_minutes",
                "success_rate",
                "servers",
                "insights");
        for (LabType type : labTypes) {
            LabTypeUsage usage = type.usage();
            LabTypeUtilization utilization = type.utilization();
            LabPerformance performance = type.performance();
            csv.cell(type.labType())
                    .cell(String.join("; ", type.names()))
                    .cell(type.isInCatalogue())
                    .cell(usage == null ? null : usage.totalEvents())
                    .cell(usage == null ? null : usage.uniqueUsers())
                    .cell(usage == null ? null : usage.errors())
                    .cell(utilization == null ? null : utilization.status().id())
                    .cell(utilization == null ? null : utilization.ratio())
                    .cell(CampusJson.userMinutes(type))
                    .cell(performance == null ? null : performance.successRate())
                    .cell(type.servers().stream()
                            .map(server -> Long.toString(server.serverId()))
                            .collect(Collectors.joining(" ")))
                    .cell(String.join(" ", CampusJson.ids(type)))
                    .end();
        }
        return csv.bytes();
    }
}
