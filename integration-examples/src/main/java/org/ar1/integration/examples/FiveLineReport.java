package org.ar1.integration.examples;

import java.io.PrintStream;
import java.util.Map;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.testkit.SampleCampus;

/** The joined data as typed values: which lab types are used more or less than they were sized for. */
public final class FiveLineReport {

    private FiveLineReport() {}

    /**
     * Runs on a sample campus.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (SampleCampus campus = SampleCampus.start()) {
            run(campus.environment(), System.out);
        }
    }

    static void run(Map<String, String> environment, PrintStream out) {
        try (IntegrationClient client = IntegrationClient.create(IntegrationConfig.fromEnvironment(environment))) {
            LabUtilizationReport report = client.labUtilization().report();
            report.infrastructureInsights()
                    .utilization()
                    .forEach((labType, use) ->
                            out.println(labType + ": " + use.status().id()));
        }
    }
}
