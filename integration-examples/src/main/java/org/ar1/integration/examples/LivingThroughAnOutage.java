package org.ar1.integration.examples;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

import java.io.PrintStream;
import java.time.Duration;

/** What a report says before, during and after the outage of a service. */
public final class LivingThroughAnOutage {

    private LivingThroughAnOutage() {}

    /**
     * Runs on a sample campus.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (SampleCampus campus = SampleCampus.start()) {
            run(campus, System.out);
        }
    }

    static void run(SampleCampus campus, PrintStream out) {
        // Nothing stays fresh and nothing is left alone after a failure, so that each report asks the services.
        IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                .cacheDuration(Duration.ZERO)
                .initialBackoff(Duration.ZERO)
                .retryDelay(Duration.ofMillis(10))
                .build();
        try (IntegrationClient client = IntegrationClient.create(config)) {
            print("before", client.labUtilization().report(), out);
            campus.fault(SampleService.LAB_MONITORING, Fault.refused());
            print("during", client.labUtilization().report(), out);
            campus.heal(SampleService.LAB_MONITORING);
            print("after", client.labUtilization().report(), out);
        }
    }

    private static void print(String when, LabUtilizationReport report, PrintStream out) {
        out.println(when + ": " + report.integrationStatus().id() + ", "
                + report.infrastructureInsights().popularLabs().size() + " popular labs");
        report.sources().forEach(source -> {
            SourceError error = source.error();
            if (error != null) {
                out.println("  " + source.service().id() + " " + source.resource() + " is "
                        + source.outcome().id() + ": " + error.message());
            }
        });
    }
}
