package org.ar1.integration.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.internal.insight.InsightInputs;
import org.ar1.integration.internal.insight.Insights;
import org.ar1.integration.report.IntegrationStatus;

/**
 * Computes the insights of a campus again and again, as after changes, and prints the processor time of each answer on
 * the one thread that computes it, in nanoseconds.
 */
final class InsightCost {

    private InsightCost() {}

    /** The number of servers, and how often. */
    public static void main(String[] arguments) {
        InsightInputs inputs = InsightCampus.inputs(Integer.parseInt(arguments[0]));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int change = 0; change < Integer.parseInt(arguments[1]); change++) {
            long start = threads.getCurrentThreadCpuTime();
            InsightReport report = Insights.of(inputs).report(IntegrationStatus.SUCCESS, List.of(), null);
            byte[] document = InsightJson.write(report);
            long took = threads.getCurrentThreadCpuTime() - start;
            if (report.insights().isEmpty() || document.length == 0) {
                throw new IllegalStateException("Nothing was found");
            }
            System.out.println(took);
        }
    }
}
