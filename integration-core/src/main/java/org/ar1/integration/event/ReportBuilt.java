package org.ar1.integration.event;

import java.util.Objects;
import org.ar1.integration.report.IntegrationReport;
import org.jspecify.annotations.Nullable;

/**
 * A report was built, because callers asked for it and what was known of a source had changed. A report that is
 * returned again is not told again.
 *
 * @param report the report: a {@link org.ar1.integration.report.LabUtilizationReport}, a
 *     {@link org.ar1.integration.report.ServerAllocationReport} or an {@link org.ar1.integration.insight.InsightReport}; others
 *     may come
 * @param labType the lab type that it is of; null when it is of all
 */
public record ReportBuilt(
        IntegrationReport report, @Nullable String labType) {
    public ReportBuilt {
        Objects.requireNonNull(report, "report");
    }
}
